"""The officer's page of pairs that look the same."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Link
from lubuk.shared.likeness.models import Pair
from lubuk.shared.likeness.tests.makers import BODY, compared, twins
from lubuk.shared.search.outbox import catch_up
from tests.cast import Visit, an_article, everything

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("an_index")]

PAGE = "/office/alike/"


def test_a_pair_is_shown_with_both_titles_and_how_much_is_the_same(
    ana: Person, cleo: Person, odi: Person, visit: Visit
) -> None:
    first, second = twins(ana, cleo)
    compared()
    page = visit(odi).get(PAGE).content.decode()
    assert first.title in page
    assert second.title in page
    assert "% of the wording is the same" in page


def test_side_by_side_shows_what_differs(ana: Person, cleo: Person, visit: Visit) -> None:
    first, second = twins(ana, cleo)
    page = visit(ana).get(f"/items/{first.pk}/beside/{second.pk}/").content.decode()
    assert "<del>northern" in page.replace("<del> ", "<del>")
    assert visit(ana).get(f"/items/{first.pk}/beside/{first.pk}/").status_code == 404


def test_a_pair_told_apart_is_not_shown_again(ana: Person, cleo: Person, odi: Person, visit: Visit) -> None:
    twins(ana, cleo)
    compared()
    visit(odi).post(f"{PAGE}{Pair.objects.get().pk}/apart/")
    assert "No two pages look the same." in visit(odi).get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("kept", "ends"),
    [("first", (0, 1)), ("second", (1, 0)), ("related", (0, 1))],
    ids=lambda given: str(given),
)
def test_the_one_that_is_kept_replaces_the_other(
    ana: Person, cleo: Person, odi: Person, visit: Visit, kept: str, ends: tuple[int, int]
) -> None:
    pair = twins(ana, cleo)
    compared()
    visit(odi).post(f"{PAGE}{Pair.objects.get().pk}/link/", {"as": kept})
    link = Link.objects.get()
    assert link.meaning == ("relation" if kept == "related" else "replaces")
    assert (link.source, link.target) == (pair[ends[0]], pair[ends[1]])
    assert "No two pages look the same." in visit(odi).get(PAGE).content.decode()


def test_a_pair_across_institutions_is_linked_from_the_end_in_ones_care(
    ana: Person, nia: Person, odi: Person, visit: Visit
) -> None:
    theirs, ours = twins(nia, ana, audience="public")
    theirs.audience = "public"
    theirs.save(update_fields=["audience"])
    catch_up()
    compared()
    visit(odi).post(f"{PAGE}{Pair.objects.get().pk}/link/", {"as": "first"})
    assert Link.objects.get(meaning="replaces").target == ours


def test_what_one_may_not_see_answers_as_what_is_not_there(
    ana: Person, nia: Person, odi: Person, visit: Visit
) -> None:
    ours, theirs = twins(ana, nia)
    compared()
    browser, pair = visit(odi), Pair.objects.get().pk
    before = everything()
    assert browser.post(f"{PAGE}{pair}/apart/").status_code == 404
    assert browser.post(f"{PAGE}{pair}/link/", {"as": "first"}).status_code == 404
    assert browser.get(f"/items/{ours.pk}/beside/{theirs.pk}/").status_code == 404
    assert theirs.title not in browser.get(PAGE).content.decode()
    assert everything() == before


def test_many_pairs_cost_as_many_questions_as_one(
    ana: Person, cleo: Person, odi: Person, visit: Visit
) -> None:
    twins(ana, cleo)
    compared()
    browser = visit(odi)
    browser.get(PAGE)
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(PAGE).status_code == 200
        counts.append(len(asked))
        for number in range(4):
            an_article(by=ana, title=f"Closing a valve, {number}", body=BODY)
        catch_up()
        compared()
        browser.get(PAGE)
    assert counts[0] == counts[1]
