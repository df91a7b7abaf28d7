"""Films as telephones keep them, box by box (ISO 14496-12 § 4.2), without a picture in them."""

from __future__ import annotations

import struct

POSITION = b"-00.9151+119.8350+012.000/"  # ISO 6709
KEY = b"com.apple.quicktime.location.ISO6709"
MAKER = b"com.apple.quicktime.model"
HANDLER = b"\0" * 8 + b"mdta" + b"\0" * 13


def box(name: bytes, *held: bytes) -> bytes:
    inner = b"".join(held)
    return struct.pack(">I", 8 + len(inner)) + name + inner


def from_android() -> bytes:
    """`©xyz` and `loci` in the user data of the film, and a box of 64 bits before it."""
    said = struct.pack(">HH", len(POSITION), 0x15C7) + POSITION
    named = (
        b"\0" * 6
        + b"Kampung Hilir\0"
        + b"\0"
        + struct.pack(">iii", 119 << 16, -1 << 16, 12 << 16)
        + b"earth\0\0"
    )
    wide = struct.pack(">I", 1) + b"mdat" + struct.pack(">Q", 16 + 40) + bytes(range(40))
    user = box(b"udta", box(b"\xa9xyz", said), box(b"loci", named), box(b"\xa9mak", b"\0\4\0\0Made"))
    return box(b"ftyp", b"isom\0\0\2\0mp42") + wide + box(b"moov", box(b"mvhd", bytes(100)), user)


def from_apple() -> bytes:
    """QuickTime's keys and their values, in a `meta` without a version; XMP at the end."""
    keys = [box(b"mdta", MAKER), box(b"mdta", KEY)]
    values = [
        box(struct.pack(">I", number), box(b"data", struct.pack(">II", 1, 0), value))
        for number, value in enumerate((b"Telephone 9", POSITION), 1)
    ]
    meta = box(
        b"meta",
        box(b"hdlr", HANDLER),
        box(b"keys", struct.pack(">II", 0, len(keys)), *keys),
        box(b"ilst", *values),
    )
    xmp = box(
        b"uuid", b"\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8\x9c\x71\x99\x94\x91\xe3\xaf\xac",
        b'<x exif:GPSLatitude="0,54.604S"/>',
    )  # fmt: skip
    return box(b"ftyp", b"qt  \0\0\2\0qt  ") + box(b"mdat", bytes(40)) + box(b"moov", meta) + xmp
