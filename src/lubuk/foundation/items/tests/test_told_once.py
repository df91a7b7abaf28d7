"""Of a text and its translation a list shows one: that in the reader's language, if it is theirs to read."""

from __future__ import annotations

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item, Link
from tests.cast import an_article

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def told(person: Person, language: str) -> set[str]:
    items = Item.objects.published_to(person).told_once(person, language)
    return {item.title for item in items}


def in_two_languages(ana: Person, *, audience: str = "institution") -> None:
    """The Indonesian text is the original, the English one its translation, for `audience`."""
    original = an_article(by=ana, title="Pipa pecah", audience="institution")
    translation = an_article(by=ana, title="Burst pipe", audience=audience)
    Item.objects.filter(pk=original.pk).update(language="id")
    Link.objects.create(source=translation, target=original, meaning=Link.TRANSLATION)


def test_each_reader_gets_the_text_in_their_language(ana: Person, ben: Person) -> None:
    in_two_languages(ana)
    assert told(ben, "en") == {"Burst pipe"}
    assert told(ben, "id") == {"Pipa pecah"}


def test_a_translation_one_may_not_read_hides_nothing(ana: Person, ben: Person, cleo: Person) -> None:
    in_two_languages(ana, audience="unit")
    assert told(ben, "en") == {"Burst pipe"}
    assert told(cleo, "en") == {"Pipa pecah"}


def test_a_text_without_translation_is_told_in_any_language(ana: Person, ben: Person) -> None:
    an_article(by=ana, title="Valve map", audience="institution")
    assert told(ben, "id") == {"Valve map"}
