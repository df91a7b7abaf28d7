"""`lubuk messages`: brings the catalogues up to date with the texts, compiles them, and lists what is
untranslated.
"""

import argparse

from babel.messages.catalog import Message

from lubuk.site import catalogues, texts

UNTRANSLATED = 1


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--only-look", action="store_true", help="change no file: list what is not translated"
    )


def run(arguments: argparse.Namespace) -> int:
    lacking = 0
    for source in sorted(catalogues.CATALOGUES.rglob("*.po")):
        catalogue = catalogues.load(source) if arguments.only_look else texts.update(source)
        for message in (missing := texts.missing(catalogue)):
            print(f"{source.parts[-3]}: {_where(message)} {message.id!r}")
        lacking += len(missing)
    if not arguments.only_look:
        catalogues.compile_all()
    return UNTRANSLATED if lacking else 0


def _where(message: Message) -> str:
    return ", ".join(f"{path}:{line}" for path, line in message.locations[:2])
