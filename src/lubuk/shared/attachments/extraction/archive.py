"""Files that are ZIPs inside: opened without ever unpacking more than is sane."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.parsers import expat

from lubuk.shared.attachments.extraction.report import Refusal, Report

MOST_ENTRIES = 20_000
MOST_UNPACKED = 1024 * 2**20  # bytes, of all entries together
MOST_OF_ONE = 256 * 2**20  # bytes of one entry
MOST_SWOLLEN = 200  # times its size; XML packs to a tenth, a bomb to a thousandth
SMALL = 10 * 2**20  # bytes: below it nobody counts
DEEPEST = 200  # elements within elements; a document needs some 30


def opened(path: Path, report: Report) -> zipfile.ZipFile:
    """Raises Refusal for an archive that swells. Notes macros and enclosed files."""
    archive = zipfile.ZipFile(path)
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    swells = unpacked > SMALL and unpacked / packed > MOST_SWOLLEN
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or swells:
        raise Refusal("swollen")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refusal("locked")
    names = [entry.filename.lower() for entry in entries]
    if any(name.endswith("vbaproject.bin") or name.startswith("basic/") for name in names):
        report.note("macros")
    if any("/embeddings/" in name for name in names):
        report.note("enclosed")
    return archive


class Measured:
    """An entry as a stream that refuses to give more than MOST_OF_ONE, whatever its header promised."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        self.given = 0

    def read(self, size: int = -1) -> bytes:
        block = self.stream.read(size if size >= 0 else MOST_OF_ONE)
        self.given += len(block)
        if self.given > MOST_OF_ONE:
            raise Refusal("swollen")
        return block


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of XML in its order: an element begins ("start") or ends ("end"), or there is text between."""

    event: str
    name: str = ""  # without its namespace
    attributes: Mapping[str, str] = field(default_factory=dict)  # likewise
    text: str = ""


def marks(archive: zipfile.ZipFile, name: str) -> Iterator[Mark]:
    """Nothing where there is no such entry.

    Raises Refusal for a document type definition: office files have none, and entities that grow are defined in one.
    """
    if name not in archive.namelist():
        return
    found: list[Mark] = []
    parser = parser_into(found)
    with archive.open(name) as stream:
        measured = Measured(stream)
        while block := measured.read(65_536):
            parser.Parse(block, False)
            yield from found
            found.clear()
        parser.Parse(b"", True)
    yield from found


def parser_into(found: list[Mark]) -> expat.XMLParserType:
    depth = 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise Refusal("nested")
        found.append(Mark("start", local(name), {local(key): value for key, value in attributes.items()}))

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        found.append(Mark("end", local(name)))

    def doctype(*_said: object) -> None:
        raise Refusal("entities")

    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler = lambda text: found.append(Mark("text", text=text))
    return parser


def local(name: str) -> str:
    return name.rpartition("}")[2]


def facts(archive: zipfile.ZipFile, name: str) -> dict[str, str]:
    """The texts of a small entry by the names of their elements: what a document says of itself."""
    said: dict[str, str] = {}
    inside = ""
    for mark in marks(archive, name):
        if mark.event == "start":
            inside = mark.name
        elif mark.event == "text" and inside:
            said[inside] = said.get(inside, "") + mark.text
        elif mark.event == "end":
            inside = ""
    return said
