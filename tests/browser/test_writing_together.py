"""Two write the same page: both are told, both texts are kept, and one is chosen."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import PageFor
from tests.browser.watch import Watch
from tests.browser.writing import expect_saved, note, notices, number_of, write, write_text

CONFLICT = 409


def published(ana: Page, title: str) -> int:
    return number_of(write(ana, "article", title, "The first text.", press="Publish"))


def test_two_who_write_are_told_of_each_other_and_choose(page_for: PageFor, watches: list[Watch]) -> None:
    ana, dora = page_for("ana"), page_for("dora")
    number = published(ana, "Where the river gauge stands")
    watches[1].allowed.add(CONFLICT)
    ana.goto(f"/items/{number}/edit/")
    dora.goto(f"/items/{number}/edit/")
    expect(note(dora, "others")).to_contain_text("Ana Tirta")

    write_text(ana, "By the old bridge.")
    expect_saved(ana)
    expect(note(ana, "others")).to_contain_text("Dora Tirta")
    write_text(dora, "By the new bridge.")
    expect(note(dora, "conflict")).to_contain_text("Ana Tirta saved this page while you were writing.")
    with dora.context.expect_page() as opened:
        note(dora, "conflict").get_by_role("link", name="Compare the two").click()
    comparison = opened.value
    expect(comparison.locator(".diff")).to_contain_text("old")
    expect(comparison.locator(".diff")).to_contain_text("new")
    comparison.get_by_role("button", name="Go on with version 3").click()
    expect(notices(comparison)).to_contain_text("The text of version 3 is your draft now.")
    comparison.get_by_role("button", name="Publish").click()
    expect(comparison.get_by_role("article")).to_contain_text("By the new bridge.")
    comparison.goto(f"/items/{number}/versions/2/")
    expect(comparison.get_by_role("article")).to_contain_text("By the old bridge.")


def test_the_second_to_send_the_form_is_shown_both_texts_without_scripts(page_for: PageFor) -> None:
    ana, dora = page_for("ana", scripts=False), page_for("dora", scripts=False)
    number = published(ana, "Which gauge is read by hand")
    ana.goto(f"/items/{number}/edit/")
    dora.goto(f"/items/{number}/edit/")
    write_text(ana, "The one at the weir.")
    ana.get_by_role("button", name="Keep as draft").click()
    expect(notices(ana)).to_contain_text("Kept as a draft.")
    write_text(dora, "The one at the sluice.")
    dora.get_by_role("button", name="Keep as draft").click()
    expect(notices(dora)).to_contain_text("Both texts are kept: compare them and choose.")
    expect(dora.locator(".diff")).to_contain_text("weir")
    expect(dora.locator(".diff")).to_contain_text("sluice")
    dora.get_by_role("link", name="Keep the draft as it is").click()
    expect(dora.get_by_label("Text", exact=True)).to_have_value(re.compile("weir"))
