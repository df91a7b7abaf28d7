"""Where a picture was taken is nobody's business: it is gone before the file is kept, and the picture is as it was."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import ExifTags, Image

from lubuk.foundation.accounts.models import Person
from lubuk.shared.attachments.actions import upload_file
from lubuk.shared.attachments.positions import FORMATS, without_position
from lubuk.shared.attachments.tests.makers import a_pdf, a_photograph

KINDS = [("JPEG", "jpeg"), ("WEBP", "webp"), ("PNG", "png"), ("TIFF", "tiff")]
PLACE = (b"Kampung Hilir", b"0,54.604S", b"119,50.1E")


def kept(data: bytes, format: str) -> bytes:
    return without_position(io.BytesIO(data), format).read()


def exif_of(data: bytes) -> Any:
    return Image.open(io.BytesIO(data)).getexif()


@pytest.mark.parametrize(("written", "format"), KINDS[:3])
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
