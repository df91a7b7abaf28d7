"""A flow that has the unit's manager decide: the manager hears of it, reads it, and takes the step."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.kinds import registry
from lubuk.foundation.items.models import Item
from tests.cast import Visit, a_draft, a_guide, a_step, an_article, fresh, not_allowed, rewrite

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def _managers_approve(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Guides as in the packs, but approved by the manager of the unit."""
    kinds, flows = dict(registry.kinds()), registry.kinds_and_flows()[1]
    flow = kinds["guide"].flow
    steps = [replace(s, by=("manager of unit",)) if s.name == "approve" else s for s in flow.steps]
    kinds["guide"] = replace(kinds["guide"], flow=replace(flow, steps=tuple(steps)))
    monkeypatch.setattr(registry, "kinds_and_flows", lambda: (kinds, flows))
    registry.kept.cache_clear()
    yield
    registry.kept.cache_clear()


def sent_for_review(by: Person, **more: str) -> Item:
    item = a_draft(by=by, kind="guide", title="Closing the sluice", **more)  # type: ignore[arg-type]
    actions.take_step(item, a_step(item, "submit"), by=by)
    return fresh(item)


@pytest.mark.usefixtures("_managers_approve")
@pytest.mark.usefixtures("with_contexts")
def test_the_manager_finds_it_on_the_first_page_reads_and_approves_it(
    ana: Person, mia: Person, cleo: Person, visit: Visit
) -> None:
    item = sent_for_review(ana)
    browser = visit(mia)
    assert "Closing the sluice" in browser.get("/").text
    assert "Approve and publish" in browser.get(item.get_absolute_url()).text
    browser.post(f"/items/{item.pk}/step/approve/")
    assert Item.objects.visible_to(cleo).get() == item
    assert "Closing the sluice" not in [task.title for task in browser.get("/").context["tasks"]]


@pytest.mark.usefixtures("_managers_approve")
def test_the_manager_reads_the_next_version_before_deciding(ana: Person, mia: Person, visit: Visit) -> None:
    item = sent_for_review(ana)
    actions.take_step(item, a_step(item, "approve"), by=mia)
    rewrite(item, by=ana, title="Closing two sluices")
    browser = visit(mia)
    assert browser.get(f"/items/{item.pk}/versions/2/").status_code == 404  # still being written
    actions.take_step(fresh(item), a_step(item, "submit"), by=ana)
    assert "Closing two sluices" in browser.get("/").text
    page = browser.get(item.get_absolute_url()).text
    assert f"/items/{item.pk}/compare/1/2/" in page
    assert f"/items/{item.pk}/edit/" not in page
    assert "Closing two sluices" in browser.get(f"/items/{item.pk}/versions/2/").text


def test_where_the_flow_asks_a_steward_the_manager_is_not_bothered(
    ana: Person, mia: Person, visit: Visit
) -> None:
    item = sent_for_review(ana)
    assert "Closing the sluice" not in visit(mia).get("/").text
    with not_allowed():
        actions.take_step(item, a_step(item, "approve"), by=mia)


def test_the_manager_of_another_unit_sees_nothing_of_it(ana: Person, mia: Person, cleo: Person) -> None:
    item = sent_for_review(cleo)
    assert not Item.objects.visible_to(mia).filter(pk=item.pk)


def test_reading_it_is_not_changing_it(ana: Person, mia: Person, visit: Visit) -> None:
    item = sent_for_review(ana)
    assert visit(mia).get(f"/items/{item.pk}/edit/").status_code == 403


def test_drafts_what_is_withdrawn_and_what_is_for_named_people_stay_hidden(ana: Person, mia: Person) -> None:
    a_draft(by=ana)
    named = a_draft(by=ana, audience="people")
    actions.take_step(named, a_step(named, "submit"), by=ana)
    gone = an_article(by=ana)
    actions.take_step(gone, a_step(gone, "withdraw"), by=ana, reason="Old.")
    assert not Item.objects.visible_to(mia)


def test_an_earlier_text_set_aside_is_for_its_writers(
    ana: Person, dora: Person, mia: Person, visit: Visit
) -> None:
    """Of the unpublished versions the manager reads the one in review, and no other."""
    item = a_guide(by=ana, approved_by=dora)
    rewrite(item, by=ana, title="First try")
    actions.restore(item.versions.get(number=1), by=ana)
    actions.take_step(fresh(item), a_step(item, "submit"), by=ana)
    assert visit(mia).get(f"/items/{item.pk}/versions/2/").status_code == 404
    assert visit(mia).get(f"/items/{item.pk}/versions/3/").status_code == 200
