"""A position in EXIF and in XMP, made blank in its place: EXIF 2.32, § 4.6 (a TIFF directory, of which tag 0x8825
leads to the position) and XMP (`exif:GPS…`). Where in a file either of them stands is in `positions` and `boxes`.
"""

from __future__ import annotations

import re
from mmap import mmap

GPS_DIRECTORY, XMP_PACKET = 0x8825, 0x02BC  # tags of TIFF
LONGEST_VALUE = 65_536  # bytes of one entry; a position needs 24
MOST_ENTRIES = 1_000  # of a directory; a camera writes some fifty
SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}  # bytes by type of TIFF
IN_XMP = re.compile(rb"""(exif:GPS\w+\s*=\s*)(["'])([^"']*)|(<exif:GPS\w+[^>]*>)([^<]*)""")


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
