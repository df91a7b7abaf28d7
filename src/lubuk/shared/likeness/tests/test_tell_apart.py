"""Who says that two pages only look alike, and who is shown a pair."""

import pytest

from lubuk.foundation.access.actions import give_role
from lubuk.foundation.access.models import RoleName
from lubuk.foundation.access.standing import forget_standing
from lubuk.foundation.accounts.models import Person, Stranger
from lubuk.foundation.items.actions import link
from lubuk.foundation.units.models import Unit
from lubuk.shared.likeness.actions import tell_apart
from lubuk.shared.likeness.models import Pair
from lubuk.shared.likeness.tests.makers import compared, twins
from tests.cast import CAST, fresh, last_entry, not_allowed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("an_index")]


def test_an_officer_tells_them_apart_and_the_trail_of_both_knows(
    ana: Person, cleo: Person, odi: Person
) -> None:
    first, second = twins(ana, cleo)
    compared()
    tell_apart(Pair.objects.get(), by=odi)
    assert not Pair.objects.unsettled().exists()
    said = [(last_entry(item).act, last_entry(item).to_state) for item in (first, second)]
    assert said == [("ToldApart", f"item {second.pk}"), ("ToldApart", f"item {first.pk}")]


@pytest.mark.parametrize("name", sorted(set(CAST) - {"odi", "adi", "stranger"}))
def test_nobody_else_does(name: str, cast: dict[str, Person | Stranger]) -> None:
    twins(cast["ana"], cast["cleo"])  # type: ignore[arg-type]
    compared()
    with not_allowed("Only who looks after"):
        tell_apart(Pair.objects.get(), by=cast[name])  # type: ignore[arg-type]


def test_of_a_pair_of_which_one_is_hidden_nothing_shows(
    ana: Person, nia: Person, odi: Person, harbour: Unit
) -> None:
    """The harbour's page is for the harbour alone."""
    twins(ana, nia)
    compared()
    ola = nia
    give_role(ola, RoleName.KM_OFFICER, by=None, unit=harbour)
    forget_standing(ola)
    assert Pair.objects.count() == 1
    assert [Pair.objects.shown_to(person).count() for person in (odi, ola)] == [0, 0]


def test_a_pair_across_institutions_shows_to_both_officers_when_both_may_see_it(
    ana: Person, nia: Person, odi: Person
) -> None:
    twins(ana, nia, audience="public")
    compared()
    assert Pair.objects.shown_to(odi).count() == 1


def test_a_link_settles_a_pair_too(ana: Person, cleo: Person, odi: Person) -> None:
    first, second = twins(ana, cleo)
    compared()
    link(fresh(first), second, "replaces", by=odi)
    assert not Pair.objects.unsettled().exists()
