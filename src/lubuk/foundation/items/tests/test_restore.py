"""Bringing an earlier text back."""

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item
from tests.cast import a_draft, an_article, fresh, last_entry, not_allowed, rewrite

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_an_earlier_text_is_the_draft_again(ana: Person, ben: Person) -> None:
    item = an_article(by=ana, title="One")
    rewrite(item, by=ana, title="Two")
    actions.publish(fresh(item), by=ana)
    restored = actions.restore(item.versions.get(number=1), by=ana)
    assert (restored.number, restored.title, restored.note) == (3, "One", "Text of version 1")
    assert fresh(item).draft == restored
    assert Item.objects.visible_to(ben).get().title == "Two"
    assert last_entry(item).act == "Restored"


def test_the_draft_that_was_there_stays_among_the_versions(ana: Person) -> None:
    item = an_article(by=ana, title="One")
    second = rewrite(item, by=ana, title="Two")
    actions.restore(item.versions.get(number=1), by=ana)
    assert item.versions.get(pk=second.pk).title == "Two"


@pytest.mark.parametrize("name", ["ben", "cleo", "mia", "ed", "fay", "nia", "adi"])
def test_others_bring_nothing_back(ana: Person, name: str, request: pytest.FixtureRequest) -> None:
    item = an_article(by=ana, audience="public")
    person = request.getfixturevalue(name)
    with not_allowed():
        actions.restore(item.versions.get(), by=person)


def test_a_steward_brings_nothing_back_in_a_private_draft(ana: Person, dora: Person) -> None:
    item = a_draft(by=ana)
    with not_allowed():
        actions.restore(item.versions.get(), by=dora)
