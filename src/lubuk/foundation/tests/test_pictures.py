"""Pictures as they come from phones, made fit to keep."""

from io import BytesIO

import pytest
from PIL import ExifTags, Image

from lubuk.foundation.pictures import made_square
from lubuk.foundation.refusal import Refused


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def a_photo(size: tuple[int, int], kind: str = "JPEG", mode: str = "RGB") -> BytesIO:
    exif = Image.Exif()
    exif[ExifTags.Base.Model] = "Kamera Regu Malam"
    kept = BytesIO()
    Image.new(mode, size, "teal" if mode == "RGB" else 0).save(kept, kind, exif=exif)
    kept.seek(0)
    return kept


@pytest.mark.parametrize("size", [(600, 900), (900, 600), (40, 30), (1, 900)])
def test_a_portrait_is_square_whatever_came(size: tuple[int, int]) -> None:
    made = made_square(a_photo(size), 0, 256)
    assert opened(made.data).size == (made.width, made.height) == (256, 256)


def test_it_is_light_and_says_nothing_of_the_camera() -> None:
    made = made_square(a_photo((3000, 4000)), 0, 256)
    assert made.media_type == "image/webp"
    assert len(made.data) < 20_000
    assert b"Regu Malam" not in made.data


def test_colours_of_a_palette_are_kept() -> None:
    assert opened(made_square(a_photo((90, 90), "PNG", "P"), 0, 256).data).mode == "RGB"


@pytest.mark.parametrize(
    "junk", [b"", b"<svg onload=alert(1)>", b"GIF89a", b"\xff\xd8\xff\xe0junk", b"%PDF-1.7"]
)
def test_what_is_no_picture_is_refused_in_words(junk: bytes) -> None:
    with pytest.raises(Refused, match="not a picture we can read"):
        made_square(BytesIO(junk), len(junk), 256)


def test_half_a_picture_is_refused() -> None:
    half = a_photo((600, 900), "PNG").getvalue()[:-40]
    with pytest.raises(Refused, match="not a picture we can read"):
        made_square(BytesIO(half), len(half), 256)


def test_too_many_bytes_are_not_even_opened() -> None:
    with pytest.raises(Refused, match="larger than 15 MB"):
        made_square(BytesIO(b""), 16 * 2**20, 256)
