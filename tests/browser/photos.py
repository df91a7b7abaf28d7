"""A photo as a phone takes it, with the place where it was taken hidden in it."""

from __future__ import annotations

import io
import random

from PIL import ExifTags, Image

LATITUDE, LONGITUDE = (1.0, 28.0, 12.0), (124.0, 50.0, 30.0)  # degrees, minutes, seconds; a bay in the north
CAMERA = "Kamera Regu Malam"


def photo(width: int = 2400, height: int = 1800) -> bytes:
    """A JPEG with a camera's name and a position in its Exif part."""
    seeded = random.Random(7)  # noqa: S311, a pattern and no secret
    small = Image.frombytes("RGB", (32, 24), seeded.randbytes(32 * 24 * 3))
    exif = Image.Exif()
    exif[ExifTags.Base.Model] = CAMERA
    exif[ExifTags.IFD.GPSInfo] = {
        ExifTags.GPS.GPSLatitudeRef: "N",
        ExifTags.GPS.GPSLatitude: LATITUDE,
        ExifTags.GPS.GPSLongitudeRef: "E",
        ExifTags.GPS.GPSLongitude: LONGITUDE,
    }
    written = io.BytesIO()
    small.resize((width, height)).save(written, "JPEG", exif=exif, quality=80)
    return written.getvalue()


def says_where(picture: bytes) -> bool:
    with Image.open(io.BytesIO(picture)) as opened:
        exif = opened.getexif()
        return bool(exif.get_ifd(ExifTags.IFD.GPSInfo)) or CAMERA.encode() in picture
