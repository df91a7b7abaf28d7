"""`lubuk messages`: brings the catalogues up to date with the texts, compiles them, and lists what is
untranslated.
"""

import argparse
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from lubuk.site import catalogues, texts

UNTRANSLATED = 1


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--only-look", action="store_true", help="change no file: list what is not translated"
    )
    parser.add_argument(
        "--take", nargs="+", type=Path, default=[], metavar="FILE", help="take translations over"
    )


def run(arguments: argparse.Namespace) -> int:
    lacking = 0
    for source in sorted(catalogues.CATALOGUES.rglob("*.po")):
        catalogue = (
            catalogues.load(source) if arguments.only_look else _bring_up_to_date(source, arguments.take)
        )
        for message in (missing := texts.missing(catalogue)):
            print(f"{source.parts[-3]}: {_where(message)} {message.id!r}")
        lacking += len(missing)
    if not arguments.only_look:
        catalogues.compile_all()
    return UNTRANSLATED if lacking else 0


def _bring_up_to_date(source: Path, taken: list[Path]) -> Catalog:
    language = source.parts[-3]
    return texts.update(source, [catalogues.load(path, language) for path in taken])


def _where(message: Message) -> str:
    return ", ".join(f"{path}:{line}" for path, line in message.locations[:2])
