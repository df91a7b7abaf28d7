"""Texts that several have to approve."""

from __future__ import annotations

import pytest

from lubuk.foundation.access.actions import give_role
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.approvals import seats
from lubuk.foundation.items.kinds.definition import Step
from lubuk.foundation.items.models import Approval, Item, Phase
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.units.models import Unit
from tests.cast import (
    Visit,
    a_draft,
    a_person,
    a_step,
    fresh,
    last_entry,
    not_allowed,
    refused,
    rewrite,
    trail_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def a_policy(by: Person, **more: object) -> Item:
    """Sent to its two approvers: a steward of the unit and the KM officer."""
    fields = {"purpose": "Nobody drowns.", "in_force_from": "2026-12-01"}
    item = a_draft(by=by, kind="policy", fields=fields, **more)  # type: ignore[arg-type]
    actions.take_step(item, a_step(item, "submit"), by=by)
    return item


def approve(item: Item, by: Person, *, reason: str = "", read: str = "") -> None:
    actions.take_step(item, a_step(item, "approve"), by=by, reason=reason, read=read)


def change(item: Item, by: Person) -> None:
    """An author who changes a text in review takes it back; sent again, it is another wording."""
    rewrite(item, by=by, body="<p>Something else.</p>")
    actions.take_step(item, a_step(item, "submit"), by=by)


@pytest.mark.parametrize("order", [("dora", "odi"), ("odi", "dora")])
def test_the_second_approval_publishes_whoever_comes_first(
    ana: Person, dora: Person, odi: Person, order: tuple[str, str], request: pytest.FixtureRequest
) -> None:
    item = a_policy(ana)
    first, second = (request.getfixturevalue(name) for name in order)
    approve(item, first)
    assert fresh(item).phase == Phase.REVIEW
    assert trail_of(item)[-1] == (order[0], "Approved")
    approve(item, second)
    assert fresh(item).phase == Phase.PUBLISHED
    assert trail_of(item)[-1] == (order[1], "Published")


def test_the_same_person_does_not_approve_twice(ana: Person, dora: Person, odi: Person) -> None:
    item = a_policy(ana)
    approve(item, dora)
    with refused("You have approved this text already"):
        approve(item, dora)


def test_two_of_one_role_are_not_both_roles(ana: Person, dora: Person, odi: Person, water: Unit) -> None:
    item, dian = a_policy(ana), a_person("dian", water)
    give_role(dian, "steward", by=None, unit=water)
    approve(item, dora)
    with refused("Somebody in your role has approved"):
        approve(item, dian)


def test_who_has_both_roles_leaves_the_other_the_one_that_they_can_take(
    ana: Person, dora: Person, odi: Person, city: Unit
) -> None:
    give_role(odi, "steward", by=None, unit=city)
    item = a_policy(ana)
    approve(item, odi)
    approve(item, dora)
    assert fresh(item).phase == Phase.PUBLISHED


@pytest.mark.parametrize("name", ["ana", "ben", "cleo", "mia", "ed", "fay", "nia", "adi"])
def test_others_do_not_approve(ana: Person, name: str, request: pytest.FixtureRequest) -> None:
    item, person = a_policy(ana), request.getfixturevalue(name)
    with not_allowed():
        approve(item, person)


def test_a_steward_does_not_approve_what_they_wrote(dora: Person) -> None:
    item = a_policy(dora)
    with not_allowed():
        approve(item, dora)


def test_a_steward_who_mended_the_text_does_not_approve_it(ana: Person, dora: Person) -> None:
    item = a_policy(ana)
    rewrite(item, by=dora, body="<p>Better words.</p>")
    with not_allowed():
        approve(fresh(item), dora)


def test_a_changed_text_is_approved_anew(ana: Person, dora: Person, odi: Person) -> None:
    item = a_policy(ana)
    approve(item, dora)
    change(item, ana)
    approve(item, odi)
    assert fresh(item).phase == Phase.REVIEW
    approve(item, dora)
    assert fresh(item).phase == Phase.PUBLISHED


def test_an_unread_wording_is_not_approved(ana: Person, dora: Person, odi: Person) -> None:
    item = a_policy(ana)
    draft = fresh(item).draft
    assert draft is not None
    rewrite(item, by=odi, body="<p>Something else.</p>")
    with refused("changed since you opened the page"):
        approve(item, dora, read=draft.as_read)


def test_what_was_sent_back_is_approved_anew(ana: Person, dora: Person, odi: Person) -> None:
    item = a_policy(ana)
    approve(item, dora)
    actions.take_step(item, a_step(item, "return"), by=odi, reason="Name the law.")
    actions.take_step(item, a_step(item, "submit"), by=ana)
    approve(item, odi)
    assert fresh(item).phase == Phase.REVIEW
    approve(item, dora)
    assert fresh(item).phase == Phase.PUBLISHED


def test_the_next_version_is_approved_by_two_as_well(ana: Person, dora: Person, odi: Person) -> None:
    item = a_policy(ana, title="Old")
    approve(item, dora)
    approve(item, odi)
    rewrite(item, by=ana, title="New")
    actions.take_step(item, a_step(item, "submit"), by=ana)
    approve(item, odi)
    assert fresh(item).title == "Old"
    approve(item, dora)
    assert fresh(item).title == "New"


def test_the_trail_keeps_what_an_approver_said(ana: Person, dora: Person) -> None:
    item = a_policy(ana)
    approve(item, dora, reason="Read with the legal office.")
    assert last_entry(item).reason == "Read with the legal office."


def test_any_two_where_the_flow_gives_a_number() -> None:
    step = Step("approve", {}, ("review",), "published", by=("steward",), approvals=2)
    first, second = Approval(person_id=1), Approval(person_id=2)
    assert [seat.approval for seat in seats(step, [first])] == [first, None]
    assert [seat.approval for seat in seats(step, [first, second])] == [first, second]


def test_three_who_share_roles_find_each_their_seat() -> None:
    step = Step("approve", {}, (), "", by=(), approvals=3, approvals_of=("owner", "staff", "steward"))
    held = [["owner", "staff"], ["owner", "staff", "steward"], ["owner"]]
    given = [Approval(person_id=number, phrases=phrases) for number, phrases in enumerate(held)]
    assert [seat.approval for seat in seats(step, given)] == [given[2], given[0], given[1]]


def test_the_page_says_who_has_approved_and_who_is_missing(
    ana: Person, ben: Person, dora: Person, odi: Person, visit: Visit
) -> None:
    item = a_policy(ana)
    visit(dora).post(f"/items/{item.pk}/step/approve/")
    page = visit(ana).get(item.get_absolute_url()).content.decode()
    assert "1 of 2 approvals" in page
    assert "<b>Dora Tirta</b>, a steward of its unit" in page
    assert "The KM officer: Odi Tirta" in page
    assert "step/approve/" not in visit(dora).get(item.get_absolute_url()).content.decode()
    assert "step/approve/" in visit(odi).get(item.get_absolute_url()).content.decode()


def test_the_page_says_where_nobody_can_approve(ana: Person, dora: Person, visit: Visit) -> None:
    item = a_policy(ana)
    page = visit(dora).get(item.get_absolute_url()).content.decode()
    assert "Nobody here can give it yet" in page


def test_the_page_says_that_an_approval_was_for_other_words(ana: Person, dora: Person, visit: Visit) -> None:
    item = a_policy(ana)
    approve(item, dora)
    change(item, ana)
    page = visit(ana).get(item.get_absolute_url()).content.decode()
    assert "Dora Tirta approved an earlier wording." in page
    assert "0 of 2 approvals" in page


def test_who_has_approved_waits_and_is_not_asked_again(
    ana: Person, dora: Person, leaks: Subject, visit: Visit
) -> None:
    item = a_policy(ana, title="Kwzx")
    assert "Kwzx" in visit(dora).get("/").content.decode()
    approve(item, dora)
    assert "Kwzx" not in visit(dora).get("/").content.decode()
    change(item, ana)
    assert "Kwzx" in visit(dora).get("/").content.decode()
