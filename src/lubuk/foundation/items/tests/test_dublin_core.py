"""An item in the words of Dublin Core."""

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.dublin_core import dublin_core
from lubuk.foundation.subjects.models import Subject
from tests.cast import Visit, a_draft, fresh, through_review

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

FIELDS = {"form": "perda", "official_number": "4 of 2019", "issued_on": "2019-06-17", "status": "in-force"}


def test_it_says_what_the_item_and_its_fields_say(ana: Person, dora: Person, leaks: Subject) -> None:
    fields = {**FIELDS, "applies_to": ["residents", "offices"], "in_force": {"from": "2019-07-01"}}
    item = a_draft(
        by=ana, kind="regulation", audience="public", summary="Who may.", subjects=[leaks], fields=fields
    )
    item = fresh(through_review(item, dora))
    assert item.published is not None
    terms = dublin_core(item, item.published)
    assert terms["identifier"] == [item.number, "4 of 2019"]
    assert terms["creator"] == ["Ana Tirta"]
    assert terms["audience"] == ["Residents, Our own offices"]
    assert terms["valid"] == ["since 1 July 2019"]
    assert terms["language"] == ["en"]
    assert leaks.name in terms["subject"]
    assert all(value for values in terms.values() for value in values)


def test_a_public_page_says_it_to_harvesters_and_no_other_page_does(
    ana: Person, dora: Person, ben: Person, visit: Visit
) -> None:
    hidden = a_draft(by=ana, kind="regulation", title="Secret <plan>", fields=FIELDS)
    fields = {**FIELDS, "applies_to": ["offices"], "status": "repealed", "replaced_by": [hidden.pk]}
    item = through_review(a_draft(by=ana, kind="regulation", audience="public", fields=fields), dora)
    head = visit(ben).get(item.get_absolute_url()).text.partition("</head>")[0]
    assert '<link rel="schema.DCTERMS" href="http://purl.org/dc/terms/">' in head
    assert '<meta name="DC.title" content="Closing a valve">' in head
    assert '<meta name="DCTERMS.audience" content="Our own offices">' in head
    assert "isReplacedBy" not in head
    actions.change_audience(fresh(item), "institution", by=ana)
    assert "DC.title" not in visit(ben).get(item.get_absolute_url()).text
