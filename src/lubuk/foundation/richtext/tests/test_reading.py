"""A stored text on its way out: to a page, to the search, to what it points at."""

import re

import pytest
from django.utils import translation
from hypothesis import given, settings

from lubuk.foundation.richtext.display import Heading, prepare
from lubuk.foundation.richtext.plain import passages, reading_minutes, to_text
from lubuk.foundation.richtext.references import (
    forget_titles,
    items_in,
    people_in,
    pictures_in,
    recall_titles,
    settle_imported,
)
from lubuk.foundation.richtext.sanitise import sanitise
from lubuk.foundation.richtext.tests.texts import TEXTS

GUIDE = '<p>See <a data-item="42" href="/items/42/">#42</a>.</p>'
WORDED = '<p>See <a data-item="42" href="/items/42/">the secret plan</a>.</p>'


def test_headings_get_ids_that_are_unique_and_listed() -> None:
    prepared = prepare("<h2>Costs &amp; gains</h2><h3>Costs</h3><h3>Costs</h3><h4>†</h4>", titles={})
    assert prepared.headings == [
        Heading(2, "h-costs-gains", "Costs & gains"),
        Heading(3, "h-costs", "Costs"),
        Heading(3, "h-costs-2", "Costs"),
        Heading(4, "h-part", "†"),
    ]
    assert re.findall(r'id="([^"]*)"', prepared.html) == [heading.id for heading in prepared.headings]


def test_a_link_to_a_heading_finds_it() -> None:
    assert prepare('<p><a href="#costs">x</a></p>', titles={}).html == '<p><a href="#h-costs">x</a></p>'


def test_a_reference_says_the_title_of_today_and_a_worded_one_keeps_its_words() -> None:
    titles = {42: "Leaks < 5 & more"}
    assert prepare(GUIDE, titles=titles).html == GUIDE.replace(">#42<", ">Leaks &lt; 5 &amp; more<")
    assert prepare(WORDED, titles=titles).html == WORDED


@pytest.mark.parametrize("text", [GUIDE, WORDED, WORDED.replace("the secret", "the <strong>secret</strong>")])
@pytest.mark.parametrize("titles", [{42: None}, {}])
def test_an_item_that_the_reader_may_not_see_leaves_neither_words_nor_address(
    text: str, titles: dict[int, str | None]
) -> None:
    html = prepare(text, titles=titles).html
    assert re.fullmatch(r'<p>See <span class="withheld">[^<]+</span>\.</p>', html)
    assert "42" not in html
    assert "secret" not in html


def test_the_contents_list_withholds_too() -> None:
    html = sanitise('<h2>After <a data-item="42">the secret plan</a></h2>')
    assert "secret" not in prepare(html, titles={}).headings[0].text


def test_withholding_speaks_the_language_of_the_page() -> None:
    with translation.override("en"):
        assert "not open to you" in prepare(GUIDE, titles={}).html


def test_pictures_load_late_tables_scroll_and_foreign_links_lend_no_standing() -> None:
    html = sanitise('<table><tr><td><img src="/files/1/a" alt="x"></table><a href="https://e.org/">y</a>')
    shown = prepare(html, titles={}).html
    assert '<img loading="lazy" decoding="async" src="/files/1/a" alt="x">' in shown
    assert re.search(
        r'<div class="scroll" tabindex="0" role="region" aria-label="[^"]+"><table>.*</table></div>', shown
    )
    assert '<a rel="nofollow noopener" href="https://e.org/">' in shown


def test_a_plain_text_is_left_as_it_is() -> None:
    assert prepare("<p>x</p>", titles={}).html == "<p>x</p>"


def test_plain_text_keeps_blocks_apart_and_cells_too() -> None:
    html = (
        "<h2>A</h2><p>b <em>c</em> &amp; d</p><ul><li>e<ul><li>f</ul></ul><table><tr><td>g</td><td>h</table>"
    )
    assert [line.split() for line in to_text(sanitise(html)).split("\n")] == [
        ["A"],
        ["b", "c", "&", "d"],
        ["e"],
        ["f"],
        ["g", "h"],
    ]


def test_plain_text_has_what_pictures_say() -> None:
    assert to_text('<p><img src="/files/1/a" alt="A &quot;map&quot;"></p>') == 'A "map"'


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_no_word_is_lost_or_joined_in_passages(source: str) -> None:
    html = sanitise(source)
    found = passages(html)
    headings = [to_text(written) for written in re.findall(r"<h[234]>.*?</h[234]>", html)]
    words = sorted(word for passage in found for word in passage.text.split())
    assert sorted([*words, *(word for heading in headings for word in heading.split())]) == sorted(
        to_text(html).split()
    )


def test_passages_hold_about_two_hundred_words_and_know_their_heading() -> None:
    first = f"<h2>Costs</h2><p>{'word ' * 150}</p><p>{'more ' * 100}</p>"
    text = f"<p>Before.</p>{first}<h2>Costs</h2><p>{'x. ' * 500}</p>"
    found = passages(sanitise(text))
    assert [(passage.heading, passage.anchor) for passage in found[:3]] == [
        ("", ""),
        ("Costs", "h-costs"),
        ("Costs", "h-costs"),
    ]
    assert found[-1].anchor == "h-costs-2"
    assert all(len(passage.text.split()) <= 200 for passage in found)
    assert [len(passage.text.split()) for passage in found] == [1, 150, 100, 200, 200, 100]


def test_passages_lead_to_the_headings_that_pages_show() -> None:
    html = sanitise("<h2>A</h2><p>x</p><h3>A <em>b</em> &amp; c</h3><p>y</p>")
    assert [passage.anchor for passage in passages(html)] == [
        heading.id for heading in prepare(html, titles={}).headings
    ]


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (200, 1), (900, 4)])
def test_reading_takes_a_minute_for_two_hundred_words(words: int, minutes: int) -> None:
    assert reading_minutes(f"<p>{'x ' * words}</p>") == minutes


def test_what_a_text_points_at_is_listed_once_in_order() -> None:
    html = sanitise(
        "<a data-item=9>x</a> <a data-item=4>y</a> <a data-item=9>z</a> "
        '<a data-person=7>@A</a> <img src="/files/1/a&amp;b">'
    )
    assert (items_in(html), people_in(html), pictures_in(html)) == ([9, 4], [7], ["/files/1/a&b"])


def test_a_reference_follows_a_rename() -> None:
    written = sanitise('<a data-item="42">Old &amp; good</a> <a data-item="42">as said there</a>')
    kept = forget_titles(written, {42: "Old & good"})
    assert ">#42</a>" in kept
    assert ">as said there</a>" in kept
    assert recall_titles(kept, {42: "New"}) == kept.replace(">#42<", ">New<")
    assert recall_titles(kept, {42: None}) == kept


def test_an_import_leads_links_and_pictures_to_where_they_went() -> None:
    prefix = "/files/imported"
    html = sanitise(
        f'<a href="{prefix}/a.md">A</a> <a href="{prefix}/form.pdf">B</a> <a href="{prefix}/lost.md">C</a>'
        f' <img src="{prefix}/map.png" alt="Map"> <img src="{prefix}/lost.png" alt="Lost">'
    )
    files = {f"{prefix}/map.png": "/files/3/map.png", f"{prefix}/form.pdf": "/files/4/form.pdf"}
    assert settle_imported(html, items={f"{prefix}/a.md": 5}, files=files) == (
        '<p><a data-item="5" href="/items/5/">A</a> <a href="/files/4/form.pdf">B'
        '</a> C <img src="/files/3/map.png" alt="Map"> Lost</p>'
    )
