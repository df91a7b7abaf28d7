"""Where a position stands in files made of boxes (ISO 14496-12, § 4.2): HEIC, AVIF, MP4 and QuickTime.

A box that tells it becomes a free one of the same length, so that all that is counted from the beginning of the file
still is where it was. Pictures keep EXIF and XMP as items, which the boxes `iinf` and `iloc` name (§ 8.11).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from mmap import mmap
from typing import NamedTuple

from lubuk.shared.attachments.exif import in_directory, in_packet

MOST_BOXES = 100_000  # of those looked at; a film of an hour has some hundred
COST = 5_000  # in boxes, of a look at a directory or a packet
LONGEST = 65_536  # bytes of a box that are made blank; a position needs 40
LONGEST_PACKET = 2**20  # bytes of XMP that are looked at
LONGEST_KEY = 100  # bytes
DEEPEST = 6  # boxes within boxes: film, track, user data, meta, list, entry
HOLDERS = {b"moov", b"trak", b"udta", b"meta", b"ilst"}
PLACES = {b"\xa9xyz", b"loci"}  # QuickTime, 3GPP TS 26.244 § 8.10
XMP = b"\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8\x9c\x71\x99\x94\x91\xe3\xaf\xac"  # the name of a `uuid` box
PLACE_KEY = re.compile(rb"\.location\.")  # com.apple.quicktime.location.ISO6709 and its kin
IN_FILE, IN_IDAT = 0, 1  # where an item stands, § 8.11.3


class Box(NamedTuple):
    name: bytes
    at: int
    start: int  # of what it holds
    end: int


def in_boxes(data: mmap) -> bool:
    walk = Walk(data)
    walk.into(0, len(data), 0)
    return walk.changed


@dataclass
class Walk:
    """Through the boxes that may tell a place. What says it is longer than what holds it ends the row it stands in."""

    data: mmap
    left: int = MOST_BOXES
    changed: bool = False

    def boxes(self, at: int, end: int) -> Iterator[Box]:
        while at + 8 <= end and self.left > 0:
            self.left -= 1
            size, start = self.number(at, 4), at + 8
            if size == 1:
                size, start = self.number(start, 8), start + 8
            size = size or end - at  # none: to the end
            if at + size < start or at + size > end:
                return
            yield Box(self.data[at + 4 : at + 8], at, start, at + size)
            at += size

    def into(self, at: int, end: int, depth: int) -> None:
        for box in self.boxes(at, end):
            if box.name in PLACES:
                self.free(box)
            elif box.name == b"XMP_" or (
                box.name == b"uuid" and self.data[box.start : box.start + 16] == XMP
            ):
                self.quieten(box.start, box.end)
            elif box.name == b"meta":
                self.into_meta(box, depth)
            elif box.name in HOLDERS and depth < DEEPEST:
                self.into(box.start, box.end, depth + 1)

    def into_meta(self, meta: Box, depth: int) -> None:
        """QuickTime's begins with its boxes, everybody else's with four bytes of version and flags."""
        start = meta.start + (0 if self.data[meta.start + 4 : meta.start + 8] == b"hdlr" else 4)
        held = {box.name: box for box in self.boxes(start, meta.end)}
        if b"keys" in held and b"ilst" in held:
            self.free_keyed(held[b"keys"], held[b"ilst"])
        if b"iinf" in held and b"iloc" in held:
            self.blank_items(held)
        if depth < DEEPEST:
            self.into(start, meta.end, depth + 1)

    def free_keyed(self, keys: Box, entries: Box) -> None:
        """QuickTime, “Metadata”: an entry has as its name the number of its key, from 1."""
        names = [
            self.data[key.start : min(key.end, key.start + LONGEST_KEY)]
            for key in self.boxes(keys.start + 8, keys.end)
        ]
        for entry in self.boxes(entries.start, entries.end):
            number = int.from_bytes(entry.name)
            if 0 < number <= len(names) and PLACE_KEY.search(names[number - 1]):
                self.free(entry)

    def free(self, box: Box) -> None:
        self.data[box.at + 4 : box.at + 8] = b"free"
        length = min(box.end - box.start, LONGEST)
        self.data[box.start : box.start + length] = bytes(length)
        self.changed = True

    def quieten(self, start: int, end: int) -> None:
        self.left -= COST
        self.changed |= in_packet(self.data, start, min(end, start + LONGEST_PACKET))

    def blank_items(self, held: dict[bytes, Box]) -> None:
        kinds = dict(self.kinds(held[b"iinf"]))
        base = {IN_FILE: 0, IN_IDAT: held[b"idat"].start if b"idat" in held else len(self.data)}
        for item, how, offset, length in self.places(held[b"iloc"]):
            start = base.get(how, len(self.data)) + offset
            end = start + length
            if end > len(self.data) or self.left <= 0:
                continue
            if kinds.get(item) == b"Exif":  # four bytes say how far behind them the TIFF header stands
                self.left -= COST
                self.changed |= in_directory(self.data, start + 4 + self.number(start, 4), end)
            elif kinds.get(item) == b"mime":
                self.quieten(start, end)

    def kinds(self, box: Box) -> Iterator[tuple[int, bytes]]:
        """§ 8.11.6: each item's number and what it is."""
        counted = 4 + (2 if self.number(box.start, 1) == 0 else 4)
        for entry in self.boxes(box.start + counted, box.end):
            wide = 2 if self.number(entry.start, 1) < 3 else 4
            kind = entry.start + 4 + wide + 2
            yield self.number(entry.start + 4, wide), self.data[kind : kind + 4]

    def places(self, box: Box) -> Iterator[tuple[int, int, int, int]]:
        """§ 8.11.3: each item's number, how its place is counted, its place and its length. One that stands in pieces is
        passed over: no camera tears 12 bytes apart.
        """
        version, sizes = self.number(box.start, 1), self.number(box.start + 4, 2)
        offset_size, length_size, base_size, index_size = (sizes >> shift & 15 for shift in (12, 8, 4, 0))
        reader = Numbers(self, box.start + 6, box.end)
        wide = 2 if version < 2 else 4
        for _item in range(min(reader.next(wide), self.left)):
            if reader.at >= box.end:
                return
            item, how = reader.next(wide), reader.next(2) & 15 if version else IN_FILE
            reader.next(2)  # of which file: this one
            base = reader.next(base_size)
            pieces = reader.next(2)
            piece = (index_size if version else 0) + offset_size + length_size
            behind = reader.at + pieces * piece
            reader.next(index_size if version else 0)
            if pieces == 1:
                yield item, how, base + reader.next(offset_size), reader.next(length_size)
            reader.at = behind

    def number(self, at: int, size: int) -> int:
        return int.from_bytes(self.data[at : at + size])


@dataclass
class Numbers:
    """One after the other; nothing but zeros behind the end."""

    walk: Walk
    at: int
    end: int

    def next(self, size: int) -> int:
        at, self.at = self.at, self.at + size
        return self.walk.number(at, size) if self.at <= self.end else 0
