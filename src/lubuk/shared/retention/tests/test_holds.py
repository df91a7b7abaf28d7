"""Legal holds: placing, adding to, releasing, lifting."""

from __future__ import annotations

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item
from lubuk.foundation.refusal import Refused
from lubuk.foundation.units.models import Unit
from lubuk.shared.retention.actions import lift, place_hold, put_on_hold, release
from lubuk.shared.retention.queries import is_held
from lubuk.shared.retention.tests.makers import a_hold, acts_about
from tests.cast import a_draft, a_step, an_article, fresh, last_entry, not_allowed, refused, rewrite, trail_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_an_officer_puts_pages_on_hold_and_the_trail_tells(ana: Person, odi: Person, city: Unit) -> None:
    item = an_article(by=ana)
    hold = a_hold(city, item, by=odi)
    assert is_held(item.pk)
    assert trail_of(item)[-1] == ("odi", "PutOnHold")
    assert last_entry(item).reason == "The court asked for it."
    assert acts_about(f"hold {hold.pk}") == ["HoldPlaced"]


def test_twice_is_once(ana: Person, odi: Person, city: Unit) -> None:
    item = an_article(by=ana)
    hold = a_hold(city, item, by=odi)
    assert put_on_hold(hold, [item, item], by=odi) == 0
    assert [act for _who, act in trail_of(item)].count("PutOnHold") == 1


def test_another_institutions_pages_stay_out(odi: Person, nia: Person, city: Unit) -> None:
    theirs = an_article(by=nia)
    a_hold(city, theirs, by=odi)
    assert not is_held(theirs.pk)


@pytest.mark.parametrize("name", ["ana", "dora", "mia", "ed", "fay", "nia"])
def test_only_officers_hold(
    name: str, ana: Person, odi: Person, city: Unit, request: pytest.FixtureRequest
) -> None:
    item, person = an_article(by=ana), request.getfixturevalue(name)
    hold = a_hold(city, by=odi)
    with not_allowed("KM officer"):
        place_hold("Mine", by=person, institution=city, reason="Because.")
    with not_allowed("KM officer"):
        put_on_hold(hold, [item], by=person)
    with not_allowed("KM officer"):
        lift(hold, by=person, reason="Because.")


def test_an_officer_holds_in_no_other_institution(odi: Person, harbour: Unit) -> None:
    with not_allowed("KM officer"):
        place_hold("Theirs", by=odi, institution=harbour, reason="Because.")


@pytest.mark.parametrize(
    ("name", "reason"), [("", "Why"), (" \0", "Why"), ("x" * 161, "Why"), ("Case", " \0 ")]
)
def test_a_hold_has_a_name_and_a_reason(odi: Person, city: Unit, name: str, reason: str) -> None:
    with refused("Give the hold a name|Write why"):
        place_hold(name, by=odi, institution=city, reason=reason)


def test_a_held_draft_is_not_thrown_away(ana: Person, odi: Person, city: Unit) -> None:
    item = a_draft(by=ana)
    a_hold(city, item, by=odi)
    with refused("legal hold"):
        actions.discard(item, by=ana)


def test_its_text_of_that_moment_stays_while_it_is_written_on(ana: Person, odi: Person, city: Unit) -> None:
    item = a_draft(by=ana, body="<p>We knew.</p>")
    a_hold(city, item, by=odi)
    rewrite(item, by=ana, body="<p>Nobody knew.</p>")
    assert {version.body for version in item.versions.all()} == {"<p>We knew.</p>", "<p>Nobody knew.</p>"}


def test_a_held_page_is_written_on_published_and_withdrawn_as_ever(
    ana: Person, odi: Person, city: Unit
) -> None:
    item = an_article(by=ana)
    a_hold(city, item, by=odi)
    rewrite(item, by=ana, body="<p>New.</p>")
    actions.publish(fresh(item), by=ana)
    actions.change_audience(fresh(item), "unit", by=ana)
    actions.take_step(fresh(item), a_step(item, "withdraw"), by=ana, reason="Old.")
    assert fresh(item).phase == "withdrawn"
    assert item.versions.count() == 2


def test_lifted_it_can_be_lost_again(ana: Person, odi: Person, city: Unit) -> None:
    item = a_draft(by=ana)
    hold = a_hold(city, item, by=odi)
    lift(hold, by=odi, reason="Judgment of 3 March.")
    assert trail_of(item)[-1] == ("odi", "Released")
    actions.discard(item, by=ana)
    assert not Item.objects.exists()


def test_two_holds_are_two(ana: Person, odi: Person, city: Unit) -> None:
    item = a_draft(by=ana)
    first = a_hold(city, item, by=odi)
    a_hold(city, item, by=odi, name="Audit")
    lift(first, by=odi, reason="Over.")
    with refused("legal hold"):
        actions.discard(item, by=ana)


def test_one_page_is_released_and_the_others_stay(ana: Person, odi: Person, city: Unit) -> None:
    one, other = an_article(by=ana), an_article(by=ana)
    hold = a_hold(city, one, other, by=odi)
    release(hold.held.get(item=one), by=odi, reason="It is about another valve.")
    assert not is_held(one.pk)
    assert is_held(other.pk)


def test_a_hold_is_lifted_with_a_reason_and_once(ana: Person, odi: Person, city: Unit) -> None:
    hold = a_hold(city, an_article(by=ana), by=odi)
    with refused("Write why"):
        lift(hold, by=odi, reason=" ")
    lift(hold, by=odi, reason="Over.")
    with not_allowed("only once"):
        lift(hold, by=odi, reason="Over.")
    with pytest.raises(Refused):
        put_on_hold(hold, [an_article(by=ana)], by=odi)


def a_collection(ana: Person, *parts: Item, title: str = "For the court") -> Item:
    whole = an_article(by=ana, kind="collection", title=title)
    for part in parts:
        actions.add_part(whole, part, by=ana)
    return whole


def test_a_collection_is_held_alone_unless_its_parts_are_wanted(ana: Person, odi: Person, city: Unit) -> None:
    part = an_article(by=ana)
    hold = a_hold(city, whole := a_collection(ana, part), by=odi)
    assert not is_held(part.pk)
    assert put_on_hold(hold, [whole], by=odi, with_parts=True) == 1
    assert is_held(part.pk)


def test_what_stands_below_it_over_all_levels_is_held_with_it(ana: Person, odi: Person, city: Unit) -> None:
    deep = an_article(by=ana)
    whole = a_collection(ana, inner := a_collection(ana, deep, title="Inner"))
    put_on_hold(a_hold(city, by=odi), [whole], by=odi, with_parts=True)
    assert [is_held(item.pk) for item in (whole, inner, deep)] == [True, True, True]


def test_what_is_added_later_comes_under_the_hold_too(ana: Person, odi: Person, city: Unit) -> None:
    whole = a_collection(ana, inner := a_collection(ana, title="Inner"))
    put_on_hold(a_hold(city, by=odi), [whole], by=odi, with_parts=True)
    part, deep = an_article(by=ana), an_article(by=ana)
    actions.add_part(fresh(whole), part, by=ana)
    actions.add_part(fresh(inner), a_collection(ana, deep, title="Deeper"), by=ana)
    assert is_held(part.pk)
    assert is_held(deep.pk)
    assert trail_of(part)[-1] == ("", "PutOnHold")  # the hold's doing, nobody's act
    assert last_entry(part).reason == "The court asked for it."


def test_what_is_taken_out_of_the_collection_stays_held(ana: Person, odi: Person, city: Unit) -> None:
    part = an_article(by=ana)
    whole = a_collection(ana, part)
    put_on_hold(a_hold(city, by=odi), [whole], by=odi, with_parts=True)
    actions.remove_part(fresh(whole), part, by=ana)
    assert is_held(part.pk)


def test_a_hold_that_was_lifted_takes_no_further_part(ana: Person, odi: Person, city: Unit) -> None:
    hold, whole = a_hold(city, by=odi), a_collection(ana)
    put_on_hold(hold, [whole], by=odi, with_parts=True)
    lift(hold, by=odi, reason="Settled.")
    part = an_article(by=ana)
    actions.add_part(fresh(whole), part, by=ana)
    assert not is_held(part.pk)


def test_a_part_of_another_institution_stays_out(ana: Person, nia: Person, odi: Person, city: Unit) -> None:
    theirs = an_article(by=nia, audience="public")
    whole = a_collection(ana, theirs)
    put_on_hold(a_hold(city, by=odi), [whole], by=odi, with_parts=True)
    assert not is_held(theirs.pk)
