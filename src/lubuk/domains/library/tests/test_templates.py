"""Templates: who offers one, who sees it, and what one begins with."""

from __future__ import annotations

import pytest

from lubuk.domains.library import templating
from lubuk.domains.library.models import Template
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item
from tests.cast import Visit, a_step, an_article, fresh, last_entry, not_allowed, refused, trail_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def template(ana: Person, dora: Person) -> Item:
    item = an_article(by=ana, title="Minutes", body="<h2>Present</h2><p>Names</p>", audience="institution")
    templating.offer_template(item, by=dora)
    return item


def test_a_steward_offers_it_and_the_trail_knows(template: Item, dora: Person) -> None:
    templating.offer_template(template, by=dora)
    assert (last_entry(template).act, last_entry(template).actor_id) == ("TemplateOffered", dora.pk)
    assert trail_of(template).count(("dora", "TemplateOffered")) == 1


@pytest.mark.parametrize("name", ["ana", "ben", "cleo", "mia", "fay", "nia"])
def test_others_make_and_take_no_template(
    template: Item, ana: Person, name: str, request: pytest.FixtureRequest
) -> None:
    person, other = request.getfixturevalue(name), an_article(by=ana)
    with not_allowed("A steward of this page"):
        templating.offer_template(other, by=person)
    with not_allowed("A steward of this page"):
        templating.withdraw_template(template, by=person)


def test_one_begins_with_its_text_and_a_title_of_ones_own(template: Item, cleo: Person, visit: Visit) -> None:
    client = visit(cleo)
    assert "Begin from a template" in client.get("/share/").content.decode()
    client.post(f"/items/{template.pk}/template/begin/")
    draft = Item.objects.get(owner=cleo)
    assert draft.draft is not None
    assert (draft.title, draft.kind, draft.phase, draft.unit) == ("", "article", "draft", cleo.unit)
    assert draft.draft.body == "<h2>Present</h2><p>Names</p>"


def test_it_stands_before_those_who_may_read_it(
    ana: Person, dora: Person, ben: Person, cleo: Person, visit: Visit
) -> None:
    item = an_article(by=ana, title="Key handover", audience="unit")
    templating.offer_template(item, by=dora)
    assert "Key handover" in visit(ben).get("/share/").content.decode()
    assert "Key handover" not in visit(cleo).get("/share/").content.decode()
    assert visit(cleo).post(f"/items/{item.pk}/template/begin/").status_code == 404


def test_guests_and_citizens_begin_nothing(ana: Person, dora: Person, fay: Person) -> None:
    item = an_article(by=ana, audience="public")
    templating.offer_template(item, by=dora)
    with not_allowed():
        templating.begin_from(item, by=fay)


def test_taken_back_or_withdrawn_it_begins_nothing(
    template: Item, ana: Person, dora: Person, ben: Person
) -> None:
    templating.withdraw_template(template, by=dora)
    with refused("no template any more"):
        templating.begin_from(template, by=ben)
    templating.offer_template(template, by=dora)
    actions.take_step(template, a_step(template, "withdraw"), by=ana, reason="Old.")
    with not_allowed():
        templating.begin_from(fresh(template), by=ben)
    assert template not in templating.templates_for(ben)
    assert Template.objects.count() == 1  # published again it is one again


def test_the_page_offers_to_each_what_they_may_do(
    template: Item, ben: Person, dora: Person, fay: Person, visit: Visit
) -> None:
    address = template.get_absolute_url()
    bens, doras = (visit(person).get(address).content.decode() for person in (ben, dora))
    assert ("Begin from this template" in bens, "No template any more" in bens) == (True, False)
    assert ("Begin from this template" in doras, "No template any more" in doras) == (True, True)
