"""Taking roles away."""

from datetime import timedelta

import pytest
from django.utils import timezone

from lubuk.foundation.access.actions import give_role, take_role
from lubuk.foundation.access.models import Role, RoleName
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from lubuk.foundation.units.models import Unit
from tests.cast import an_article, not_allowed, refused

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_it_counts_at_once(adi: Person, ana: Person, dora: Person) -> None:
    an_article(by=ana, audience="unit")
    assert Item.objects.visible_to(dora).count() == 1
    role = Role.objects.select_related("person").get(person=dora)
    take_role(role, by=adi)
    assert not Item.objects.visible_to(Person.objects.get(pk=dora.pk))


@pytest.mark.parametrize("name", ["dora", "ana", "mia", "fay", "nia"])
def test_others_do_not(dora: Person, name: str, request: pytest.FixtureRequest) -> None:
    person = request.getfixturevalue(name)
    with not_allowed("You can't take"):
        take_role(Role.objects.get(person=dora), by=person)


def test_an_officer_does_not_take_the_administrators(odi: Person, adi: Person) -> None:
    with not_allowed():
        take_role(Role.objects.get(person=adi), by=odi)


def test_the_last_administrator_stays(adi: Person) -> None:
    with refused("the last administrator"):
        take_role(Role.objects.get(person=adi), by=adi)


def test_who_has_left_or_whose_day_has_passed_does_not_count(adi: Person, ben: Person, cleo: Person) -> None:
    gone = give_role(ben, RoleName.ADMINISTRATOR, by=adi)
    Person.objects.filter(pk=ben.pk).update(is_active=False)
    yesterday = timezone.localdate() - timedelta(days=1)
    ended = give_role(cleo, RoleName.ADMINISTRATOR, by=adi, until=yesterday)
    with refused("the last administrator"):
        take_role(Role.objects.get(person=adi), by=adi)
    for role in (gone, ended):
        take_role(role, by=adi)
    assert Role.objects.get().person == adi


def test_of_two_administrators_one_may_go(adi: Person, ben: Person, city: Unit) -> None:
    give_role(ben, RoleName.ADMINISTRATOR, by=adi)
    take_role(Role.objects.get(person=adi), by=ben)
    assert Role.objects.get(name=RoleName.ADMINISTRATOR).person == ben
