"""Talking about a page: on a phone without scripts, with the page open elsewhere, and with words that never got away."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import PageFor
from tests.browser.finding import found
from tests.browser.writing import notices, write_text

LIVE = 9_000  # ms on the page's clock: a little more than `data-live`


@pytest.fixture
def talked(page_for: PageFor) -> str:
    """The address of a new page of Ana's."""
    page = page_for("ana")
    page.goto("/share/article/")
    page.get_by_label("Title").fill("Listening for leaks at night")
    write_text(page, "Between two and four.")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(notices(page)).to_contain_text("Published.")
    return page.url


def say(page: Page, words: str) -> None:
    page.get_by_label("Add to this").fill(words)
    page.get_by_role("button", name="Post").click()


def test_colleagues_talk_on_a_phone_without_scripts(page_for: PageFor, talked: str) -> None:
    cleo = page_for("cleo", width=390, scripts=False)
    cleo.goto(talked)
    say(cleo, "In the old town it is half as far. @ana, is it the **pipes**?")
    expect(notices(cleo)).to_contain_text("Said.")
    assert re.search(r"#c\d+$", cleo.url)

    ana = page_for("ana", width=390, scripts=False)
    ana.goto("/notices/")
    expect(ana.get_by_text("Cleo Tirta names you:").first).to_be_visible()
    ana.get_by_role("link", name="Read it there").first.click()
    expect(ana.locator("#talk strong", has_text="pipes")).to_be_visible()
    ana.get_by_role("button", name="Thank you").click()
    expect(ana.get_by_role("button", name="Thank you 1")).to_have_attribute("aria-pressed", "true")
    ana.locator(".replying > summary").click()
    ana.get_by_label("Your reply").fill("It is. Cast iron sings.")
    ana.locator("form").filter(has=ana.get_by_label("Your reply")).get_by_role("button").click()
    expect(ana.locator(".below")).to_contain_text("Cast iron sings.")


def test_what_is_said_comes_to_whoever_has_the_page_open(page_for: PageFor, talked: str) -> None:
    cleo, ana = page_for("cleo"), page_for("ana")
    cleo.clock.install()
    cleo.goto(talked)
    expect(cleo.locator("#threads")).to_contain_text("Nobody has said anything yet.")
    ana.goto(talked)
    say(ana, "We heard three on Monday.")
    cleo.clock.run_for(LIVE)
    expect(cleo.locator("#threads")).to_contain_text("We heard three on Monday.")
    expect(cleo.locator("[data-live-status]")).to_have_text("Something new was said below.")

    cleo.locator(".replying > summary").click()
    cleo.get_by_label("Your reply").fill("Where? I ")
    say(ana, "And one on Tuesday.")
    cleo.clock.run_for(LIVE)
    expect(cleo.get_by_label("Your reply")).to_have_value("Where? I ")
    cleo.get_by_label("Your reply").fill("")
    cleo.get_by_role("heading", level=1).click()
    cleo.clock.run_for(LIVE)
    expect(cleo.locator("#threads")).to_contain_text("And one on Tuesday.")


def test_words_that_were_not_sent_are_there_again(page_for: PageFor, talked: str) -> None:
    cleo = page_for("cleo")
    cleo.goto(talked)
    cleo.get_by_label("Add to this").fill("Half a thought")
    expect(cleo.get_by_text("Kept on this device")).to_be_visible()
    cleo.goto("/")
    cleo.goto(talked)
    expect(cleo.get_by_label("Add to this")).to_have_value("Half a thought")
    say(cleo, "A whole thought")
    expect(cleo.locator("#threads")).to_contain_text("A whole thought")
    expect(cleo.get_by_label("Add to this")).to_have_value("")
    cleo.goto(talked)
    expect(cleo.get_by_label("Add to this")).to_have_value("")


def test_a_steward_takes_words_away_with_a_reason_and_the_writer_reads_it(
    page_for: PageFor, talked: str
) -> None:
    cleo = page_for("cleo")
    cleo.goto(talked)
    say(cleo, "Mr Suherman of number 12 called again.")
    dora = page_for("dora")
    dora.goto(talked)
    dora.locator("#threads").get_by_role("link", name="More").click()
    assert violations(dora) == []
    dora.get_by_label("Why?").fill("It names a citizen.")
    dora.get_by_role("button", name="Take it away").click()
    expect(notices(dora)).to_contain_text("Taken away.")
    cleo.goto(talked)
    expect(cleo.locator("#threads")).to_contain_text("It names a citizen.")
    expect(cleo.locator("#threads")).not_to_contain_text("Suherman")
    notices(dora).get_by_role("button", name="Undo").click()
    expect(dora.locator("#threads")).to_contain_text("Suherman")


def test_the_public_reads_the_page_and_not_what_colleagues_say(page_for: PageFor) -> None:
    ana = page_for("ana")
    found(ana, "flood pump checklist", "Flood pump checklist: before, during and after").click()
    say(ana, "The zamrud keys hang beside the door.")
    expect(ana.locator("#threads")).to_contain_text("zamrud keys")
    for name in (None, "fay"):
        reader = page_for(name)
        reader.goto(ana.url)
        expect(reader.get_by_role("heading", level=1)).to_be_visible()
        expect(reader.get_by_text("zamrud keys")).to_have_count(0)
        reader.goto("/search/?q=zamrud+keys")
        expect(reader.get_by_text("zamrud keys hang")).to_have_count(0)
