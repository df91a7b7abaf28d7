"""What is done with subjects and tags changes what items are found by: search hears of each."""

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item
from lubuk.foundation.places.describing import Description, describe
from lubuk.foundation.places.merging import merge
from lubuk.foundation.places.tagging import rename_tag
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.thesaurus.actions import bring_in
from lubuk.foundation.thesaurus.reading import read
from lubuk.foundation.thesaurus.tests.makers import RIVERS, turtle
from lubuk.shared.search.engine import Engine
from lubuk.shared.search.models import Outbox
from lubuk.shared.search.outbox import catch_up
from tests.cast import Visit, an_article

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def heard_since(last: int) -> list[int]:
    return list(Outbox.objects.filter(pk__gt=last).values_list("item", flat=True))


def now() -> int:
    return Outbox.objects.latest("pk").pk


@pytest.fixture
def item(ana: Person, leaks: Subject) -> Item:
    item = an_article(by=ana)
    actions.place(item, by=ana, unit=item.unit, subjects=[leaks], tags=["pothole"])
    return item


def test_of_a_tag_that_is_called_otherwise(odi: Person, item: Item) -> None:
    last = now()
    rename_tag("pothole", to="potholes", by=odi)
    assert heard_since(last) == [item.pk]


def test_of_a_subject_that_is_part_of_another(odi: Person, item: Item, leaks: Subject) -> None:
    last = now()
    merge(leaks, into=Subject.objects.create(labels={"en": "Breaks"}), by=odi)
    assert heard_since(last) == [item.pk]


def test_of_items_below_a_subject_that_a_file_renames(ana: Person) -> None:
    bring_in(read(turtle(RIVERS), "a.ttl"), by=None, source="a.ttl")
    item = an_article(by=ana, subjects=[Subject.objects.get(labels__en="Rivers")])
    last = now()
    bring_in(read(turtle(RIVERS.replace('"Water"@en', '"Waters"@en')), "a.ttl"), by=None, source="a.ttl")
    assert heard_since(last) == [item.pk]


def test_an_item_is_found_by_another_name_of_its_subject(
    odi: Person, item: Item, leaks: Subject, an_index: Engine, visit: Visit
) -> None:
    catch_up()
    describe(leaks, Description(alt_labels={"en": ["Seepage"]}), by=odi)
    catch_up()
    assert item.title in visit(odi).get("/search/?q=seepage").content.decode()
