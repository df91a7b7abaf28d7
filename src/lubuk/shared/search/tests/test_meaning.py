"""What is found by meaning, with the real model: across languages, within rights, and never against what was asked."""

from dataclasses import replace

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from lubuk.foundation.accounts.models import Person, Reader, Stranger
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item
from lubuk.shared.search import searching
from lubuk.shared.search.filters import Filters
from lubuk.shared.search.learning import embed_next, write
from lubuk.shared.search.live import bundled
from lubuk.shared.search.models import Embedding, Portion
from lubuk.shared.search.outbox import catch_up
from lubuk.shared.search.portions import cut_next
from lubuk.shared.search.searching import Results
from lubuk.shared.search.tests.item_makers import person, published, unit
from tests.cast import a_step, an_article

pytestmark = pytest.mark.django_db

PUMP = "The pump is started before the water comes. Check the fuel and the hoses each Monday."
PIPE = "Night crews close a burst water pipe within four hours."
CLAIM = "Keep the receipts of your journey and hand in the form to have the costs paid back."


@pytest.fixture
def ana() -> Person:
    ana = person("Ana", unit("City"))
    published(ana, "Flood pump checklist", PUMP, audience="public", kind="news")
    published(ana, "Burst pipes at night", PIPE, audience="public")
    published(ana, "Claiming travel costs", CLAIM, audience="institution")
    learn_all()
    return ana


def learn_all() -> None:
    """As the worker does, until nothing is left to do."""
    catch_up()
    while cut_next(bundled().model) or embed_next(bundled()):
        pass
    write(bundled().model)


def withdraw(item: Item, *, by: Person) -> None:
    actions.take_step(item, a_step(item, "withdraw"), by=by, reason="Out of date.")


def look_for(text: str, reader: Reader, **chosen: tuple[str, ...]) -> Results:
    return searching.search(text, reader, Filters(**chosen))  # type: ignore[arg-type]


def titles(found: Results) -> list[str]:
    return [result.item.title for result in found.results]


def test_a_question_in_indonesian_finds_what_is_written_in_english(ana: Person) -> None:
    assert titles(look_for("penggantian biaya perjalanan dinas", ana))[0] == "Claiming travel costs"
    assert titles(look_for("pompa banjir", Stranger()))[0] == "Flood pump checklist"


def test_typing_wakes_the_model_where_there_is_something_to_ask(
    client: Client, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    person("Ana", unit("City"))
    woken: list[str] = []
    monkeypatch.setattr(bundled(), "wake", lambda: woken.append("woken"))

    def typed(text: str) -> list[str]:
        client.get(f"/search/suggest?q={text}")
        return woken

    assert typed("pu") == []  # nothing is learned yet
    learn_all()
    assert typed("pum") == ["woken"]
    settings.EMBEDDINGS = replace(settings.EMBEDDINGS, is_off=True)
    assert typed("pump") == ["woken"]


def test_while_much_is_not_learned_yet_the_words_decide(ana: Person) -> None:
    published(ana, "Travel costs abroad", "Claims go to the embassy.", audience="institution")
    for number in range(8):
        published(ana, f"Minutes {number}", "The usual.", audience="institution")
    catch_up()  # found by words at once, learned later
    assert titles(look_for("travel costs abroad", ana))[0] == "Travel costs abroad"


def test_a_page_that_is_a_title_alone_is_found_by_what_it_means(ana: Person) -> None:
    an_article(by=ana, kind="wanted", title="Who has the keys?", body="")
    learn_all()
    assert "Who has the keys?" in titles(look_for("siapa yang memegang kunci", ana))


def test_what_means_nothing_finds_nothing(ana: Person) -> None:
    found = look_for("zzyzx qwfp", ana)
    assert (found.total, titles(found)) == (0, [])


@pytest.mark.postgres
def test_what_a_person_may_not_see_takes_nobodys_place(ana: Person) -> None:
    before = look_for("pompa banjir", Stranger())
    for number in range(12):  # nearer than anything that is public, and more than are found by meaning alone
        published(
            ana,
            f"Pompa banjir {number}",
            "Pompa banjir dinyalakan sebelum air datang.",
            audience="institution",
        )
    learn_all()
    after = look_for("pompa banjir", Stranger())
    assert titles(after) == titles(before) != []
    assert (after.total, after.groups) == (before.total, before.groups)


def test_nothing_is_found_against_what_was_excluded_or_quoted(ana: Person) -> None:
    assert "Flood pump checklist" not in titles(look_for("pompa banjir -hoses", ana))
    assert titles(look_for('pompa banjir "burst water"', ana)) == ["Burst pipes at night"]


def test_totals_choices_and_pages_agree_with_what_is_listed(ana: Person) -> None:
    found = look_for("pompa banjir", ana)
    assert found.total == len(found.results)
    for group in found.groups:
        for choice in group.choices:
            narrowed = look_for("pompa banjir", ana, **{group.name: (choice.value,)})
            assert (narrowed.total, len(narrowed.results)) == (choice.count, choice.count)


@pytest.mark.postgres
def test_a_withdrawn_page_leaves_no_vector_behind(ana: Person) -> None:
    item = Item.objects.get(title="Flood pump checklist")
    withdraw(item, by=ana)
    learn_all()
    assert not Portion.objects.filter(item=item).exists()
    assert not Embedding.objects.filter(portions=None).exists()
    assert "Flood pump checklist" not in titles(look_for("pompa banjir", ana))


def test_a_text_that_stays_is_not_embedded_again(ana: Person) -> None:
    before = set(Embedding.objects.values_list("pk", flat=True))
    item = Item.objects.get(title="Claiming travel costs")
    actions.change_audience(item, "public", by=ana)
    learn_all()
    assert set(Embedding.objects.values_list("pk", flat=True)) == before
    assert "Claiming travel costs" in titles(look_for("penggantian biaya perjalanan dinas", Stranger()))


def test_switched_off_it_finds_by_words(ana: Person, settings: Settings) -> None:
    assert "Claiming travel costs" in titles(look_for("money for a trip", ana))
    settings.EMBEDDINGS = replace(settings.EMBEDDINGS, is_off=True)
    assert titles(look_for("money for a trip", ana)) == []
    assert titles(look_for("pump", ana)) == ["Flood pump checklist"]


def test_a_result_opens_under_the_heading_where_it_says_so(client: Client, ana: Person) -> None:
    body = (
        "<h2>Fuel</h2><p>Diesel is kept in the shed.</p><h2>Cold mornings</h2><p>Warm the engine first.</p>"
    )
    item = published(ana, "Starting up", audience="public", html=body)
    learn_all()
    html = client.get("/search/", {"q": "engine warm"}).content.decode()
    assert "<mark>Warm</mark> the <mark>engine</mark> first." in html
    assert f'href="{item.get_absolute_url()}#h-cold-mornings"' in html
    assert "Under “Cold mornings”" in html


def test_what_was_found_by_meaning_shows_the_part_that_means_it(client: Client, ana: Person) -> None:
    body = "<h2>Desks</h2><p>Share them.</p><h2>Household waste</h2><p>Rubbish is collected on Mondays.</p>"
    item = published(ana, "House rules", audience="public", html=body)
    learn_all()
    html = client.get("/search/", {"q": "when do they empty the bins"}).content.decode()
    assert "Rubbish is collected on Mondays." in html
    assert f'href="{item.get_absolute_url()}#h-household-waste"' in html
