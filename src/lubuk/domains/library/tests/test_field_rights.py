"""Fields that point at pages and people tell each reader what that reader may see, wherever they are read."""

import pytest
from pytest_django import DjangoAssertNumQueries

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.kinds.definition import FieldDefinition
from lubuk.foundation.items.kinds.field_types.finding import Finder
from lubuk.foundation.items.kinds.field_types.naming import names_for
from lubuk.foundation.items.kinds.fields import FIELD_TYPES
from lubuk.foundation.items.models import Item
from lubuk.foundation.units.models import Unit
from lubuk.shared.search.documents import documents
from tests.cast import Visit, a_draft, an_article, fresh, rewrite, through_review

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

FIELDS = {
    "ran": {"from": "2026-01-05"},
    "budget": {"amount": "1", "currency": "IDR"},
    "went": "planned",
    "learned": "<p>Ask.</p>",
}
SECRET = "Kwzx beneath the quay"


@pytest.fixture
def hidden(ana: Person) -> Item:
    """A page for Ana's unit alone."""
    return an_article(by=ana, title=SECRET, audience="unit")


@pytest.fixture
def project(ana: Person, dora: Person, hidden: Item) -> Item:
    fields = {**FIELDS, "led_by": ana.pk, "built_on": [hidden.pk]}
    return through_review(a_draft(by=ana, kind="project", body="", fields=fields), dora)


def test_a_page_that_one_may_not_see_has_no_title_on_another(
    project: Item, hidden: Item, ben: Person, cleo: Person, visit: Visit
) -> None:
    assert SECRET in visit(ben).get(project.get_absolute_url()).text
    page = visit(cleo).get(project.get_absolute_url()).text
    assert SECRET not in page
    assert hidden.number not in page
    assert f"/items/{hidden.pk}" not in page
    assert "a page you can’t see" in page


def test_nor_in_a_comparison(project: Item, ana: Person, dora: Person, cleo: Person, visit: Visit) -> None:
    item = fresh(project)
    assert item.published is not None
    rewrite(item, by=ana, fields={k: v for k, v in item.published.fields.items() if k != "built_on"})
    through_review(fresh(item), dora)
    page = visit(cleo).get(f"/items/{item.pk}/compare/1/2/").text
    assert (SECRET in page, "a page you can’t see" in page) == (False, True)
    assert SECRET in visit(ana).get(f"/items/{item.pk}/compare/1/2/").text


def test_nor_in_the_words_that_search_knows(project: Item, ana: Person) -> None:
    [document] = documents([project.pk])
    said = " ".join(words for words, _weight in document.fields)
    assert "Kwzx" not in said
    assert "see" not in said
    assert ana.name in said


def test_nor_in_a_cell_and_bringing_the_cell_back_loses_nothing(
    project: Item, hidden: Item, ana: Person, cleo: Person
) -> None:
    field_type, definition = FIELD_TYPES["item"], FieldDefinition("built_on", "item", {}, many=True)
    mine = an_article(by=cleo, title="Seen by all")
    value = [hidden.pk, mine.pk]
    seen = field_type.to_plain(value, definition, names_for(field_type.references(value, definition), cleo))
    assert seen == mine.number
    again = field_type.from_plain(seen, definition, Finder(cleo), was=value)
    assert sorted(again) == sorted(value)


def test_a_page_that_is_mentioned_in_a_field_shows_where(
    project: Item, hidden: Item, ben: Person, visit: Visit
) -> None:
    assert project.title in visit(ben).get(hidden.get_absolute_url()).text


@pytest.mark.parametrize("how", ["number", "title", "id"])
def test_what_one_may_not_see_is_unknown_to_the_form(
    hidden: Item, cleo: Person, health: Unit, visit: Visit, how: str
) -> None:
    words = {"number": hidden.number, "title": SECRET, "id": str(hidden.pk)}[how]
    unknown = {"number": "AR-9999", "title": "Nothing", "id": "999999"}[how]
    sent = {"title": "T", "unit": health.pk, "language": "en", "audience": "institution"}
    answers = [visit(cleo).post("/share/project/", {**sent, "f_built_on": word}) for word in (words, unknown)]
    assert [answer.status_code for answer in answers] == [422, 422]
    said = [
        answer.text.count(f"There is no page “{word}”")
        for answer, word in zip(answers, (words, unknown), strict=True)
    ]
    assert said == [2, 2]


def test_who_cannot_see_what_is_there_saves_without_losing_it(
    project: Item, hidden: Item, ana: Person, cleo: Person, health: Unit, visit: Visit
) -> None:
    actions.name_authors(fresh(project), [cleo], by=ana)
    page = visit(cleo).get(f"/items/{project.pk}/edit/").text
    assert "1 that you can’t see stays here." in page
    assert SECRET not in page
    item = fresh(project)
    assert item.published is not None
    sent = {
        "title": "New title", "unit": item.unit_id, "language": "en", "audience": "institution",
        "from_version": item.published_id, "revision": item.published.revision, "f_built_on": "",
    }  # fmt: skip
    assert visit(cleo).post(f"/items/{project.pk}/edit/", sent).status_code == 302
    draft = fresh(project).draft
    assert draft is not None
    assert draft.fields["built_on"] == [hidden.pk]


def test_names_of_colleagues_are_offered_to_colleagues_alone(
    ana: Person, ben: Person, fay: Person, ed: Person
) -> None:
    for outsider in (fay, ed):
        with pytest.raises(Exception, match="Nobody here is called “Tirta”") as refused:
            Finder(outsider).find("person", "Tirta")
        assert "ana" not in str(refused.value)
    with pytest.raises(Exception, match=r"Did you mean: .*\(ana\)"):
        Finder(ben).find("person", "Tirta")
    assert Finder(ben).find("person", "Ana Tirta (ana)") == ana.pk


def test_a_colleagues_page_is_linked_for_colleagues_alone(
    project: Item, ana: Person, ben: Person, dora: Person, visit: Visit, stranger: Person
) -> None:
    actions.change_audience(fresh(project), "public", by=dora)
    link = f'<a href="/people/{ana.pk}/">{ana.name}</a></p>'
    assert link in visit(ben).get(project.get_absolute_url()).text
    assert link not in visit(stranger).get(project.get_absolute_url()).text


def test_a_page_asks_no_more_for_more_that_it_points_at(
    project: Item, ana: Person, dora: Person, ben: Person, visit: Visit,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    browser = visit(ben)
    browser.get(project.get_absolute_url())
    fields = {**FIELDS, "led_by": ana.pk, "partners": list(Unit.objects.values_list("pk", flat=True))}
    fields["built_on"] = [an_article(by=ana, title=f"Page {n}").pk for n in range(9)]
    rewrite(fresh(project), by=ana, fields=fields)
    through_review(fresh(project), dora)
    browser.get(project.get_absolute_url())
    with django_assert_max_num_queries(8):
        assert "Page 8" in browser.get(project.get_absolute_url()).text


@pytest.mark.parametrize("place", ["units", "subjects"])
def test_places_are_looked_up_by_who_has_signed_in(
    place: str, ana: Person, stranger: Person, water: Unit, leaks: object, visit: Visit
) -> None:
    rows = visit(ana).get(f"/lookup/{place}/?q=wa").json()
    assert [set(row) for row in rows] == [{"name", "unit", "key"}] * len(rows)
    assert rows
    assert visit(stranger).get(f"/lookup/{place}/?q=wa").status_code == 302


def test_pages_are_looked_up_by_kind(ana: Person, visit: Visit) -> None:
    an_article(by=ana, title="Valve one")
    a_draft(by=ana, kind="guide", title="Valve two")
    rows = visit(ana).get("/lookup/items/?q=valve&kind=guide").json()
    assert [row["title"] for row in rows] == ["Valve two"]
