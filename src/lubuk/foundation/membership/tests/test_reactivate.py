"""Coming back."""

from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.membership.actions import deactivate, reactivate
from lubuk.foundation.trail.models import Entry
from lubuk.foundation.units.models import Unit
from tests.cast import not_allowed


def test_who_comes_back_has_the_roles_of_before(odi: Person, dora: Person, water: Unit) -> None:
    deactivate(dora, by=odi)
    reactivate(dora, by=odi)
    assert water.pk in standing(Person.objects.get(pk=dora.pk)).tended_units
    assert [entry.act for entry in Entry.objects.filter(about=f"person {dora.pk}").order_by("-id")[:2]] == [
        "Reactivated",
        "Deactivated",
    ]


def test_a_colleague_brings_nobody_back(odi: Person, dora: Person, ana: Person) -> None:
    deactivate(ana, by=odi)
    with not_allowed():
        reactivate(ana, by=dora)
