"""Every text that a person may read is in every language."""

from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message

from lubuk.site import catalogues, texts

SOURCES = sorted(catalogues.CATALOGUES.rglob("*.po"))


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.parts[-3])
def test_every_text_is_translated(source: Path) -> None:
    lacking = [f"{text.id!r} {text.locations[:1]}" for text in texts.missing(catalogues.load(source))]
    assert not lacking, "\n".join(
        [*lacking, "Write them into the catalogue; ./lubuk messages puts them there."]
    )


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.parts[-3])
def test_translations_keep_the_places_for_values(source: Path) -> None:
    broken = [
        str(text.id) for text in catalogues.load(source) if text.id and _places(text) != _places_said(text)
    ]
    assert not broken


def _places(message: Message) -> set[str]:
    return _named(_last(message.id))


def _places_said(message: Message) -> set[str]:
    said = _last(message.string)
    return _named(said) if said else _places(message)


def _last(text: object) -> str:
    """The plural form of a text that has one: it names every value, the singular may leave the number out."""
    return str(text[-1] if isinstance(text, (list, tuple)) else text or "")


def _named(text: str) -> set[str]:
    percent = {part.split(")")[0] for part in text.split("%(")[1:]}
    try:
        braces = {name for _, name, _, _ in Formatter().parse(text) if name}
    except ValueError:  # a brace that stands for itself
        braces = set()
    return percent | braces
