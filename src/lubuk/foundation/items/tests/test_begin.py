"""Beginning an item."""

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.actions import Writing
from lubuk.foundation.items.models import Item, NumberSeries, Phase, Version
from lubuk.foundation.refusal import NotAllowed, Refused
from lubuk.foundation.trail.models import Entry
from lubuk.foundation.units.models import Unit
from tests.cast import a_draft, a_kind, an_article, last_entry, trail_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_a_colleague_begins_a_private_draft(ana: Person, ben: Person, network: Unit) -> None:
    item = actions.begin(a_kind(), by=ana, unit=network, language="en", writing=Writing(title="Pumps"))
    assert (item.phase, item.owner, item.title) == (Phase.DRAFT, ana, "Pumps")
    assert Item.objects.visible_to(ana).get() == item
    assert not Item.objects.visible_to(ben)


def test_it_is_on_the_trail(ana: Person) -> None:
    item = a_draft(by=ana)
    assert trail_of(item)[0] == ("ana", "Begun")
    assert Entry.objects.filter(item_id=item.pk).earliest("id").to_state == "draft"


@pytest.mark.parametrize("name", ["fay", "ed", "gus"])
def test_who_is_no_colleague_cannot_begin(name: str, network: Unit, request: pytest.FixtureRequest) -> None:
    with pytest.raises(NotAllowed, match="You can't begin"):
        actions.begin(a_kind(), by=request.getfixturevalue(name), unit=network, language="en")
    assert not (Item.objects.exists() or Version.objects.exists() or NumberSeries.objects.exists())


def test_nobody_begins_in_another_institution(nia: Person, network: Unit) -> None:
    with pytest.raises(NotAllowed, match="You can't begin"):
        actions.begin(a_kind(), by=nia, unit=network, language="en")


def test_who_has_left_cannot_begin(ana: Person, network: Unit) -> None:
    ana.is_active = False
    with pytest.raises(NotAllowed):
        actions.begin(a_kind(), by=ana, unit=network, language="en")


@pytest.mark.parametrize("audience", ["everyone", "unit"])
def test_an_audience_that_the_kind_does_not_have_is_refused(
    ana: Person, network: Unit, audience: str
) -> None:
    with pytest.raises(Refused, match="can't have that audience"):
        actions.begin(a_kind("term"), by=ana, unit=network, language="en", audience=audience)
    assert not Item.objects.exists()


def test_numbers_rise_by_kind_and_are_never_used_again(ana: Person) -> None:
    first, second = a_draft(by=ana), a_draft(by=ana)
    stem, number = first.number.rsplit("-", 1)
    assert second.number == f"{stem}-{int(number) + 1:04d}"
    assert a_draft(by=ana, kind="news").number.endswith("-0001")
    actions.discard(second, by=ana)
    assert a_draft(by=ana).number == f"{stem}-{int(number) + 2:04d}"


def test_a_number_stays_through_everything(ana: Person, ben: Person) -> None:
    item = an_article(by=ana)
    number = item.number
    actions.hand_over(item, ben, by=ana)
    actions.change_audience(item, "public", by=ben)
    item.refresh_from_db()
    assert item.number == number


def test_a_refusal_uses_no_number(ana: Person, nia: Person, network: Unit) -> None:
    with pytest.raises(NotAllowed):
        actions.begin(a_kind(), by=nia, unit=network, language="en")
    assert a_draft(by=ana).number.endswith("-0001")


def test_an_entry_names_the_first_state(ana: Person, network: Unit) -> None:
    item = actions.begin(a_kind("guide"), by=ana, unit=network, language="en")
    entry = last_entry(item)
    assert (entry.act, entry.version_number, entry.from_state, entry.to_state) == ("Begun", 1, "", "draft")
