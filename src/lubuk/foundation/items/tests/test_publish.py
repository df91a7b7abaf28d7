"""Publishing what was written."""

from typing import Any

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.actions.publishing import Incomplete
from lubuk.foundation.items.models import Item, Phase
from tests.cast import (
    a_draft,
    a_step,
    an_article,
    fresh,
    last_entry,
    not_allowed,
    refused,
    rewrite,
    through_review,
)

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_an_article_is_published_by_its_author(ana: Person, ben: Person) -> None:
    item = a_draft(by=ana)
    actions.publish(item, by=ana, note="First")
    assert Item.objects.published_to(ben).get() == item
    entry = last_entry(item)
    assert (entry.act, entry.from_state, entry.to_state) == ("Published", "draft", "published")
    assert (entry.actor_id, entry.version_number) == (ana.pk, 1)
    assert item.versions.get().note == "First"


@pytest.mark.parametrize("name", ["ben", "cleo", "dora", "mia", "odi", "adi", "ed", "fay", "nia"])
def test_nobody_else_publishes_a_private_draft(
    ana: Person, name: str, request: pytest.FixtureRequest
) -> None:
    item = a_draft(by=ana, audience="public")
    person = request.getfixturevalue(name)
    with not_allowed("You can't publish"):
        actions.publish(item, by=person)


def test_the_curated_layer_is_not_published_by_who_wrote_it(ana: Person, dora: Person) -> None:
    item = a_draft(by=ana, kind="guide")
    with not_allowed("Send it for review"):
        actions.publish(item, by=ana)
    through_review(item, dora)
    assert fresh(item).phase == Phase.PUBLISHED
    assert fresh(item).check_by is not None


def test_a_steward_does_not_approve_their_own(dora: Person) -> None:
    item = a_draft(by=dora, kind="guide")
    actions.take_step(item, a_step(item, "submit"), by=dora)
    with not_allowed():
        actions.publish(item, by=dora)


def test_what_is_published_cannot_be_published_again(ana: Person) -> None:
    item = an_article(by=ana)
    with not_allowed("You can't publish"):
        actions.publish(item, by=ana)


@pytest.mark.parametrize(
    ("kind", "words", "missing"),
    [
        ("article", {"title": ""}, "Title"),
        ("article", {"body": ""}, "Text"),
        ("contact-point", {"fields": {"service": "Water"}}, "Phone"),
        ("contact-point", {}, "Service, Phone"),
    ],
)
def test_what_lacks_something_says_what(ana: Person, kind: str, words: dict[str, Any], missing: str) -> None:
    item = a_draft(by=ana, kind=kind, audience="public", **words)
    with refused(f"Fill these first: {missing}. What you wrote is kept.", Incomplete):
        actions.publish(item, by=ana)


def test_an_official_page_is_changed_by_its_stewards_alone(ana: Person, dora: Person) -> None:
    item = an_article(by=ana)
    actions.endorse(item, by=dora)
    rewrite(item, by=ana, title="New")
    with not_allowed():
        actions.publish(item, by=ana)
    through_review(fresh(item), dora)
    assert fresh(item).title == "New"


def test_a_mention_becomes_a_link_that_both_sides_show(ana: Person) -> None:
    known = an_article(by=ana)
    item = an_article(by=ana, body=f'<p>See <a data-item="{known.pk}" href="/items/{known.pk}/">it</a>.</p>')
    assert list(known.links_in.values_list("source_id", flat=True)) == [item.pk]
    rewrite(item, by=ana, body=f'<p><a data-item="{item.pk}" href="/items/{item.pk}/">me</a> 99999.</p>')
    actions.publish(fresh(item), by=ana)
    assert not item.links_out.exists()
