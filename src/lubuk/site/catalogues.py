"""The compiled catalogues: what a start and the wheel's build need of the translations.

Needs Babel and no gettext binary, and nothing of Django: the wheel is built where there is none. Finding
the texts is in lubuk/site/texts.py.
"""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from lubuk.site.configuration.places import PACKAGE

CATALOGUES = PACKAGE / "locale"


def compile_all(folder: Path = CATALOGUES) -> None:
    for source in folder.rglob("*.po"):
        half = source.with_suffix(".mo.new")
        with half.open("wb") as made:
            write_mo(made, load(source))
        half.replace(source.with_suffix(".mo"))


def load(source: Path, language: str | None = None) -> Catalog:
    """Reads a catalogue; its language is the name of the folder, as `id` in
    locale/id/LC_MESSAGES/django.po.
    """
    with source.open("rb") as text:
        return read_po(text, locale=language or source.parts[-3], domain=source.stem, abort_invalid=True)
