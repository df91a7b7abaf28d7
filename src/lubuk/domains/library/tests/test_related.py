"""What stands beside an item, and why."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from lubuk.domains.library.related import CANDIDATES, MOST_NEAR, MOST_RELATED
from lubuk.foundation.accounts.models import Person, Stranger
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item
from lubuk.foundation.subjects.models import Subject
from lubuk.shared.dependents.actions import translate
from tests.cast import Visit, a_draft, a_step, an_article, fresh, rewrite

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

ROW = re.compile(r'<li><a [^>]*>([^<]*)</a><span class="meta">\w+, ([^<]*)</span>')


def related(client: Client, item: Item, language: str = "en") -> list[tuple[str, str]]:
    page = client.get(item.get_absolute_url(), headers={"accept-language": language}).content.decode()
    _before, _found, after = page.partition('aria-labelledby="a-related"')
    return ROW.findall(after.partition("</section>")[0])


def test_what_shares_more_or_rarer_subjects_is_nearer_and_links_come_first(
    ana: Person, ben: Person, cleo: Person, supply: Subject, leaks: Subject, visit: Visit
) -> None:
    item = an_article(by=ana, title="Here", subjects=[supply, leaks])
    both = an_article(by=ana, title="Both", subjects=[supply, leaks])
    an_article(by=ana, title="Rare", subjects=[leaks])
    for n in range(3):
        an_article(by=ana, title=f"Wide {n}", subjects=[supply])
    linked = an_article(by=ana, title="Said", subjects=[leaks])
    actions.link(item, linked, "requires", by=ana)
    assert related(visit(cleo), item) == [
        ("Said", "requires"),
        ("Both", "same subject: Water supply, Leaks"),
        ("Rare", "same subject: Leaks"),
        ("Wide 2", "same subject: Water supply"),
        ("Wide 1", "same subject: Water supply"),
    ]
    cleo.language = "id"
    cleo.save()
    assert related(visit(cleo), both, "id")[0][0] == "Here"


def test_each_reader_gets_what_they_may_see(
    ana: Person, ben: Person, cleo: Person, stranger: Stranger, leaks: Subject, visit: Visit
) -> None:
    item = an_article(by=ana, title="Here", subjects=[leaks], audience="public")
    an_article(by=ana, title="Public", subjects=[leaks], audience="public")
    an_article(by=ana, title="Inside", subjects=[leaks])
    an_article(by=ana, title="Unit", subjects=[leaks], audience="unit")
    named = an_article(by=ben, title="Named", subjects=[leaks], audience="people", readers=[cleo])
    a_draft(by=ana, title="Draft", subjects=[leaks])
    withdrawn = an_article(by=ana, title="Withdrawn", subjects=[leaks])
    actions.take_step(withdrawn, a_step(withdrawn, "withdraw"), by=ana, reason="Wrong.")

    def titles(reader: Person | Stranger) -> set[str]:
        return {title for title, _reason in related(visit(reader), item)}

    assert titles(stranger) == {"Public"}
    assert titles(cleo) == {"Public", "Inside", "Named"}
    assert titles(ana) == {"Public", "Inside", "Unit"}
    actions.change_audience(fresh(named), "people", by=ben, readers=[])
    assert titles(cleo) == {"Public", "Inside"}


def test_there_is_a_handful_at_most(ana: Person, cleo: Person, leaks: Subject, visit: Visit) -> None:
    item = an_article(by=ana, title="Here", subjects=[leaks])
    others = [an_article(by=ana, title=f"Page {n}", subjects=[leaks]) for n in range(CANDIDATES + 2)]
    assert len(related(visit(cleo), item)) == MOST_NEAR
    for other in others[:MOST_RELATED]:
        actions.link(item, other, "relation", by=ana)
    found = related(visit(cleo), item)
    assert len(found) == MOST_RELATED
    assert sum(reason == "related to" for _title, reason in found) == MOST_RELATED - MOST_NEAR


def test_who_may_not_see_what_is_nearest_is_shown_what_is_further(
    ana: Person, cleo: Person, leaks: Subject, visit: Visit
) -> None:
    for n in range(3):
        an_article(by=ana, title=f"Old {n}", subjects=[leaks])
    for n in range(2 * MOST_NEAR):
        an_article(by=ana, title=f"New {n}", subjects=[leaks], audience="unit")
    item = an_article(by=ana, title="Here", subjects=[leaks])
    assert [title for title, _reason in related(visit(cleo), item)] == ["Old 2", "Old 1", "Old 0"]
    assert [title for title, _reason in related(visit(ana), item)] == ["New 7", "New 6", "New 5", "New 4"]


def test_a_text_in_two_languages_is_one_neighbour(
    ana: Person, cleo: Person, odi: Person, leaks: Subject, visit: Visit
) -> None:
    item = an_article(by=ana, title="Here", subjects=[leaks])
    other = an_article(by=ana, title="Valves", subjects=[leaks])
    theirs = translate(other, language="id", by=ana)
    rewrite(theirs, by=ana, title="Katup", body="<p>Katup.</p>")
    actions.publish(fresh(theirs), by=ana)
    assert related(visit(cleo), item) == [("Valves", "same subject: Leaks")]
    cleo.language = "id"
    cleo.save()
    assert [title for title, _reason in related(visit(cleo), item, "id")] == ["Katup"]
