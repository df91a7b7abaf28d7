"""Autosave: what is written is on the device at once, on the server soon, and never lost in between."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.islands.stage import Fields, Reply, Stage

COPY = "lubuk-copy:3:12"


def state(page: Page, text: str) -> None:
    expect(page.locator("[data-autosave-state]")).to_have_text(text, timeout=8000)


def note(page: Page, name: str) -> Callable[[str], None]:
    return lambda text: expect(page.locator(f'[data-note="{name}"]')).to_contain_text(text, timeout=8000)


def add(page: Page, text: str) -> None:
    page.locator(".tiptap").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def write_and_close_without_network(page: Page, stage: Stage, text: str) -> None:
    stage.dead = True
    add(page, text)
    page.goto(f"{stage.address}/elsewhere")
    page.wait_for_timeout(300)
    stage.dead = False


def copies(page: Page) -> list[str]:
    kept: list[str] = page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('lubuk-copy'))")
    return kept


def answering(status: int, **answer: object) -> Callable[[Fields], Reply]:
    return lambda _fields: (status, answer)


def test_the_device_keeps_first_and_the_server_saves_soon_after(page: Page, stage: Stage) -> None:
    add(page, " Rain")
    state(page, "Kept on this device")
    assert copies(page) == [COPY]
    state(page, "Saved 14.02")
    saved = stage.saves[-1]
    assert saved["body"] == "<p>A <em>small</em> text. Rain</p>"
    assert (saved["body_format"], saved["from_version"], saved["revision"]) == ("html", "40", "6")
    assert copies(page) == []
    add(page, " again")
    page.wait_for_timeout(300)
    state(page, "Saved 14.02")
    assert stage.saves[-1]["revision"] == "7"


def test_fast_typing_is_saved_once(page: Page, stage: Stage) -> None:
    page.locator("#title").focus()
    page.keyboard.press("End")
    page.keyboard.type(" in the flood", delay=40)
    state(page, "Saved 14.02")
    assert [saved["title"] for saved in stage.saves] == ["Pumps in the flood"]


def test_a_dead_network_is_said_and_the_text_goes_when_it_is_back(page: Page, stage: Stage) -> None:
    page.context.set_offline(True)
    add(page, " Offline")
    state(page, "No network. What you write is kept and sent later.")
    page.wait_for_timeout(2000)
    assert stage.saves == []
    page.context.set_offline(False)
    state(page, "Saved 14.02")
    assert stage.saves[-1]["body"].endswith("Offline</p>")


def test_a_server_that_fails_is_tried_again(page: Page, stage: Stage) -> None:
    stage.reply = answering(503)
    add(page, " Late")
    state(page, "Not saved on the server yet. What you write is kept here and sent again.")
    stage.reply = None
    state(page, "Saved 14.02")


def test_a_closed_tab_sends_what_was_written_a_moment_before(page: Page, stage: Stage) -> None:
    add(page, " Last words")
    page.goto(f"{stage.address}/elsewhere")
    page.wait_for_timeout(500)
    assert stage.saves[-1]["body"].endswith("Last words</p>")
    page.goto(f"{stage.address}/items/12/edit/")
    expect(page.locator(".tiptap")).to_contain_text("Last words")
    expect(page.locator("[data-note]")).to_have_count(0)
    assert copies(page) == []


def test_a_tab_closed_without_network_finds_its_text_again(page: Page, stage: Stage) -> None:
    write_and_close_without_network(page, stage, " Unsent")
    page.goto(f"{stage.address}/items/12/edit/")
    expect(page.locator(".tiptap")).to_contain_text("Unsent")
    note(page, "restored")("was not sent. It is back in the form.")
    state(page, "Saved 14.02")
    assert stage.saves[-1]["body"].endswith("Unsent</p>")


def test_a_text_found_again_can_be_discarded(page: Page, stage: Stage) -> None:
    write_and_close_without_network(page, stage, " Unsent")
    page.goto(f"{stage.address}/items/12/edit/")
    page.get_by_role("button", name="Discard it").click()
    expect(page.locator(".tiptap")).to_have_text("A small text.")
    expect(page.locator("[data-note]")).to_have_count(0)
    assert copies(page) == []


def test_a_text_found_again_says_which_text_it_was_written_on(page: Page, stage: Stage) -> None:
    write_and_close_without_network(page, stage, " Mine")
    stage.revision, stage.html = "9", "<p>Ben's text.</p>"
    page.goto(f"{stage.address}/items/12/edit/")
    state(page, "Saved 14.02")
    assert stage.saves[-1]["revision"] == "6"
    assert stage.saves[-1]["body"].endswith("Mine</p>")


def test_another_persons_copy_is_not_shown(page: Page, stage: Stage) -> None:
    kept = {"version": "40", "revision": "6", "draft": "x", "at": 0, "fields": [["title", "Secret"]]}
    page.evaluate("kept => localStorage.setItem('lubuk-copy:4:12', kept)", json.dumps(kept))
    page.reload()
    expect(page.locator("#title")).to_have_value("Pumps")


def test_a_conflict_is_told_and_autosave_stops(page: Page, stage: Stage) -> None:
    stage.reply = answering(
        409, conflict={"by": "Ben", "url": "/items/12/versions/5/compare/", "message": ""}
    )
    add(page, " Mine")
    note(page, "conflict")("Ben saved another text meanwhile. Both are kept.")
    expect(page.get_by_role("link", name="Compare the two")).to_have_attribute(
        "href", "/items/12/versions/5/compare/"
    )
    add(page, " More")
    page.wait_for_timeout(2500)
    assert len(stage.saves) == 1
    assert copies(page) == [COPY]


def test_others_who_write_are_named(page: Page, stage: Stage) -> None:
    stage.reply = answering(200, revision=7, item=12, saved_at="14.02", editors=["Ben", "Cleo"])
    add(page, " x")
    note(page, "others")("Ben and Cleo are writing here too.")


def test_signing_out_elsewhere_keeps_the_text_and_shows_the_way_in(page: Page, stage: Stage) -> None:
    stage.reply = answering(302, to="/login?next=/")
    add(page, " Kept")
    state(page, "You are signed out. What you write is kept on this device.")
    link = page.get_by_role("link", name="Sign in again in a new tab")
    expect(link).to_have_attribute("href", re.compile("/login"))
    assert copies(page) == [COPY]
    stage.reply = None
    add(page, " and sent")
    state(page, "Saved 14.02")
    expect(page.locator("[data-note]")).to_have_count(0)


@pytest.mark.parametrize("status", [400, 403, 409])
def test_a_refusal_is_said_in_the_servers_words(page: Page, stage: Stage, status: int) -> None:
    stage.reply = answering(status, message="Only its authors can change this page.")
    add(page, " No")
    note(page, "refused")("Only its authors can change this page.")
    assert copies(page) == [COPY]


def test_the_first_save_of_a_new_item_makes_one_item(page: Page, stage: Stage) -> None:
    stage.item, stage.version, stage.revision = "", "", "0"
    page.goto(f"{stage.address}/items/new/")
    slow = {"item": 12, "version": 40, "revision": 1, "saved_at": "14.02", "url": "/items/12/edit/"}

    def after_a_while(route: Route) -> None:
        page.wait_for_timeout(800)
        route.continue_()

    stage.reply = answering(200, **slow)
    page.route("**/autosave", after_a_while)
    page.locator("#title").fill("New pumps")
    page.wait_for_timeout(1700)
    page.locator("#title").fill("New pumps, again")
    page.wait_for_url("**/items/12/edit/")
    state(page, "Saved 14.02")
    page.wait_for_timeout(1200)
    assert [saved["item"] for saved in stage.saves] == ["", "12"]
    assert len({saved["draft"] for saved in stage.saves}) == 1
    assert page.locator("form[method=post]").get_attribute("action") == "/items/12/edit/"
    assert copies(page) == []


def test_publishing_clears_the_copy_only_when_it_arrived(page: Page, stage: Stage) -> None:
    page.route("**/autosave", lambda route: route.abort())
    page.route("**/items/12/edit/", lambda route: route.abort())
    add(page, " Sent")
    page.get_by_role("button", name="Publish").click()
    page.wait_for_timeout(600)
    page.unroute("**/items/12/edit/")
    page.goto(f"{stage.address}/items/12/edit/")
    expect(page.locator(".tiptap")).to_contain_text("Sent")
    page.get_by_role("button", name="Publish").click()
    page.wait_for_url("**/done")
    assert stage.submitted[-1]["body"].endswith("Sent</p>")
    expect(page).to_have_title("/done")
    page.wait_for_timeout(300)
    assert copies(page) == []


def test_a_draft_kept_by_the_button_leaves_no_copy_behind(page: Page, stage: Stage) -> None:
    stage.after = "/items/12/edit/"
    add(page, " Kept")
    stage.revision, stage.title = "7", "The server writes it otherwise"
    publish(page, stage)
    expect(page.locator("[data-note]")).to_have_count(0)
    assert copies(page) == []


def test_a_form_sent_after_signing_out_keeps_its_text(page: Page, stage: Stage) -> None:
    stage.after = "/login?next=/items/12/edit/"
    add(page, " Mine")
    publish(page, stage)
    page.goto(f"{stage.address}/items/12/edit/")
    expect(page.locator(".tiptap")).to_contain_text("Mine")
    note(page, "restored")("was not sent")


def test_a_form_that_comes_back_with_an_error_is_still_saved(page: Page, stage: Stage) -> None:
    stage.after = ""
    add(page, " Mine")
    publish(page, stage)
    expect(page.locator(".tiptap")).to_contain_text("Mine")
    state(page, "Saved 14.02")
    expect(page.locator("[data-note]")).to_have_count(0)
    assert stage.saves[-1]["body"].endswith("Mine</p>")


def publish(page: Page, stage: Stage) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="Publish").click()
    page.wait_for_timeout(300)
    assert len(stage.submitted) == 1
