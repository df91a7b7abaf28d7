"""Moving an item to what its kind says today."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.actions.moving import preview_of_move
from lubuk.foundation.items.kinds import registry
from lubuk.foundation.items.kinds.definition import FieldDefinition, Kind
from lubuk.foundation.items.models import Item
from tests.cast import (
    Visit,
    a_draft,
    a_procedure,
    fresh,
    last_entry,
    not_allowed,
    refused,
    rewrite,
)

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def packs(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Kind]]:
    """The packs, to be changed; what was read before is forgotten as after a restart."""
    kinds, flows = dict(registry.kinds()), registry.kinds_and_flows()[1]
    monkeypatch.setattr(registry, "kinds_and_flows", lambda: (kinds, flows))
    registry.kept.cache_clear()
    yield kinds
    registry.kept.cache_clear()


@pytest.fixture
def procedure(ana: Person, dora: Person) -> Item:
    return a_procedure(by=ana, approved_by=dora)


def drop(packs: dict[str, Kind], name: str) -> None:
    packs["sop"] = replace(packs["sop"], fields=tuple(f for f in packs["sop"].fields if f.name != name))


def test_a_field_that_is_gone_is_hidden_and_kept_through_a_later_save(
    packs: dict[str, Kind], procedure: Item, adi: Person, ana: Person, ben: Person, visit: Visit
) -> None:
    drop(packs, "applies_to")
    assert "Everyone on the quay" in visit(ben).get(procedure.get_absolute_url()).text
    actions.move_to_kind_version(procedure, by=adi)
    assert "Everyone on the quay" not in visit(ben).get(procedure.get_absolute_url()).text
    saved = rewrite(procedure, by=ana, fields={"purpose": "Better."})
    assert saved.fields == {"purpose": "Better.", "applies_to": "Everyone on the quay"}
    assert last_entry(procedure).act == "MovedToKindVersion"


def test_what_it_hides_is_said_before(packs: dict[str, Kind], procedure: Item) -> None:
    drop(packs, "applies_to")
    preview = preview_of_move(procedure, packs["sop"])
    assert (preview.hidden, preview.is_possible) == (("Applies to",), True)


def test_a_field_of_another_type_hides_what_does_not_fit_it(
    packs: dict[str, Kind], procedure: Item, adi: Person, ana: Person, ben: Person, visit: Visit
) -> None:
    changed = [replace(f, type="person") if f.name == "applies_to" else f for f in packs["sop"].fields]
    packs["sop"] = replace(packs["sop"], fields=tuple(changed))
    assert preview_of_move(procedure, packs["sop"]).hidden == ("Applies to",)
    actions.move_to_kind_version(procedure, by=adi)
    assert visit(ben).get(procedure.get_absolute_url()).status_code == 200
    assert visit(ana).get(f"/items/{procedure.pk}/edit/").status_code == 200
    assert rewrite(procedure, by=ana, fields={"purpose": "P"}).fields["applies_to"] == "Everyone on the quay"


def test_a_new_field_is_asked_for_and_counts_as_missing(
    packs: dict[str, Kind], procedure: Item, ana: Person, odi: Person, visit: Visit
) -> None:
    new = FieldDefinition("risks", "text", {"en": "Risks", "id": "Risiko"})
    packs["sop"] = replace(packs["sop"], fields=(*packs["sop"].fields, new), complete=("purpose", "risks"))
    actions.move_to_kind_version(procedure, by=odi)
    assert "f_risks" in visit(ana).get(f"/items/{procedure.pk}/edit/").text
    published = fresh(procedure).published
    assert published is not None
    assert published.completeness == 50


def test_an_item_in_a_state_that_is_gone_stays(packs: dict[str, Kind], ana: Person, adi: Person) -> None:
    item = a_draft(by=ana, kind="sop")
    flow = packs["sop"].flow
    packs["sop"] = replace(packs["sop"], flow=replace(flow, states=flow.states[1:]))
    with refused("no state “draft” any more"):
        actions.move_to_kind_version(item, by=adi)


def test_one_that_is_up_to_date_is_left_as_it_is(procedure: Item, adi: Person) -> None:
    before = last_entry(procedure)
    actions.move_to_kind_version(procedure, by=adi)
    assert last_entry(procedure) == before


def test_a_kind_whose_pack_is_gone_has_no_newer_form(
    packs: dict[str, Kind], procedure: Item, adi: Person
) -> None:
    del packs["sop"]
    with refused("no longer here"):
        actions.move_to_kind_version(procedure, by=adi)


@pytest.mark.parametrize("name", ["ben", "cleo", "mia", "ed", "fay", "nia"])
def test_others_move_nothing(
    packs: dict[str, Kind], procedure: Item, cast: dict[str, Person], name: str
) -> None:
    drop(packs, "applies_to")
    with not_allowed():
        actions.move_to_kind_version(procedure, by=cast[name])
