"""The tokens in the index say what `visible_to` says, for every audience, role and place."""

import pytest

from lubuk.foundation.access.actions import give_role
from lubuk.foundation.access.models import RoleName
from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Person, Reader, Stranger
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Audience, Item
from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.models import Subject
from lubuk.shared.search import searching
from lubuk.shared.search.audience import tokens_of_item, tokens_of_reader
from lubuk.shared.search.filters import Filters
from lubuk.shared.search.outbox import catch_up
from lubuk.shared.search.tests.item_makers import person, published, unit

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def readers() -> list[Reader]:
    """One of each: in the writer's unit, above it, beside it, in another institution, and every role."""
    city, other = unit("City"), unit("Other city")
    water, roads = unit("Water", city), unit("Roads", city)
    pumps = unit("Pumps", water)
    shelf = Section.objects.create(labels={"en": "Shelf"}, unit=city)
    floods = Subject.objects.create(labels={"en": "Floods"})
    ana = person("Ana", water)
    everyone = {
        name: person(name, place)
        for name, place in [
            ("Ben", water), ("Cleo", roads), ("Top", city), ("Under", pumps), ("Far", other), ("Ed", None),
            ("Fay", None), ("Stew", roads), ("Subj", None), ("Shelf", None), ("Chief", roads), ("Km", roads),
            ("Kmall", other), ("Admin", other),
        ]
    }  # fmt: skip
    give_role(everyone["Ed"], RoleName.GUEST, by=None, section=shelf)
    give_role(everyone["Stew"], RoleName.STEWARD, by=None, unit=water)
    give_role(everyone["Subj"], RoleName.STEWARD, by=None, subject=floods)
    give_role(everyone["Shelf"], RoleName.STEWARD, by=None, section=shelf)
    give_role(everyone["Chief"], RoleName.MANAGER, by=None, unit=water)
    give_role(everyone["Km"], RoleName.KM_OFFICER, by=None, unit=city)
    give_role(everyone["Kmall"], RoleName.KM_OFFICER, by=None)
    give_role(everyone["Admin"], RoleName.ADMINISTRATOR, by=None)
    for audience in Audience.values:
        item = published(ana, f"Flood pump for {audience}", audience=audience)
        actions.name_authors(item, [everyone["Cleo"]] if audience == "unit" else [], by=ana)
        placed = published(ana, f"Flood pump on a shelf for {audience}", audience=audience)
        actions.place(placed, by=ana, unit=water, section=shelf, subjects=[floods])
        if audience == Audience.PEOPLE:
            actions.change_audience(placed, audience, by=ana, readers=[everyone["Far"], everyone["Fay"]])
    return [Stranger(), ana, *everyone.values()]


def test_tokens_agree_with_what_may_be_seen(readers: list[Reader]) -> None:
    tokens = {item.pk: tokens_of_item(item) for item in Item.objects.published()}
    for reader in fresh(readers):
        held = tokens_of_reader(standing(reader))
        found = {number for number, of_item in tokens.items() if held & of_item}
        seen = set(Item.objects.published().visible_to(reader).values_list("pk", flat=True))
        assert found == seen, reader


def test_a_search_finds_and_counts_exactly_what_may_be_seen(readers: list[Reader]) -> None:
    catch_up()
    for reader in fresh(readers):
        seen = Item.objects.published().visible_to(reader).count()
        found = searching.search("flood pump", reader, Filters())
        assert found.total == seen, reader
        assert len(found.results) == min(seen, searching.PER_PAGE)


def test_the_database_has_the_last_word(readers: list[Reader]) -> None:
    catch_up()
    public = Item.objects.get(title="Flood pump for public")
    actions.change_audience(public, "people", by=public.owner)
    titles = [result.item.title for result in searching.search("flood pump", Stranger(), Filters()).results]
    assert titles == ["Flood pump on a shelf for public"]


def fresh(readers: list[Reader]) -> list[Reader]:
    """As at the next request: a standing lives as long as one."""
    return [Person.objects.get(pk=reader.pk) if isinstance(reader, Person) else reader for reader in readers]
