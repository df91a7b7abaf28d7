"""Fields that hang on an answer: asked for, required and shown only when it was given; kept in any case."""

from typing import Any

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.actions.publishing import Incomplete
from lubuk.foundation.items.models import Item
from tests.cast import Visit, a_draft, fresh, rewrite, through_review

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

WELL_FILLED: dict[str, Any] = {
    "ran": {"from": "2026-01-05", "to": "2026-03-01"},
    "budget": {"amount": "1000000", "currency": "IDR"},
    "learned": "<p>Ask first.</p>",
}


def a_project(by: Person, /, **fields: Any) -> Item:
    return a_draft(by=by, kind="project", body="", fields={**WELL_FILLED, "led_by": by.pk, **fields})


def test_a_field_is_required_only_when_its_condition_holds(ana: Person, dora: Person) -> None:
    through_review(a_project(ana, went="planned"), dora)
    with pytest.raises(Incomplete) as incomplete:
        through_review(a_project(ana, went="stopped"), dora)
    assert list(incomplete.value.fields) == ["why_changed"]
    through_review(a_project(ana, went="stopped", why_changed="The road was sold."), dora)


def test_what_is_not_asked_for_any_more_is_kept_and_not_shown(
    ana: Person, ben: Person, dora: Person, visit: Visit
) -> None:
    item = through_review(a_project(ana, went="planned", why_changed="The road was sold."), dora)
    assert fresh(item).published.fields["why_changed"] == "The road was sold."  # type: ignore[union-attr]
    assert "The road was sold." not in visit(ben).get(item.get_absolute_url()).text
    rewrite(item, by=ana, fields={**fresh(item).published.fields, "went": "changed"})  # type: ignore[union-attr]
    through_review(fresh(item), dora)
    assert "The road was sold." in visit(ben).get(item.get_absolute_url()).text


def test_the_page_says_the_condition_in_words_and_keeps_what_is_written(ana: Person, visit: Visit) -> None:
    page = visit(ana).get("/share/project/").text
    assert 'field="f_went" answers="changed stopped"' in page
    assert "Only if “How it went” is: With changes, Stopped early" in page


def test_a_hidden_field_is_neither_missed_nor_found(ana: Person, dora: Person) -> None:
    item = through_review(a_project(ana, went="planned"), dora)
    actions.place(item, by=ana, unit=item.unit)
    published = fresh(item).published
    assert published is not None
    # Seven of eight are asked for whatever went; of these summary, site, spent and built_on are not there.
    assert published.completeness == 100 * 4 // 8
