"""The answer above the results: what is quoted to whom, what is said about it, and when nothing is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lubuk.foundation.accounts.models import Person, Reader, Stranger
from lubuk.foundation.items import actions
from lubuk.foundation.items.actions.linking import link
from lubuk.foundation.items.models import Item
from lubuk.shared.answers.quoting import Answer, answer
from lubuk.shared.attachments.reading import read_next
from lubuk.shared.attachments.tests.conftest import a_file, an_article_with
from lubuk.shared.attachments.tests.makers import a_pdf
from lubuk.shared.search import synonyms
from lubuk.shared.search.engine import Engine, Order
from lubuk.shared.search.filters import Filters
from lubuk.shared.search.outbox import catch_up
from lubuk.shared.search.rebuild import rebuild
from lubuk.shared.search.searching import search
from tests.cast import Visit, a_guide, an_article

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

ASKED = "how long may a temporary connection run"
RUNS = "<p>A temporary connection may run for 90 days.</p>"

type Ask = Callable[..., Answer | None]


@pytest.fixture
def ask(an_index: Engine) -> Ask:
    rebuild(an_index)

    def asked(by: Reader, text: str = ASKED, **chosen: object) -> Answer | None:
        catch_up(an_index)
        return answer(search(text, by, Filters(**chosen), synonyms=synonyms.in_force()), by)  # type: ignore[arg-type]

    return asked


def connections(by: Person, days: str = "90 days", **more: object) -> Item:
    body = f"<h2>How long</h2><p>A temporary connection may run for {days}.</p>"
    return an_article(by=by, title="Temporary connections", body=body, **more)


def items(found: Answer | None) -> list[Item]:
    assert found is not None
    return [quote.item for quote in found.quotes]


def test_the_passage_is_quoted_as_it_stands_with_its_source(
    ana: Person, ben: Person, dora: Person, ask: Ask
) -> None:
    guide = a_guide(
        by=ana, approved_by=dora, title="Temporary connections",
        body="<p>Ask for three things.</p><h2>How long</h2><p>At most 90 days; a <em>connection</em> & its tap.</p>"
        "<p>A temporary connection may run longer in a flood.</p>",
    )  # fmt: skip
    found = ask(ben)
    assert found
    (quote,) = found.quotes
    assert "A <mark>temporary connection</mark> may <mark>run</mark> longer in a flood." in quote.text
    assert quote.item == guide
    assert quote.url == f"{guide.get_absolute_url()}#h-how-long"
    assert quote.stewards == [dora]
    assert quote.age == "written today"


def test_markup_in_a_text_stays_text(ana: Person, ask: Ask) -> None:
    an_article(
        by=ana, title="Temporary connections",
        body="<p>A temporary connection may run &lt;script&gt;alert(1)&lt;/script&gt; 90 days.</p>",
    )  # fmt: skip
    found = ask(ana)
    assert found
    assert "&lt;script&gt;alert" in found.quotes[0].text
    assert "<script" not in found.quotes[0].text


def test_what_one_may_not_see_is_neither_quoted_nor_hinted_at(
    ana: Person, ben: Person, cleo: Person, ask: Ask
) -> None:
    secret = connections(ana, audience="unit")
    public = an_article(
        by=ana, title="Taps", body="<p>The tap of a connection is made of copper.</p>", audience="public"
    )
    assert items(ask(ben)) == [secret]
    assert items(ask(cleo)) == []
    assert items(ask(Stranger())) == []
    assert items(ask(cleo, "what is the tap of a connection made of")) == [public]


def test_a_page_that_was_just_taken_away_is_not_quoted_though_the_index_is_behind(
    ana: Person, cleo: Person, ask: Ask
) -> None:
    item = connections(ana)
    assert items(ask(cleo)) == [item]
    actions.change_audience(item, "unit", by=ana)
    assert items(answer(search(ASKED, cleo, Filters()), cleo)) == []


def test_nothing_strong_is_said_to_be_so(ana: Person, ask: Ask) -> None:
    an_article(by=ana, title="Connections", body="<p>We make about 260 connections a year.</p>")
    assert ask(ana) == Answer()


@pytest.mark.parametrize(
    "text", ["temporary", "temporary connections", "Ana Tirta", "connection copper paint"]
)
def test_who_types_a_name_is_told_nothing(ana: Person, ask: Ask, text: str) -> None:
    connections(ana)
    assert ask(ana, text) is None


def test_where_nothing_is_found_nothing_is_said(ana: Person, ask: Ask) -> None:
    assert ask(ana, "who counts the zeppelins") is None


@pytest.mark.parametrize(
    "chosen", [{"page": 2}, {"order": Order.NEWEST}, {"kind": ("article",)}, {"changed": "year"}]
)
def test_who_narrows_orders_or_turns_the_page_looks_for_pages(
    ana: Person, ask: Ask, chosen: dict[str, object]
) -> None:
    connections(ana)
    assert ask(ana, **chosen) is None


def test_an_operator_narrows_too(ana: Person, ask: Ask) -> None:
    connections(ana)
    assert ask(ana, f"{ASKED} kind:article") is None


def test_three_pages_are_quoted_at_most_and_each_once(ana: Person, ask: Ask) -> None:
    for _n in range(5):
        connections(ana)
    found = ask(ana)
    assert len(set(items(found))) == 3
    assert found
    assert [quote.number for quote in found.quotes] == [1, 2, 3]


def test_a_page_and_its_translation_are_one_source(ana: Person, ask: Ask) -> None:
    one, other = connections(ana), connections(ana)
    assert len(items(ask(ana))) == 2
    one.links_out.create(target=other, meaning="translation")
    assert len(items(ask(ana))) == 1


def test_figures_that_differ_are_named(ana: Person, dora: Person, ask: Ask) -> None:
    a_guide(by=ana, approved_by=dora, title="Temporary connections", body=RUNS)
    official = Item.objects.get(title="Temporary connections")
    actions.endorse(official, by=dora)
    other = connections(ana, "120 days")
    found = ask(ana)
    assert found
    assert [quote.item for quote in found.quotes] == [official, other]
    assert found.differences == [
        "Source 1 says 90 days, source 2 says 120 days.",
        "Source 1 is official, the other is not.",
    ]


def test_the_same_figure_said_otherwise_is_no_difference(ana: Person, ask: Ask) -> None:
    connections(ana)
    connections(ana, "90 days, or for 14 weeks in a flood")
    found = ask(ana)
    assert found
    assert (len(found.quotes), found.differences) == (2, [])


def test_an_overdue_source_is_named_where_sources_differ(ana: Person, ask: Ask) -> None:
    connections(ana)
    old = connections(ana, "120 days")
    Item.objects.filter(pk=old.pk).update(check_by=timezone.localdate() - timedelta(days=3))
    found = ask(ana)
    assert found
    assert "is overdue for a check." in " ".join(found.differences)


def test_pages_marked_as_contradicting_are_shown_so(ana: Person, ask: Ask) -> None:
    one, other = connections(ana), connections(ana)
    link(one, other, "contradicts", by=ana)
    found = ask(ana)
    assert found
    assert "Sources 1 and 2 are marked as contradicting each other." in found.differences


def test_what_was_replaced_names_its_successor_to_those_who_may_see_it(
    ana: Person, ben: Person, cleo: Person, ask: Ask
) -> None:
    old = connections(ana)
    new = an_article(by=ana, title="Taps for a while", body="<p>New rules.</p>", audience="unit")
    link(new, old, "replaces", by=ana)
    for person, named in ((ben, new), (cleo, None)):
        found = ask(person)
        assert found
        assert [quote.replaced_by for quote in found.quotes if quote.item == old] == [named]


def test_the_page_of_a_file_is_quoted_and_opened_there(ana: Person, cleo: Person, ask: Ask) -> None:
    file = a_file(a_pdf("Rules.", "At 240 centimetres the crew calls the duty officer."), by=ana)
    an_article_with(file, by=ana)
    while read_next():
        pass
    found = ask(cleo, "whom does the crew call at 240 centimetres")
    assert found
    (quote,) = found.quotes
    assert "centimetres</mark> the <mark>crew calls</mark> the duty officer." in quote.text
    assert quote.url == f"{file.get_absolute_url()}#page=2"


def test_a_field_is_quoted(ana: Person, dora: Person, ask: Ask) -> None:
    sop = a_guide(
        by=ana,
        approved_by=dora,
        title="Wells",
        body="<p>None.</p>",
        fields={"for_whom": "Crews that clean a dug well"},
    )
    assert items(ask(ana, "which crews clean a dug well")) == [sop]


def test_the_questions_to_the_database_do_not_grow(ana: Person, ask: Ask) -> None:
    counts = []
    for _n in range(3):
        connections(ana)
        ask(ana)
        found = search(ASKED, ana, Filters())
        with CaptureQueriesContext(connection) as asked:
            answer(found, ana)
        counts.append(len(asked))
    assert len(set(counts)) == 1
    assert counts[0] <= 4


def test_the_page_shows_the_answer_with_its_source(ana: Person, ask: Ask, visit: Visit) -> None:
    item = connections(ana)
    ask(ana)
    html = visit(ana).get("/search/", {"q": ASKED}).content.decode()
    assert "Quoted from one page" in html
    assert "A <mark>temporary connection</mark> may <mark>run</mark> for 90 days." in html
    assert f'href="{item.get_absolute_url()}#h-how-long"' in html
    assert "Looked after by Ana Tirta" in html
    assert item.number in html


def test_the_page_says_so_where_nothing_answers_in_indonesian(ana: Person, ask: Ask, visit: Visit) -> None:
    an_article(by=ana, title="Connections", body="<p>We make about 260 connections a year.</p>")
    ask(ana)
    html = visit(ana).get("/search/", {"q": ASKED}, headers={"accept-language": "id"}).content.decode()
    assert "Belum ada halaman yang menjawab ini dengan cukup jelas untuk dikutip." in html


def test_a_colleague_looked_for_by_name_gets_no_answer(ana: Person, ask: Ask, visit: Visit) -> None:
    an_article(by=ana, title="Thanks to Ana Tirta", body="<p>Ana Tirta, thank you.</p>")
    ask(ana)
    html = visit(ana).get("/search/", {"q": "Ana Tirta"}).content.decode()
    assert "Quoted from" not in html
    assert "to quote" not in html
