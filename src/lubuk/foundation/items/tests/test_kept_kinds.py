"""An item keeps the definition that it was made with when its pack changes."""

from collections.abc import Iterator
from dataclasses import asdict, replace

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.kinds import registry
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.files import FILES
from lubuk.foundation.items.kinds.registry import UnknownKind, kind_of
from tests.cast import Visit, a_draft, a_kind, a_procedure, an_article, fresh, rewrite

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def packs(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Kind]]:
    """The packs, to be changed; what was read before is forgotten as after a restart."""
    kinds, flows = dict(registry.kinds()), registry.kinds_and_flows()[1]
    monkeypatch.setattr(registry, "kinds_and_flows", lambda: (kinds, flows))
    registry.kept.cache_clear()
    yield kinds
    registry.kept.cache_clear()


def without_field(kind: Kind, name: str) -> Kind:
    return replace(kind, fields=tuple(f for f in kind.fields if f.name != name))


def test_a_field_taken_out_of_the_pack_is_still_shown_and_written(
    packs: dict[str, Kind], ana: Person, dora: Person, cleo: Person, visit: Visit
) -> None:
    item = a_procedure(by=ana, approved_by=dora)
    packs["sop"] = without_field(packs["sop"], "applies_to")
    assert "Everyone on the quay" in visit(cleo).get(item.get_absolute_url()).text
    assert "f_applies_to" in visit(ana).get(f"/items/{item.pk}/edit/").text
    version = rewrite(item, by=ana, fields={"purpose": "P", "applies_to": "All"})
    assert version.fields["applies_to"] == "All"
    assert "f_applies_to" not in visit(ana).get("/share/sop/").text


def test_all_that_a_definition_says_comes_back(packs: dict[str, Kind], ana: Person) -> None:
    for key in list(packs):
        before = packs[key]
        item = a_draft(by=ana, kind=key, audience=before.audiences[0])
        packs[key] = replace(before, fields=())
        if before.fields not in ((), (FILES,)):  # that one comes and goes with the offer
            assert asdict(kind_of(item)) == asdict(before), key


def test_a_state_taken_out_of_the_flow_can_still_be_left(packs: dict[str, Kind], ana: Person) -> None:
    item = a_draft(by=ana)
    article = packs["article"]
    flow = replace(article.flow, states=article.flow.states[1:], steps=())
    packs["article"] = replace(article, flow=flow)
    actions.publish(item, by=ana)
    assert fresh(item).phase == "published"


def test_a_kind_whose_pack_is_gone_is_still_read(
    packs: dict[str, Kind], ana: Person, cleo: Person, visit: Visit
) -> None:
    item = an_article(by=ana)
    del packs["article"]
    page = visit(cleo).get(item.get_absolute_url())
    assert (page.status_code, item.title in page.text) == (200, True)
    assert item.title in visit(cleo).get("/").text


def test_new_words_make_no_new_definition(ana: Person) -> None:
    kind = a_kind()
    said_better = replace(kind, names={"en": "Piece", "id": "Tulisan"})
    assert registry.fingerprint(said_better) == registry.fingerprint(kind)
    assert registry.fingerprint(without_field(a_kind("guide"), "for_whom")) != registry.fingerprint(
        a_kind("guide")
    )


def test_a_definition_that_was_never_kept_is_missed_by_name(packs: dict[str, Kind], ana: Person) -> None:
    item = a_draft(by=ana)
    item.kind, item.kind_version = "gone", "0" * 16
    with pytest.raises(UnknownKind, match="0000"):
        kind_of(item)
