"""A draft thrown away leaves what is in force, and nothing of a kind that never was."""

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.shaping import actions
from lubuk.foundation.shaping.models import Definition
from lubuk.foundation.shaping.tests.makers import A_TOUR, TOUR, a_shaped_kind, revision
from tests.cast import not_allowed, refused

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_a_kind_that_was_only_a_draft_is_gone(adi: Person) -> None:
    actions.save_draft(TOUR, A_TOUR, by=adi, revision=0)
    actions.discard_draft(TOUR, by=adi, revision=1)
    assert not Definition.objects.exists()


def test_what_is_in_force_stays(adi: Person) -> None:
    a_shaped_kind(TOUR, A_TOUR, by=adi)
    actions.save_draft(TOUR, A_TOUR.replace("Study", "Short"), by=adi, revision=revision(TOUR))
    actions.discard_draft(TOUR, by=adi, revision=revision(TOUR))
    row = Definition.objects.get(key="tour")
    assert not row.draft
    assert row.in_force is not None


def test_a_draft_that_somebody_changed_meanwhile_stays(adi: Person, dora: Person) -> None:
    actions.save_draft(TOUR, A_TOUR, by=adi, revision=0)
    with refused("changed this while you had it open"):
        actions.discard_draft(TOUR, by=adi, revision=0)
    with not_allowed():
        actions.discard_draft(TOUR, by=dora, revision=1)
