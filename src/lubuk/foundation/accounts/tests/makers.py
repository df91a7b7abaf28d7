"""Photos of people, made by the way they all come in."""

from io import BytesIO

from PIL import Image

from lubuk.foundation.accounts.actions import PHOTO_SIDE
from lubuk.foundation.pictures import Picture, made_square


def a_portrait(colour: str = "teal") -> Picture:
    return made_square(a_jpeg(colour), 0, PHOTO_SIDE)


def a_jpeg(colour: str = "teal", size: tuple[int, int] = (600, 900)) -> BytesIO:
    kept = BytesIO()
    Image.new("RGB", size, colour).save(kept, "JPEG")
    kept.seek(0)
    return kept
