"""Pages are compressed by ISA-L: a seventh of the time that zlib takes, for a twentieth more bytes (0056)."""

from django.utils import text
from isal import igzip

LEVEL = 3  # its highest


def compress_quickly() -> None:
    """Puts it under Django's own middleware, which knows what to compress and how to hide its length.

    The name is Django's own import of `gzip.compress`: there is no setting for it.
    """
    assert hasattr(text, "gzip_compress"), "Django compresses otherwise now: see 0056"
    text.gzip_compress = compressed


def compressed(content: bytes, compresslevel: int, mtime: int) -> bytes:
    """In the shape of `gzip.compress`; the level that Django asks for is zlib's."""
    whole: bytes = igzip.compress(content, compresslevel=LEVEL, mtime=mtime)
    return whole
