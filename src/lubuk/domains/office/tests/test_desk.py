"""The desk's numbers are those of the lists behind them."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from lubuk.domains.office.level import HEIGHT, layers
from lubuk.domains.office.queries import Trust
from lubuk.domains.office.tests.makers import reading
from lubuk.foundation.access.actions import give_role
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.units.models import Unit
from lubuk.shared.dependents.actions import translate
from lubuk.shared.usefulness.actions import answer, say
from tests.cast import Visit, a_draft, a_guide, a_step, an_article, rewrite


def number(client: Client, words: str) -> int:
    """The large number above these words."""
    page = client.get("/office/").content.decode()
    found = re.search(rf"{words}</a></dt><dd>(\d+)</dd>", page)
    assert found, words
    return int(found[1])


def test_published_pages_are_counted_in_the_institution(
    odi: Person, adi: Person, ana: Person, nia: Person, visit: Visit
) -> None:
    an_article(by=ana)
    an_article(by=nia, audience="public")
    assert number(visit(odi), "pages published") == 1
    assert number(visit(adi), "pages published") == 2


def test_an_overdue_page_is_counted_and_listed(odi: Person, ana: Person, dora: Person, visit: Visit) -> None:
    guide = a_guide(by=ana, approved_by=dora, title="Old valves")
    Item.objects.filter(pk=guide.pk).update(check_by=timezone.localdate() - timedelta(days=1))
    assert number(visit(odi), "waiting to be checked again") == 1
    assert "Old valves" in reading(visit(odi), "/office/items/?show=overdue")


def test_what_waits_for_a_reviewer_is_counted_and_listed(odi: Person, ana: Person, visit: Visit) -> None:
    guide = a_draft(by=ana, kind="guide", title="New pumps")
    actions.take_step(guide, a_step(guide, "submit"), by=ana)
    assert number(visit(odi), "waiting for a reviewer") == 1
    assert "New pumps" in reading(visit(odi), "/office/items/?show=review")


def test_what_has_to_follow_is_counted_and_listed(
    odi: Person, ana: Person, ben: Person, visit: Visit
) -> None:
    law = an_article(by=ana, title="The law")
    mention = f'<p>As in <a data-item="{law.pk}" href="/items/{law.pk}/">it</a>.</p>'
    an_article(by=ben, title="What rests on it", body=mention)
    translation = translate(law, by=ben, language="id")
    rewrite(translation, by=ben, title="Undang-undang")
    actions.publish(translation, by=ben)
    rewrite(law, by=ana, significance="follow")
    actions.publish(law, by=ana)
    assert number(visit(odi), "resting on a page that has changed") == 1
    assert "What rests on it" in reading(visit(odi), "/office/items/?show=follow")
    assert number(visit(odi), "translations that are no longer right") == 1
    assert "Undang-undang" in reading(visit(odi), "/office/items/?show=translations")


def test_what_readers_did_not_find_useful_is_counted_until_it_is_answered(
    odi: Person, ana: Person, cleo: Person, visit: Visit
) -> None:
    word = say(an_article(by=ana, title="Valves"), by=cleo, is_useful=False, reason="hard")
    assert number(visit(odi), "found not useful, and not answered yet") == 1
    assert "Valves" in reading(visit(odi), "/office/items/?show=words")
    answer(word, "Put more simply.", by=ana)
    assert number(visit(odi), "found not useful, and not answered yet") == 0


@pytest.mark.parametrize("place", ["unit", "subject"])
def test_a_steward_above_the_place_counts(
    place: str,
    odi: Person,
    ana: Person,
    cleo: Person,
    water: Unit,
    supply: Subject,
    leaks: Subject,
    visit: Visit,
) -> None:
    an_article(by=ana, title="Whose is this", subjects=[leaks])
    assert "Whose is this" in reading(visit(odi), "/office/items/?show=nosteward")
    if place == "unit":
        give_role(cleo, "steward", by=None, unit=water)
    else:
        give_role(cleo, "steward", by=None, subject=supply)
    assert number(visit(odi), "looked after by no steward") == 0


def test_a_steward_who_has_left_counts_no_longer(
    odi: Person, ana: Person, dora: Person, visit: Visit
) -> None:
    an_article(by=ana)
    assert number(visit(odi), "looked after by no steward") == 0
    Person.objects.filter(pk=dora.pk).update(is_active=False)
    assert number(visit(odi), "looked after by no steward") == 1


def test_old_drafts_are_a_number_and_stay_private(odi: Person, ana: Person, visit: Visit) -> None:
    draft = a_draft(by=ana, title="My secret doubts")
    Item.objects.filter(pk=draft.pk).update(changed_at=timezone.now() - timedelta(days=31))
    assert number(visit(odi), "drafts untouched for 30 days") == 1
    page = reading(visit(odi), "/office/items/?show=drafts")
    assert "My secret doubts" not in page
    assert "1 more draft is that old" in page


def test_each_unit_has_its_share(odi: Person, ana: Person, dora: Person, cleo: Person, visit: Visit) -> None:
    guide = a_guide(by=ana, approved_by=dora)
    actions.endorse(guide, by=dora)
    an_article(by=cleo)
    page = reading(visit(odi), "/office/")
    assert "City of Aruna 2 0 50%" in page
    assert "Health 1 0 0%" in page


def test_the_layers_fill_the_pool() -> None:
    drawn = layers(Trust(verified=5, due=1, unverified=3, overdue=1))
    assert [layer.share for layer in drawn] == [10, 30, 10, 50]
    assert drawn[-1].top + drawn[-1].height == HEIGHT
    assert [layer.height for layer in layers(Trust())] == [0, 0, 0, 0]


def test_an_empty_installation_says_so(odi: Person, visit: Visit) -> None:
    assert "Rain comes first" in reading(visit(odi), "/office/")


@pytest.mark.parametrize(
    "address", ["/office/", "/office/items/", "/office/trail/", "/office/units/", "/office/subjects/"]
)
def test_more_pages_cost_no_more_queries(
    address: str, odi: Person, ana: Person, leaks: Subject, visit: Visit,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    client = visit(odi)
    an_article(by=ana, subjects=[leaks])
    with django_assert_max_num_queries(40) as few:
        client.get(address)
    for number_ in range(8):
        an_article(by=ana, title=f"Another {number_}", subjects=[leaks])
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(address)
