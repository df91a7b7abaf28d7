"""From the draft to what counts, in every process."""

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.kinds.problems import PackError
from lubuk.foundation.items.kinds.registry import IN_FORCE, get, kind_of
from lubuk.foundation.shaping import actions
from lubuk.foundation.shaping.consequences import consequences
from lubuk.foundation.shaping.following import FOLLOWED, follow
from lubuk.foundation.shaping.models import Definition, DefinitionVersion
from lubuk.foundation.shaping.tests.makers import (
    A_TOUR,
    GUIDE,
    TOUR,
    a_shaped_kind,
    guide_with,
    guide_without_time,
    revision,
)
from lubuk.foundation.shaping.texts import check
from lubuk.foundation.trail.models import Entry
from tests.cast import a_draft, fresh, not_allowed, refused

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_a_new_kind_can_be_written_at_once(adi: Person, ana: Person) -> None:
    a_shaped_kind(TOUR, A_TOUR, by=adi)
    assert a_draft(by=ana, kind="tour").number.startswith("TOUR-")


def test_another_process_follows_at_its_next_look(adi: Person) -> None:
    a_shaped_kind(TOUR, A_TOUR, by=adi)
    IN_FORCE.shaped, FOLLOWED.acts, FOLLOWED.edition = None, None, ""  # a process that has just begun
    assert get("tour") is None
    follow()
    assert get("tour") is not None


def test_a_shipped_kind_is_adapted_under_its_own_name(adi: Person) -> None:
    a_shaped_kind(GUIDE, guide_with("en: Guide,", "en: Handbook,"), by=adi)
    guide = get("guide")
    assert guide is not None
    assert guide.names["en"] == "Handbook"


def test_pages_that_are_there_keep_their_form(adi: Person, ana: Person) -> None:
    item = a_draft(by=ana, kind="guide", fields={"steps_time": "Two hours"})
    a_shaped_kind(GUIDE, guide_without_time(), by=adi)
    assert kind_of(fresh(item)).field("steps_time")
    assert kind_of(a_draft(by=ana, kind="guide")).field("steps_time") is None


def test_its_consequences_are_counted_before(adi: Person, ana: Person) -> None:
    a_draft(by=ana, kind="guide", fields={"steps_time": "Two hours"})
    a_draft(by=ana, kind="guide", fields={"for_whom": "Everybody"})
    text = guide_without_time().replace("weight: 1.5", "required: publish")
    (found,) = consequences(GUIDE, check(GUIDE, text))
    assert found.items == 2
    assert found.hidden == (("How long it takes", 1),)
    assert found.needed == (("For whom", 1),)
    assert found.is_new_version


def test_a_state_that_is_gone_holds_its_pages_back(adi: Person, ana: Person) -> None:
    a_draft(by=ana, kind="guide")
    text = "flow: reviewed\nstates:\n  begun: {name: {en: Begun, id: Mulai}}\n"
    (found,) = consequences(("flow", "reviewed"), check(("flow", "reviewed"), text))
    assert found.stuck == (("Draft", 1),)


def test_it_is_in_the_trail_and_both_texts_stay(adi: Person) -> None:
    a_shaped_kind(TOUR, A_TOUR, by=adi)
    a_shaped_kind(TOUR, A_TOUR.replace("Study tour,", "Visit,"), by=adi)
    entry = Entry.objects.latest("id")
    assert (entry.act, entry.about, entry.from_state, entry.to_state) == ("PutInForce", "kind tour", "1", "2")
    assert [version.text.count("Visit") for version in DefinitionVersion.objects.all()] == [1, 0]


def test_a_draft_that_no_longer_fits_is_refused(adi: Person) -> None:
    own = "flow: mine\nstates:\n  draft: {name: {en: Draft, id: Rancangan}}\n"
    a_shaped_kind(("flow", "mine"), own, by=adi)
    actions.save_draft(TOUR, A_TOUR.replace("flow: open", "flow: mine"), by=adi, revision=0)
    actions.give_back(("flow", "mine"), by=adi, revision=revision(("flow", "mine")))
    with pytest.raises(PackError, match='flow "mine" is unknown'):
        actions.put_in_force(TOUR, by=adi, revision=1)
    assert Definition.objects.get(key="tour").in_force is None


def test_one_that_a_newer_lubuk_cannot_read_is_left_out(adi: Person) -> None:
    a_shaped_kind(TOUR, A_TOUR, by=adi)
    a_shaped_kind(GUIDE, guide_with("en: Guide,", "en: Handbook,"), by=adi)
    DefinitionVersion.objects.filter(definition__key="tour").update(text=A_TOUR + "of_before: yes\n")
    IN_FORCE.shaped, FOLLOWED.acts, FOLLOWED.edition = None, None, ""
    follow()
    assert get("tour") is None
    assert str(get("guide")) == "Handbook"
    assert "of_before" in str(FOLLOWED.problems[0])


def test_without_a_draft_there_is_nothing_to_put_in_force(adi: Person) -> None:
    with refused("There is no draft"):
        actions.put_in_force(TOUR, by=adi, revision=0)


def test_a_steward_puts_nothing_in_force(adi: Person, dora: Person) -> None:
    actions.save_draft(TOUR, A_TOUR, by=adi, revision=0)
    with not_allowed():
        actions.put_in_force(TOUR, by=dora, revision=1)
