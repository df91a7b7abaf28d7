"""Where a picture or a film was taken is taken out of it before it is kept: a photo of a leak would tell where its maker
lives.

Bytes are made blank in their place, so the picture itself stays as it came: no library opens it here. What a position
looks like is in `exif`; this is where it stands in JPEG, PNG, WebP and TIFF, and `boxes` in HEIC, AVIF, MP4 and MOV.
"""

from __future__ import annotations

import shutil
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from io import UnsupportedOperation
from mmap import ACCESS_COPY, mmap
from typing import BinaryIO, cast

from lubuk.shared.attachments.boxes import in_boxes
from lubuk.shared.attachments.exif import in_directory, in_packet

EXIF, XMP = b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0"

type Span = tuple[int, int]


def without_position(file: BinaryIO, format: str) -> BinaryIO:
    """The file itself where it tells no position or is nothing that could; else a copy that tells none.

    What looks like a position and isn't whole is left as it is: no reader of EXIF would find it either. A film that
    tells nothing is not copied: what is made blank is changed in memory first, a page of it at a time.
    """
    blank = FORMATS.get(format)
    if blank is None:
        return file
    with ExitStack() as stack:
        number = number_of(file, stack)
        data = stack.enter_context(mmap(number, 0, access=ACCESS_COPY))
        if not blank(data):
            file.seek(0)
            return file
        copy = tempfile.TemporaryFile()  # noqa: SIM115 - the caller reads it, and it goes when nobody does
        shutil.copyfileobj(cast(BinaryIO, data), copy)
    copy.seek(0)
    return cast(BinaryIO, copy)


def number_of(file: BinaryIO, stack: ExitStack) -> int:
    """The system's number of the file; of one that is only in memory, that of a copy."""
    file.seek(0)
    try:
        return file.fileno()
    except UnsupportedOperation:
        copy = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - the stack closes it
        shutil.copyfileobj(file, copy)
        copy.flush()
        return copy.fileno()


def in_jpeg(data: mmap) -> bool:
    changed = False
    for start, end in segments(data):
        if data[start : start + len(EXIF)] == EXIF:
            changed |= in_directory(data, start + len(EXIF), end)
        elif data[start : start + len(XMP)] == XMP:
            changed |= in_packet(data, start, end)
    return changed


def segments(data: mmap) -> Iterator[Span]:
    """Those of the mark APP1, up to where the picture begins."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        if data[at + 1] == 0xE1 and end <= len(data):
            yield at + 4, end
        at = max(end, at + 4)


def in_webp(data: mmap) -> bool:
    """Chunks of RIFF: a name, a length, and an even number of bytes."""
    changed, at = False, 12
    while at + 8 <= len(data):
        start, name = at + 8, data[at : at + 4]
        end = start + int.from_bytes(data[at + 4 : start], "little")
        if name == b"EXIF" and end <= len(data):
            skip = len(EXIF) if data[start : start + len(EXIF)] == EXIF else 0
            changed |= in_directory(data, start + skip, end)
        elif name == b"XMP " and end <= len(data):
            changed |= in_packet(data, start, end)
        at = end + end % 2
    return changed


def in_png(data: mmap) -> bool:
    """Chunks with a sum at their end, which is made anew."""
    changed, at = False, 8
    while at + 12 <= len(data):
        start, name = at + 8, data[at + 4 : at + 8]
        end = start + int.from_bytes(data[at : at + 4])
        if name in (b"eXIf", b"iTXt") and end + 4 <= len(data):
            blank = in_directory if name == b"eXIf" else in_packet
            if blank(data, start, end):
                data[end : end + 4] = zlib.crc32(data[start - 4 : end]).to_bytes(4)
                changed = True
        at = end + 4
    return changed


def in_tiff(data: mmap) -> bool:
    return in_directory(data, 0, len(data))


FORMATS: dict[str, Callable[[mmap], bool]] = {
    "jpeg": in_jpeg, "webp": in_webp, "png": in_png, "tiff": in_tiff,
    **dict.fromkeys(("heic", "avif", "mp4", "m4a"), in_boxes),
}  # fmt: skip
