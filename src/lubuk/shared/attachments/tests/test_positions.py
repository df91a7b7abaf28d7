"""Where a picture was taken is nobody's business: it is gone before the file is kept, and the picture is as it was."""

from __future__ import annotations

import io
import struct
import time
from collections.abc import Callable
from typing import Any

import pytest
from PIL import ExifTags, Image

from lubuk.foundation.accounts.models import Person
from lubuk.shared.attachments.actions import upload_file
from lubuk.shared.attachments.formats import told_from
from lubuk.shared.attachments.positions import FORMATS, without_position
from lubuk.shared.attachments.tests import films
from lubuk.shared.attachments.tests.conftest import a_file, an_article_with
from lubuk.shared.attachments.tests.films import box
from lubuk.shared.attachments.tests.makers import a_pdf, a_photograph
from lubuk.shared.attachments.words import NOTES
from lubuk.shared.attachments.words import PLACE as PLACE_TAKEN_OUT
from tests.cast import Visit

KINDS = [("JPEG", "jpeg"), ("WEBP", "webp"), ("PNG", "png"), ("AVIF", "avif"), ("TIFF", "tiff")]
PLACE = (b"Kampung Hilir", b"0,54.604S", b"119,50.1E")


def kept(data: bytes, format: str) -> bytes:
    return without_position(io.BytesIO(data), format).read()


def exif_of(data: bytes) -> Any:
    return Image.open(io.BytesIO(data)).getexif()


@pytest.mark.parametrize(("written", "format"), KINDS[:4])
@pytest.mark.parametrize("xmp", [False, True])
def test_nothing_tells_where_and_all_else_stays(written: str, format: str, *, xmp: bool) -> None:
    before = a_photograph(written, xmp=xmp)
    assert dict(exif_of(before).get_ifd(ExifTags.IFD.GPSInfo))
    after = kept(before, format)
    assert not any(place in after for place in PLACE)
    assert dict(exif_of(after).get_ifd(ExifTags.IFD.GPSInfo)) == {}
    assert exif_of(after)[ExifTags.Base.Artist] == "Made Suryapati"
    taken = exif_of(after).get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal]
    assert taken == "2026:03:05 07:41:00"
    assert len(after) == len(before)
    one, other = (Image.open(io.BytesIO(data)).convert("RGB") for data in (before, after))
    assert one.tobytes() == other.tobytes()


def test_a_tiff_tells_as_little(exif_alone: bytes) -> None:
    """The EXIF of a photograph is TIFF, and here stands for one: the library leaves positions out of those."""
    assert PLACE[0] in exif_alone
    after = kept(exif_alone, "tiff")
    assert PLACE[0] not in after
    assert b"Made Suryapati" in after


@pytest.fixture
def exif_alone() -> bytes:
    told: bytes = exif_of(a_photograph()).tobytes()
    return told.removeprefix(b"Exif\0\0")


@pytest.mark.parametrize(("written", "format"), KINDS)
def test_a_picture_that_tells_nothing_is_kept_to_the_byte(written: str, format: str) -> None:
    plain = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(plain, written)
    assert kept(plain.getvalue(), format) == plain.getvalue()
    assert kept(kept(a_photograph(written), format), format) == kept(a_photograph(written), format)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(("written", "_own"), KINDS)
def test_broken_and_mistaken_files_do_no_harm(format: str, written: str, _own: str) -> None:
    whole = a_photograph(written, xmp=written != "TIFF")
    for cut in (1, 3, 12, 30, 60, len(whole) // 2, len(whole) - 3):
        assert len(kept(whole[:cut], format)) == cut
    for at in range(0, min(len(whole), 400), 7):
        hostile = whole[:at] + b"\xff" * 9 + whole[at + 9 :]
        assert len(kept(hostile, format)) == len(hostile)


@pytest.mark.parametrize("film", [films.from_android(), films.from_apple()])
def test_a_film_tells_nothing_and_everything_else_stays_in_its_place(film: bytes) -> None:
    after = kept(film, "mp4")
    assert not any(place in after for place in (films.POSITION, *PLACE))
    assert len(after) == len(film)
    assert after.index(b"moov") == film.index(b"moov")
    assert (b"Made" in film) == (b"Made" in after)
    assert (b"Telephone 9" in film) == (b"Telephone 9" in after)
    assert kept(after, "mp4") == after


def test_a_picture_of_apples_is_made_of_the_same_boxes() -> None:
    photograph = a_photograph("AVIF", xmp=True).replace(b"ftypavif", b"ftypheic")
    assert told_from(io.BytesIO(photograph), "a.heic").key == "heic"
    after = kept(photograph, "heic")
    assert not any(place in after for place in PLACE)
    assert b"Made Suryapati" in after


HOSTILE = {
    "no size": b"\0\0\0\0moov" + b"\0" * 64,
    "a size of 64 bits beyond the end": b"\0\0\0\1moov" + b"\xff" * 8 + b"\0" * 64,
    "a size of 64 bits that is none": b"\0\0\0\1moov" + b"\0" * 8 + b"\0" * 64,
    "smaller than its own head": b"\0\0\0\3moov" + b"\0" * 64,
    "a million beside each other": box(b"moov", b"\0\0\0\x08free" * 1_000_000),
    "a million within each other": b"".join(
        struct.pack(">I", 8 * (1_000_000 - n)) + b"udta" for n in range(1_000_000)
    ),
    "a thousand million items": box(b"meta", bytes(4), box(b"hdlr"), box(b"iinf", bytes(6)), box(
        b"iloc", b"\2\0\0\0\0\0" + b"\x3b\x9a\xca\0" + b"\xff" * 4_000,
    )),
    "an item in more pieces than there are bytes": box(b"meta", bytes(4), box(b"iinf", bytes(6)), box(
        b"iloc", b"\1\0\0\0\0\0" + b"\xff\xff" + b"\0\1\0\0\0\0\xff\xff" * 60_000,
    )),
    "a packet for each of many items, all of it": box(b"meta", bytes(4), box(
        b"iinf", bytes(4) + b"\x80\0", *(
            box(b"infe", b"\2\0\0\0" + struct.pack(">HH", n, 0) + b"mime") for n in range(0x8000)
        )), box(
        b"iloc", b"\1\0\0\0\x44\0\x80\0", *(
            struct.pack(">HHHHII", n, 0, 0, 1, 0, 900_000) for n in range(0x8000)
        ))),
    "a key as long as the film": box(b"moov", box(
        b"meta", box(b"hdlr", films.HANDLER), box(b"keys", bytes(8), box(b"mdta", b".location." * 10**6)), box(b"ilst"),
    )),
}  # fmt: skip


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_boxes_that_lie_keep_nobody_busy(hostile: bytes) -> None:
    before = time.process_time()
    after = kept(hostile, "mp4")
    assert time.process_time() - before < 5  # seconds; honest code takes a tenth of one on a slow machine
    assert after == hostile


@pytest.mark.django_db
@pytest.mark.parametrize(("data", "name"), [(a_photograph(), "gauge.jpg"), (films.from_apple(), "gauge.mov")])
def test_the_page_of_a_file_says_what_was_taken_out(
    ana: Person, visit: Visit, read_all: Callable[[], None], data: bytes, name: str
) -> None:
    item = an_article_with(a_file(data, name, by=ana), by=ana)
    read_all()
    assert str(NOTES[PLACE_TAKEN_OUT]) in visit(ana).get(item.get_absolute_url()).content.decode()


@pytest.mark.django_db
def test_what_is_uploaded_is_kept_without_and_the_same_twice_is_known(ana: Person) -> None:
    first, again = (upload_file(io.BytesIO(a_photograph()), "gauge.jpg", by=ana) for _time in range(2))
    assert first.content == again.content
    with first.file.open("rb") as file:
        assert dict(exif_of(file.read()).get_ifd(ExifTags.IFD.GPSInfo)) == {}


@pytest.mark.django_db
def test_other_files_stay_as_they_came(ana: Person) -> None:
    paper = a_pdf("Kampung Hilir, exif:GPSLatitude='0,54.604S'")
    with upload_file(io.BytesIO(paper), "plan.pdf", by=ana).file.open("rb") as file:
        assert file.read() == paper
