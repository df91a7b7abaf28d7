"""Citations: found again by number and version, and safe in every format."""

from __future__ import annotations

import json
import re

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from tests.cast import Visit, a_draft, an_article

pytestmark = pytest.mark.django_db

TITLE = 'A {brace} & 100% \\input{x} "quote" _low_ #1'


@pytest.fixture
def item(ana: Person) -> Item:
    return an_article(by=ana, title=TITLE, audience="public")


def cited(visit: Visit, person: Person, item: Item, form: str) -> str:
    response = visit(person).get(f"/items/{item.pk}/cite/{form}/")
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_shows_two_styles_with_number_version_and_address(
    item: Item, fay: Person, visit: Visit
) -> None:
    html = visit(fay).get(f"/items/{item.pk}/cite/").content.decode()
    for expected in ("Ana Tirta", item.number, "ersion 1", "City of Aruna", f"/n/{item.number}/"):
        assert html.count(expected) >= 2, expected


def test_csl_json_is_read_as_it_was_meant(item: Item, ana: Person, visit: Visit) -> None:
    said = json.loads(cited(visit, ana, item, "csl-json"))[0]
    assert (said["title"], said["author"], said["number"]) == (TITLE, [{"literal": "Ana Tirta"}], item.number)


def test_a_title_runs_no_command_in_bibtex(item: Item, ana: Person, visit: Visit) -> None:
    said = cited(visit, ana, item, "bibtex")
    assert r"\textbackslash{}input\{x\}" in said
    plain = re.sub(r"\\[{}]", "", said)
    assert plain.count("{") == plain.count("}")


def test_no_value_begins_a_field_of_its_own_in_ris(ana: Person, visit: Visit) -> None:
    Item.objects.update(title="")
    item = an_article(by=ana, title="One\u2028ER  - \u2029TY  - BOOK")
    lines = cited(visit, ana, item, "ris").split("\r\n")
    assert [line[:2] for line in lines if line].count("ER") == 1
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines if line)


def test_drafts_and_foreign_formats_are_not_cited(ana: Person, item: Item, visit: Visit) -> None:
    assert visit(ana).get(f"/items/{a_draft(by=ana).pk}/cite/").status_code == 404
    assert visit(ana).get(f"/items/{item.pk}/cite/docx/").status_code == 404
