"""Files in folders, wherever they lie: on this machine or in a ZIP archive. Nothing is unpacked to the disk."""

from __future__ import annotations

import io
import posixpath
import stat
import zipfile
import zlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO, Protocol

from django.utils.translation import gettext as _

from lubuk.domains.importing.reading.unreadable import Unreadable

MOST_FILES = 100_000  # in one archive; a space of a large Confluence has a tenth
MOST_BYTES = 200 * 2**20  # of one file, unpacked: it is held in memory while it is read
MOST_IN_ALL = 8 * 2**30  # bytes, unpacked
MOST_RATIO = 200  # text seldom shrinks to a fiftieth; bombs to a thousandth
SMALL = 2**20  # bytes: under it any ratio is harmless
PIECE = 2**20  # bytes


class Tree(Protocol):
    @property
    def paths(self) -> list[str]:
        """Of all files, with "/", in order. Hidden ones, and those that lie outside, are not among them."""
        ...

    @property
    def refused(self) -> dict[str, str]:
        """Names that could not be taken into the tree, and why."""
        ...

    def is_there(self, path: str) -> bool: ...

    def read(self, path: str) -> bytes:
        """Raises Unreadable."""
        ...

    def opened(self, path: str) -> AbstractContextManager[IO[bytes]]:
        """To be read piece by piece: it may be larger than memory."""
        ...


class FolderTree:
    """A folder of this machine. Links that lead out of it are left alone."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.refused: dict[str, str] = {}
        inside = (path for path in self.root.rglob("*") if self._is_ours(path))
        self.paths = sorted(path.relative_to(self.root).as_posix() for path in inside)
        self._there = frozenset(self.paths)

    def _is_ours(self, path: Path) -> bool:
        return (
            not is_hidden(path.relative_to(self.root).as_posix())
            and path.is_file()
            and path.resolve().is_relative_to(self.root)
        )

    def is_there(self, path: str) -> bool:
        return path in self._there

    def read(self, path: str) -> bytes:
        if path not in self._there:
            raise Unreadable(_("There is no such file."))
        place = self.root / path
        refuse_larger(place.stat().st_size)
        try:
            return place.read_bytes()
        except OSError as error:
            raise Unreadable(_("This file can't be opened. See who may read it.")) from error

    def opened(self, path: str) -> AbstractContextManager[IO[bytes]]:
        return (self.root / path).open("rb")


class OneFile:
    """A single file that was sent by itself."""

    def __init__(self, name: str, content: Callable[[], bytes]) -> None:
        self.paths = [name]
        self.refused: dict[str, str] = {}
        self._content = content

    def is_there(self, path: str) -> bool:
        return path in self.paths

    def read(self, path: str) -> bytes:
        if path not in self.paths:
            raise Unreadable(_("There is no such file."))
        return self._content()

    def opened(self, path: str) -> AbstractContextManager[IO[bytes]]:
        return io.BytesIO(self.read(path))


class ZipTree:
    """A ZIP archive. What the archive says of sizes is not believed: reading stops where the limit is."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.refused: dict[str, str] = {}
        self._members: dict[str, zipfile.ZipInfo] = {}
        members = archive.infolist()
        if len(members) > MOST_FILES:
            raise Unreadable(
                _("This archive holds more than %(most)s files. Split it.") % {"most": MOST_FILES}
            )
        if sum(member.file_size for member in members) > MOST_IN_ALL:
            raise Unreadable(_("Unpacked, this archive would be larger than 8 GB. Split it."))
        for member in members:
            self._take(member)
        self.paths = sorted(self._members)

    def _take(self, member: zipfile.ZipInfo) -> None:
        name = name_of(member)
        if member.is_dir() or (not leads_out(name) and is_hidden(name)):
            return
        if why := why_not(member, name, is_known=name in self._members):
            self.refused[name[:200] or "?"] = why
        else:
            self._members[posixpath.normpath(name)] = member

    def is_there(self, path: str) -> bool:
        return path in self._members

    def read(self, path: str) -> bytes:
        if path not in self._members:
            raise Unreadable(_("There is no such file."))
        member = self._members[path]
        refuse_larger(member.file_size)
        try:
            with self._archive.open(member) as file:
                return read_at_most(file.read, member.compress_size)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise Unreadable(_("This file in the archive is damaged. Pack the archive anew.")) from error

    def opened(self, path: str) -> AbstractContextManager[IO[bytes]]:
        """zipfile stops at the size that the archive states, and that was weighed when the archive was opened."""
        return self._archive.open(self._members[path])


def bytes_at(tree: Tree, path: str) -> bytes | None:
    """For what a page points at: None where nothing stands there, or nothing that can be read."""
    try:
        return tree.read(path) if tree.is_there(path) else None
    except Unreadable:
        return None


def opened_zip(place: Path) -> ZipTree:
    """Raises Unreadable for what is no archive, or one that must not be unpacked."""
    try:
        return ZipTree(zipfile.ZipFile(place))
    except Unreadable:
        raise
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable(_("This ZIP archive is damaged. Pack it anew and send it again.")) from error


def name_of(member: zipfile.ZipInfo) -> str:
    """Old archives say no encoding: most were written on Windows in the letters of UTF-8 all the same."""
    name = member.filename
    if not member.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = member.filename
    return name.replace("\\", "/")


def leads_out(name: str) -> bool:
    normal = posixpath.normpath(name)
    return normal.startswith(("/", "..")) or ":" in normal.split("/")[0] or "\0" in name


def why_not(member: zipfile.ZipInfo, name: str, *, is_known: bool) -> str:
    if leads_out(name):
        return _("The name of this file leads out of the archive.")
    if stat.S_ISLNK(member.external_attr >> 16):
        return _("This is a link to another file, not a file.")
    if member.flag_bits & 1:
        return _("This file is locked with a password. Pack the archive without one.")
    if is_known:
        return _("The archive holds two files of this name. The first one was taken.")
    if member.file_size > SMALL and member.file_size > MOST_RATIO * max(1, member.compress_size):
        return _("This file would grow beyond measure when it is unpacked.")
    return ""


def is_hidden(path: str) -> bool:
    parts = path.split("/")
    return any(part.startswith(".") for part in parts) or parts[0] == "__MACOSX"


def refuse_larger(size: int) -> None:
    if size > MOST_BYTES:
        raise Unreadable(
            _("This file is larger than %(most)s MB. It was left out.") % {"most": MOST_BYTES // 2**20}
        )


def read_at_most(read: Callable[[int], bytes], packed: int) -> bytes:
    """All of it, unless it grows past what its packed size allows."""
    limit, pieces, size = min(MOST_BYTES, max(SMALL, MOST_RATIO * packed)), [], 0
    while piece := read(PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            raise Unreadable(_("This file would grow beyond measure when it is unpacked."))
    return b"".join(pieces)
