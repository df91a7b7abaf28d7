"""A picture as it comes from a phone, made fit to keep: upright, small, without the place and time it was taken.

Decoding and encoding again also drops whatever else a file may hide behind its pixels.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from lubuk.foundation.refusal import Refused

MAX_BYTES = 15 * 1024 * 1024  # a phone's photo has 3 to 8 MB
MAX_PIXELS = 60_000_000  # decoded at 4 bytes a pixel this is 240 MB, the most we lend to one picture
LONGEST_SIDE = 1600  # pixels; enough for a full-width figure on a dense screen
FORMATS = ["JPEG", "PNG", "WEBP", "GIF"]


@dataclass(frozen=True)
class Picture:
    data: bytes
    media_type: str
    extension: str
    width: int
    height: int


def made_fit(file: BinaryIO, size: int) -> Picture:
    """Raises Refused, saying what to do, for anything that isn't a picture we can keep."""
    with upright(file, size) as picture:
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        return encoded(picture)


def made_square(file: BinaryIO, size: int, side: int) -> Picture:
    """The middle of the picture, `side` pixels wide and high; of one that stands, a little above it, where
    faces are. Raises Refused as made_fit does."""
    with upright(file, size) as picture:
        return encoded(ImageOps.fit(in_colour(picture), (side, side), centering=(0.5, 0.35)))


@contextmanager
def upright(file: BinaryIO, size: int) -> Iterator[Image.Image]:
    """The picture, turned as it was held. What goes wrong while it is decoded is refused in words."""
    if size > MAX_BYTES:
        raise Refused(
            _("This picture is larger than %(most)s MB. Send a smaller one.") % {"most": MAX_BYTES // 2**20}
        )
    try:
        with Image.open(file, formats=FORMATS) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise Refused(_("This picture has too many pixels. Send one of at most 60 megapixels."))
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            yield ImageOps.exif_transpose(opened)
    except Image.DecompressionBombError as error:
        raise Refused(_("This picture has too many pixels. Send one of at most 60 megapixels.")) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise Refused(_("This file is not a picture we can read. Send a JPEG, PNG, WebP or GIF.")) from error


def encoded(picture: Image.Image) -> Picture:
    """WebP: a third of the weight of JPEG on a slow line, and it keeps transparency."""
    kept = io.BytesIO()
    in_colour(picture).save(kept, "WEBP", quality=82, method=4)
    return Picture(kept.getvalue(), "image/webp", "webp", picture.width, picture.height)


def in_colour(picture: Image.Image) -> Image.Image:
    has_holes = "A" in picture.getbands() or picture.info.get("transparency") is not None
    return picture.convert("RGBA" if has_holes else "RGB")
