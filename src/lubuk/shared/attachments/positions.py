"""Where a picture was taken is taken out of it before it is kept: a photo of a leak would tell where its maker lives.

Bytes are made blank in their place, so the picture itself stays as it came: no library opens it here. EXIF 2.32,
§ 4.6 (a TIFF directory, of which tag 0x8825 leads to the position) and XMP (`exif:GPS…`), in JPEG, PNG, WebP and TIFF.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import zlib
from collections.abc import Callable, Iterator
from mmap import mmap
from typing import BinaryIO, cast

EXIF, XMP = b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0"
GPS_DIRECTORY, XMP_PACKET = 0x8825, 0x02BC  # tags of TIFF
LONGEST_VALUE = 65_536  # bytes of one entry; a position needs 24
MOST_ENTRIES = 1_000  # of a directory; a camera writes some fifty
SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}  # bytes by type of TIFF
IN_XMP = re.compile(rb"""(exif:GPS\w+\s*=\s*)(["'])([^"']*)|(<exif:GPS\w+[^>]*>)([^<]*)""")

type Span = tuple[int, int]


def without_position(file: BinaryIO, format: str) -> BinaryIO:
    """The file itself where it tells no position or is no picture that could; else a copy that tells none.

    What looks like a position and isn't whole is left as it is: no reader of EXIF would find it either.
    """
    blank = FORMATS.get(format)
    if blank is None:
        return file
    copy = tempfile.TemporaryFile()  # noqa: SIM115 - the caller reads it, and it goes when nobody does
    file.seek(0)
    shutil.copyfileobj(file, copy)
    copy.flush()
    with mmap(copy.fileno(), 0) as data:
        changed = blank(data)
    file.seek(0)
    if not changed:
        copy.close()
        return file
    copy.seek(0)
    return cast(BinaryIO, copy)


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
}  # fmt: skip


def in_directory(data: mmap, start: int, end: int) -> bool:
    """`start` is where the TIFF header stands, from which all offsets count."""
    order = {b"II": "little", b"MM": "big"}.get(data[start : start + 2])
    if order is None or end - start < 8:
        return False
    return Directory(data, start, end, order == "little").blank_position()


class Directory:
    """The first directory of TIFF data; offsets that lead out of it are passed over."""

    def __init__(self, data: mmap, start: int, end: int, is_little: bool) -> None:
        self.data, self.start, self.end, self.is_little = data, start, end, is_little

    def blank_position(self) -> bool:
        """Each tag counts once, as for readers: a directory that says one a thousand times keeps nobody busy."""
        told = {
            tag: (offset, size) for _place, tag, size, offset in self.entries(self.number(self.start + 4, 4))
        }
        changed = GPS_DIRECTORY in told and self.blank(told[GPS_DIRECTORY][0])
        if XMP_PACKET in told:
            offset, size = told[XMP_PACKET]
            end = min(self.start + offset + size, self.end)
            changed = in_packet(self.data, self.start + offset, end) or changed
        return changed

    def entries(self, offset: int) -> list[tuple[int, int, int, int]]:
        """Where each stands, its tag, the bytes of its value, and where its value stands."""
        at = self.start + offset
        if at + 2 > self.end:
            return []
        places = [at + 2 + 12 * n for n in range(min(self.number(at, 2), MOST_ENTRIES))]
        return [
            (
                place,
                self.number(place, 2),
                SIZES.get(self.number(place + 2, 2), 1) * self.number(place + 4, 4),
                self.number(place + 8, 4),
            )
            for place in places
            if place + 12 <= self.end
        ]

    def blank(self, offset: int) -> bool:
        """No entry is left in the directory, nor what its entries led to."""
        entries = self.entries(offset)
        for place, _tag, size, value in entries:
            if size > 4:
                self.zero(self.start + value, size)
            self.zero(place, 12)
        if entries:
            self.zero(self.start + offset, 2)
        return bool(entries)

    def zero(self, at: int, size: int) -> None:
        if size <= LONGEST_VALUE and self.start <= at and at + size <= self.end:
            self.data[at : at + size] = bytes(size)

    def number(self, at: int, size: int) -> int:
        return int.from_bytes(self.data[at : at + size], "little" if self.is_little else "big")


def in_packet(data: mmap, start: int, end: int) -> bool:
    """XMP is text; what it says of the position becomes as many spaces."""

    def spaces(match: re.Match[bytes]) -> bytes:
        if match[4]:
            return match[4] + b" " * len(match[5])
        return match[1] + match[2] + b" " * len(match[3])

    said = bytes(data[start:end])
    quiet = IN_XMP.sub(spaces, said)
    if quiet == said:
        return False
    data[start:end] = quiet
    return True
