"""Beginning many items at once, as an import does."""

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.actions import Beginning, Writing
from lubuk.foundation.items.models import Item, Version
from lubuk.foundation.trail.recording import many_acts
from lubuk.foundation.trail.verifying import verify
from lubuk.foundation.units.models import Unit
from tests.cast import a_kind, not_allowed, refused, trail_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def beginnings(*titles: str, kind: str = "article", audience: str = "") -> list[Beginning]:
    return [
        Beginning(kind=a_kind(kind), language="en", writing=Writing(title=title), audience=audience)
        for title in titles
    ]


def test_each_has_its_number_and_its_own_text(ana: Person, network: Unit) -> None:
    first = actions.begin(a_kind(), by=ana, unit=network, language="en")
    pumps, guide, valves = actions.begin_all(
        [*beginnings("Pumps"), *beginnings("Guide", kind="guide"), *beginnings("Valves")],
        by=ana,
        unit=network,
    )
    numbers = [int(item.number.rpartition("-")[2]) for item in (first, pumps, valves)]
    assert numbers == [numbers[0], numbers[0] + 1, numbers[0] + 2]
    assert [item.title for item in (pumps, guide, valves)] == ["Pumps", "Guide", "Valves"]
    assert Item.objects.get(pk=valves.pk).draft == Version.objects.get(item=valves, title="Valves")


def test_each_is_on_the_trail(ana: Person, network: Unit) -> None:
    with many_acts():
        items = actions.begin_all(beginnings("Pumps", "Valves"), by=ana, unit=network)
    assert [trail_of(item) for item in items] == [[("ana", "Begun")]] * 2
    assert verify().is_whole


def test_none_begins_where_one_is_refused(ana: Person, network: Unit) -> None:
    with refused("audience"):
        actions.begin_all(
            [*beginnings("Pumps"), *beginnings("Valves", audience="nobody")], by=ana, unit=network
        )
    assert not Item.objects.exists()


def test_a_citizen_begins_none(fay: Person, network: Unit) -> None:
    with not_allowed():
        actions.begin_all(beginnings("Pumps"), by=fay, unit=network)
