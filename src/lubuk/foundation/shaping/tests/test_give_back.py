"""Back to what was shipped, or out of use."""

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.kinds.problems import PackError
from lubuk.foundation.items.kinds.registry import get, kind_of
from lubuk.foundation.shaping import actions
from lubuk.foundation.shaping.following import follow
from lubuk.foundation.shaping.tests.makers import A_TOUR, GUIDE, TOUR, a_shaped_kind, guide_with, revision
from tests.cast import a_draft, fresh, not_allowed, refused

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_the_shipped_one_counts_again(adi: Person) -> None:
    a_shaped_kind(GUIDE, guide_with("en: Guide,", "en: Handbook,"), by=adi)
    actions.give_back(GUIDE, by=adi, revision=revision(GUIDE))
    follow()
    assert str(get("guide")) == "Guide"


def test_pages_of_a_kind_out_of_use_are_read_as_before(adi: Person, ana: Person) -> None:
    a_shaped_kind(TOUR, A_TOUR, by=adi)
    item = a_draft(by=ana, kind="tour")
    actions.give_back(TOUR, by=adi, revision=revision(TOUR))
    follow()
    assert get("tour") is None
    assert str(kind_of(fresh(item))) == "Study tour"


def test_a_flow_that_a_kind_goes_by_stays(adi: Person) -> None:
    own = "flow: mine\nstates:\n  draft: {name: {en: Draft, id: Rancangan}}\n"
    a_shaped_kind(("flow", "mine"), own, by=adi)
    a_shaped_kind(TOUR, A_TOUR.replace("flow: open", "flow: mine"), by=adi)
    with pytest.raises(PackError, match='flow "mine" is unknown'):
        actions.give_back(("flow", "mine"), by=adi, revision=revision(("flow", "mine")))


def test_what_is_as_shipped_cannot_be_given_back(adi: Person, dora: Person) -> None:
    with refused("It is as it was shipped already"):
        actions.give_back(GUIDE, by=adi, revision=0)
    with not_allowed():
        actions.give_back(GUIDE, by=dora, revision=0)
