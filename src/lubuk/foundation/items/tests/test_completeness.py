"""How complete an item is: reckoned at each save, shown to who may change it."""

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item
from lubuk.foundation.subjects.models import Subject
from tests.cast import Visit, a_draft, a_procedure, an_article, fresh, rewrite

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def percent(item: Item) -> int | None:
    text = fresh(item).draft or fresh(item).published
    assert text is not None
    return text.completeness


def test_each_save_reckons_it(ana: Person) -> None:
    item = a_draft(by=ana, kind="contact-point", body="", fields={"service": "Leaks"})
    assert percent(item) == 33
    rewrite(item, by=ana, fields={"service": "Leaks", "phone": "1"})
    assert percent(item) == 66
    rewrite(item, by=ana, fields={"service": "Leaks", "phone": "1", "hours": "Always"})
    assert percent(item) == 100


def test_subjects_count_where_the_kind_says_so(ana: Person, leaks: Subject) -> None:
    item = an_article(by=ana, summary="In short.")
    before = percent(item)
    assert before is not None
    actions.place(item, by=ana, unit=item.unit, subjects=[leaks])
    assert (percent(item) or 0) > before


def test_an_answer_of_no_is_an_answer(ana: Person) -> None:
    item = a_draft(by=ana, kind="regulation", fields={"sets_fine": False})
    assert item.draft is not None
    assert item.draft.fields == {"sets_fine": False}


def test_a_text_brought_back_brings_its_score(ana: Person) -> None:
    item = an_article(by=ana, summary="In short.")
    full = percent(item)
    rewrite(item, by=ana, summary="", body="")
    assert percent(item) != full
    actions.restore(item.versions.get(number=1), by=ana)
    assert percent(item) == full


def test_who_may_change_it_reads_what_it_lacks_and_nobody_else(
    ana: Person, ben: Person, dora: Person, visit: Visit
) -> None:
    item = a_procedure(by=ana, approved_by=dora)
    page = visit(ana).get(item.get_absolute_url()).text
    assert "3 of 5 parts are there. Still to add:" in page
    assert f'href="/items/{item.pk}/edit/#id_f_legal_basis">Legal basis</a>' in page
    assert "parts are there" not in visit(ben).get(item.get_absolute_url()).text
    assert 'href="#id_summary"' in visit(ana).get(f"/items/{item.pk}/edit/").text
