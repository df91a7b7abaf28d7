"""Which pages are about nearly the same, in whatever words; with the real model."""

from dataclasses import replace

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from lubuk.shared.search.neighbours import like_in_meaning
from lubuk.shared.search.tests.item_makers import person, published, unit
from lubuk.shared.search.tests.test_meaning import learn_all

pytestmark = pytest.mark.django_db

OTHERS = {
    "Claiming travel costs": "Keep the receipts of your journey and hand in the form to have the costs paid back.",
    "Jadwal posyandu": "Balita ditimbang dan diimunisasi pada hari Rabu pertama setiap bulan.",
    "Licences for traders": "A trader fills in one form and gets the licence the same day.",
    "Retensi arsip": "Arsip keuangan disimpan sepuluh tahun, lalu dinilai kembali.",
    "Street lights": "Report a lamp that is out, with the number on its post.",
}


@pytest.fixture
def ana() -> Person:
    return person("Ana", unit("City"))


@pytest.fixture
def pump(ana: Person) -> Item:
    for title, text in OTHERS.items():
        published(ana, title, text, audience="public")
    return published(
        ana, "Flood pump checklist", "The pump is started before the water comes.", audience="public"
    )


@pytest.fixture
def pumps(ana: Person) -> Item:
    return published(ana, "Starting the pumps", "Start the pump before the river rises.")


def test_the_same_matter_in_other_words_is_close_from_both_sides(pump: Item, pumps: Item) -> None:
    learn_all()
    assert (like_in_meaning(pump.pk, 5), like_in_meaning(pumps.pk, 5)) == ((pumps.pk,), (pump.pk,))


def test_nothing_is_close_to_what_stands_alone(pump: Item) -> None:
    learn_all()
    assert like_in_meaning(pump.pk, 5) == ()


def test_what_is_learned_later_is_close_from_then(pump: Item, ana: Person) -> None:
    learn_all()
    assert like_in_meaning(pump.pk, 5) == ()
    again = published(ana, "Starting the flood pump", "Start the pump before the river rises.")
    assert like_in_meaning(again.pk, 5) == ()
    learn_all()
    assert like_in_meaning(pump.pk, 5) == (again.pk,)


def test_without_a_model_nothing_is(pump: Item, pumps: Item, settings: Settings) -> None:
    learn_all()
    settings.EMBEDDINGS = replace(settings.EMBEDDINGS, is_off=True)
    assert like_in_meaning(pump.pk, 5) == ()


def test_a_page_shows_what_is_close_to_who_may_see_it(
    pump: Item, pumps: Item, client: Client, ana: Person
) -> None:
    learn_all()
    assert "Starting the pumps" not in client.get(pump.get_absolute_url()).content.decode()
    client.force_login(ana)
    page = client.get(pump.get_absolute_url()).content.decode()
    assert "Starting the pumps" in page
    assert "close in meaning" in page
