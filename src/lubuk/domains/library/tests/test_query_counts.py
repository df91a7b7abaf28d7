"""How many questions each page asks the database; the numbers don't grow with what there is to show."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from lubuk.domains.library.folio import folios
from lubuk.domains.library.queries import counts_kept
from lubuk.foundation.access.actions import give_role
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.actions import Writing
from lubuk.foundation.items.kinds.registry import kinds
from lubuk.foundation.items.models import Audience, Item, Version
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.units.models import Unit

pytestmark = pytest.mark.django_db


# The session, its person, their standing, their notices, whether anybody talks of it, and the stamp of what was done
# are among them.
ITEM_FIRST, ITEM_AGAIN = 21, 7
LIBRARY_FIRST, LIBRARY_AGAIN = 13, 7
SHELF, HOME_AGAIN = 7, 13


def unit_of(person: Person) -> Unit:
    assert person.unit is not None
    return person.unit


def draft_of(item: Item) -> Version:
    assert item.draft is not None
    return item.draft


@pytest.fixture
def city() -> Unit:
    return Unit.objects.create(labels={"en": "City"})


@pytest.fixture
def ana(city: Unit) -> Person:
    return Person.objects.create_user("ana", "ana@example.org", name="Ana Berlian", unit=city)


@pytest.fixture
def ben(city: Unit) -> Person:
    person = Person.objects.create_user("ben", "ben@example.org", name="Ben Cakra", unit=city)
    give_role(person, "steward", by=None, unit=city)
    return person


def published(by: Person, title: str, *, mentions: Item | None = None, audience: str = "public") -> Item:
    item = actions.begin(kinds()["article"], by=by, unit=unit_of(by), language="en", audience=audience)
    subject, _made = Subject.objects.get_or_create(slug="water", defaults={"labels": {"en": "Water"}})
    actions.place(item, by=by, unit=item.unit, section=None, subjects=[subject], tags=["pump", "well"])
    link = (
        f'<p>See <a data-item="{mentions.pk}" href="/items/{mentions.pk}/">#{mentions.pk}</a></p>'
        if mentions
        else ""
    )
    writing = Writing(title=title, summary="In short.", body=f"<h2>Why</h2><p>Because.</p>{link}")
    draft = draft_of(item)
    actions.save_draft(item, writing, by=by, from_version=draft.pk, revision=draft.revision)
    item.refresh_from_db()
    actions.publish(item, by=by)
    return item


@pytest.fixture
def item(ana: Person, ben: Person) -> Item:
    first = published(ben, "The well")
    return published(ana, "The pump", mentions=first)


@pytest.fixture
def reader(ana: Person, item: Item) -> Client:
    """Ana, after a first page: Django keeps some things of its own for the life of a process."""
    client = Client()
    client.force_login(ana)
    client.get("/n/nothing/")
    for kept in (folios, counts_kept):
        kept.clear()
    return client


def test_an_item(reader: Client, item: Item, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(ITEM_FIRST):
        first = reader.get(item.get_absolute_url())
    with django_assert_num_queries(ITEM_AGAIN):
        again = reader.get(item.get_absolute_url())
    assert first.status_code == again.status_code == 200
    assert b"The well" in again.content


def test_the_library(reader: Client, ana: Person, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(LIBRARY_FIRST):
        reader.get("/library/")
    for number in range(5):
        published(ana, f"Page {number}")
    reader.get("/library/")
    with django_assert_num_queries(LIBRARY_AGAIN):
        assert b"Page 4" in reader.get("/library/").content


def test_a_shelf(reader: Client, ana: Person, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(SHELF):
        reader.get("/kinds/article/")
    for number in range(5):
        published(ana, f"Page {number}")
    reader.get("/kinds/article/")
    with django_assert_num_queries(SHELF):
        assert b"Page 4" in reader.get("/kinds/article/").content


def test_home(reader: Client, ana: Person, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    reader.get("/")
    with django_assert_num_queries(HOME_AGAIN):
        reader.get("/")
    for number in range(5):
        published(ana, f"Page {number}")
    reader.get("/")
    with django_assert_num_queries(HOME_AGAIN):
        assert b"Page 4" in reader.get("/").content


class TestWhatIsKeptOfAnItem:
    def test_a_draft_is_never_kept(self, reader: Client, ana: Person) -> None:
        item = actions.begin(kinds()["article"], by=ana, unit=unit_of(ana), language="en")
        for title in ("First thought", "Second thought"):
            item.refresh_from_db()
            writing = Writing(title=title, body=f"<p>{title} at length</p>")
            draft = draft_of(item)
            actions.save_draft(item, writing, by=ana, from_version=draft.pk, revision=draft.revision)
            page = reader.get(item.get_absolute_url(), follow=True).content.decode()
            assert page.count(f"{title} at length") == 1
            assert f"<h1>{title}</h1>" in page

    def test_a_mention_is_withheld_from_those_who_may_not_see_it(
        self, reader: Client, item: Item, ben: Person
    ) -> None:
        well = Item.objects.get(title="The well")
        assert b"The well" in reader.get(item.get_absolute_url()).content
        actions.change_audience(well, Audience.INSTITUTION, by=ben)
        assert b"The well" in reader.get(item.get_absolute_url()).content
        stranger = Client().get(item.get_absolute_url()).content
        assert b"The well" not in stranger
        assert b"The pump" in stranger

    def test_who_may_not_see_an_item_gets_nothing_that_others_left_there(
        self, reader: Client, item: Item, ana: Person
    ) -> None:
        reader.get(item.get_absolute_url())
        actions.change_audience(item, Audience.UNIT, by=ana)
        reader.get(item.get_absolute_url())
        other = Person.objects.create_user(
            "nia", "nia@example.org", unit=Unit.objects.create(labels={"en": "Other"})
        )
        client = Client()
        client.force_login(other)
        assert client.get(item.get_absolute_url()).status_code == 404

    def test_each_reader_gets_their_own_rights(self, reader: Client, item: Item) -> None:
        assert b"/edit/" in reader.get(item.get_absolute_url()).content
        citizen = Person.objects.create_user("fay", "fay@example.org", name="Fay")
        client = Client()
        client.force_login(citizen)
        page = client.get(item.get_absolute_url()).content
        assert b"/edit/" not in page
        assert b"Your menu, Fay" in page
