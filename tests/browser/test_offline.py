"""Without network: what was read is read again, what is written goes later, and nobody reads another's copies."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from lubuk.site.tests.running import eventually
from tests.browser.axe import violations
from tests.browser.conftest import PageFor
from tests.browser.english import left_in_english
from tests.browser.house import House
from tests.browser.people import sign_in, sign_out
from tests.browser.watch import Watch
from tests.browser.writing import editor, expect_saved, state

COPIES = """async () => {
  const kept = [];
  for (const name of await caches.keys()) {
    if (!name.startsWith('lubuk-read:')) continue;
    for (const request of await (await caches.open(name)).keys()) kept.push(new URL(request.url).pathname);
  }
  return kept;
}"""
EDITOR_KEPT = """async () =>
  Boolean(await caches.match(document.querySelector('[data-editor-src]').dataset.editorSrc))"""
UNREACHED = 503  # what the worker answers when it has neither a network nor a copy
DAYS_AGO = """async ([address, days]) => {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name), kept = await cache.match(address, {ignoreVary: true});
    if (!kept || !name.startsWith('lubuk-read:')) continue;
    const headers = new Headers(kept.headers);
    headers.set('X-Read-At', new Date(Date.now() - days * 86400000).toISOString());
    await cache.put(address, new Response(await kept.blob(), {headers}));
  }
}"""


@pytest.fixture(autouse=True)
def _unreached_is_meant(watches: list[Watch], page_for: PageFor) -> Iterator[None]:
    yield
    for watch in watches:
        watch.complaints[:] = [said for said in watch.complaints if not said.endswith(f": {UNREACHED}")]


def with_worker(page: Page) -> None:
    """The worker has the page in hand and has kept what every reader needs."""
    page.goto("/offline/")
    assert eventually(lambda: page.evaluate("navigator.serviceWorker.controller !== null"), within=20)
    expect_kept(page, "/offline/")


def expect_kept(page: Page, address: str) -> None:
    assert eventually(lambda: address in page.evaluate(COPIES), within=20), page.evaluate(COPIES)


def expect_not_kept(page: Page, address: str) -> None:
    assert eventually(lambda: address not in page.evaluate(COPIES), within=20), page.evaluate(COPIES)


def read(page: Page, address: str) -> str:
    """Opened with a network, and kept. Returns the path where it stands."""
    page.goto(address)
    path: str = page.evaluate("location.pathname")
    expect_kept(page, path)
    return path


def line(page: Page) -> Locator:
    """What a copy says of itself above its title."""
    return page.locator("[data-offline-line]")


def kept_pages(page: Page) -> Locator:
    return page.locator("[data-part=read] li")


@pytest.mark.parametrize(
    ("width", "language", "said"),
    [
        (390, "en", "No network. You are reading this page as it was on"),
        (1440, "id", "Tidak ada jaringan. Anda membaca halaman ini sebagaimana adanya pada"),
    ],
)
def test_a_page_read_before_is_read_again(
    page_for: PageFor, home: House, width: int, language: str, said: str
) -> None:
    page = page_for("ana", width=width, language=language)
    with_worker(page)
    address = read(page, home.page("guide"))
    page.context.set_offline(True)
    page.goto(address)
    expect(page.get_by_role("heading", level=1, name="How to flush a hydrant")).to_be_visible()
    expect(page.get_by_role("article")).to_contain_text("Open the valve a quarter turn.")
    expect(line(page)).to_contain_text(said)
    assert violations(page) == []
    if language == "id":
        assert left_in_english(page) == []


def test_the_first_page_of_all_is_kept_too(page_for: PageFor, home: House) -> None:
    page = page_for(None, width=390)
    page.goto("/items/1/")
    expect_kept(page, page.evaluate("location.pathname"))
    page.context.set_offline(True)
    page.reload()
    expect(line(page)).to_be_visible()


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_page_never_read_leads_to_those_that_were(page_for: PageFor, home: House, language: str) -> None:
    page = page_for("ana", width=390, language=language)
    with_worker(page)
    read(page, home.page("guide"))
    read(page, home.page("sop"))
    page.context.set_offline(True)
    page.goto("/library/", wait_until="load")
    expect(line(page)).to_have_attribute("data-offline-line", "unread")
    expect(kept_pages(page)).to_have_count(2)
    page.get_by_role("searchbox").last.fill("HYDRANT")
    expect(kept_pages(page)).to_have_count(1)
    assert violations(page) == []
    if language == "id":
        assert left_in_english(page) == []
    kept_pages(page).get_by_role("link").press("Enter")
    expect(page.get_by_role("heading", level=1, name="How to flush a hydrant")).to_be_visible()


def test_a_text_begun_without_network_is_sent_from_whatever_page_is_open_later(
    page_for: PageFor, home: House
) -> None:
    page = page_for("ben", width=390)
    with_worker(page)
    page.goto("/share/")
    expect_kept(page, "/share/article/")
    assert eventually(lambda: page.evaluate(EDITOR_KEPT), within=20)
    page.context.set_offline(True)
    page.goto("/share/article/")
    page.get_by_label("Title").fill("Ferries in the dry season")
    editor(page).fill("Two a day, at high tide.")
    expect(state(page)).to_have_text("No network. What you write is kept and sent later.")
    page.goto("/offline/")
    waits = page.locator("[data-part=waiting]")
    expect(waits.get_by_role("link", name="Ferries in the dry season")).to_be_visible()
    page.context.set_offline(False)
    sent = page.locator("[data-waiting]")
    expect(sent).to_contain_text("What you wrote without network was sent:")
    expect(waits).to_be_hidden()
    sent.get_by_role("link", name="Ferries in the dry season").click()
    expect(editor(page)).to_contain_text("Two a day, at high tide.")


def test_a_button_pressed_without_network_waits_in_the_form(page_for: PageFor) -> None:
    page = page_for("ben")
    with_worker(page)
    page.goto("/share/article/")
    page.get_by_label("Title").fill("Ropes for the landing")
    expect_saved(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Publish").click()
    expect(state(page)).to_have_text("No network. What you write is kept and sent later.")
    expect(page.get_by_label("Title")).to_have_value("Ropes for the landing")


def test_a_form_read_without_network_has_what_was_saved_last(page_for: PageFor) -> None:
    page = page_for("ben")
    with_worker(page)
    page.goto("/share/article/")
    page.get_by_label("Title").fill("Planks for the landing")
    expect_saved(page)
    address = page.evaluate("location.pathname")
    expect_kept(page, address)
    with page.expect_response("**/autosave/"):
        editor(page).fill("Forty, of ironwood.")
    expect_saved(page)
    page.context.set_offline(True)
    page.goto(address)
    expect(editor(page)).to_contain_text("Forty, of ironwood.")
    editor(page).press_sequentially("Oiled. ")
    expect(state(page)).to_have_text("No network. What you write is kept and sent later.")
    with page.expect_response("**/autosave/"):
        page.context.set_offline(False)
    expect_saved(page)
    page.reload()
    expect(editor(page)).to_contain_text("Oiled.")


def test_what_two_wrote_meanwhile_is_compared(page_for: PageFor, home: House, watches: list[Watch]) -> None:
    ana, dora = page_for("ana"), page_for("dora")
    for watch in watches:
        watch.allowed.add(409)
    with_worker(ana)
    address = read(ana, f"{home.page('manual')}edit/")
    ana.context.set_offline(True)
    dora.goto(address)
    dora.get_by_label("In a sentence or two").fill("Begun at the desk.")
    expect_saved(dora)
    ana.goto(address)
    ana.get_by_label("In a sentence or two").fill("Begun in the field.")
    expect(state(ana)).to_have_text("No network. What you write is kept and sent later.")
    ana.goto("/offline/")
    ana.context.set_offline(False)
    ana.locator("[data-waiting]").get_by_role("link", name="Compare the two").click()
    expect(ana.get_by_role("main")).to_contain_text("Underlined: only in version 3 (Ana Tirta).")


def test_who_was_signed_out_meanwhile_is_asked_to_sign_in_and_loses_nothing(page_for: PageFor) -> None:
    page = page_for()
    sign_in(page, "hilda")
    with_worker(page)
    page.goto("/share/article/")
    expect_kept(page, "/share/article/")
    page.context.set_offline(True)
    page.goto("/share/article/")
    page.get_by_label("Title").fill("Wells of the old town")
    expect(state(page)).to_have_text("No network. What you write is kept and sent later.")
    page.context.clear_cookies(name="sessionid")
    page.context.set_offline(False)
    page.goto("/")
    asked = page.locator("[data-waiting]")
    expect(asked).to_have_text(re.compile("A text written on this device waits to be sent. Sign in"))
    asked.get_by_role("link", name="Sign in to send it").click()
    page.get_by_label("E-mail address or user name").fill("hilda")
    page.get_by_label(re.compile("^Password")).fill("a-quiet-bend-of-the-river")
    page.keyboard.press("Enter")
    expect(page.locator("[data-waiting]")).to_contain_text("Wells of the old town")


def test_signing_out_takes_the_copies_away(page_for: PageFor, home: House) -> None:
    page = page_for()
    sign_in(page, "hana")
    with_worker(page)
    address = read(page, home.page("guide"))
    sign_out(page)
    expect_not_kept(page, address)
    page.context.set_offline(True)
    page.goto(address)
    expect(page.get_by_role("heading", level=1, name="Without network")).to_be_visible()
    expect(page.get_by_role("main")).not_to_contain_text("hydrant")


def test_signing_out_without_network_takes_them_away_at_once(page_for: PageFor, home: House) -> None:
    page = page_for()
    sign_in(page, "hugo")
    with_worker(page)
    address = read(page, home.page("guide"))
    page.context.set_offline(True)
    page.goto(address)
    page.locator("details.drop > summary").click()
    page.get_by_role("button", name="Sign out").click(no_wait_after=True)
    expect(line(page)).to_contain_text("you are not signed out yet")
    expect_not_kept(page, address)


def test_another_person_finds_nothing_of_the_one_before(page_for: PageFor, home: House) -> None:
    page = page_for()
    sign_in(page, "hana")
    with_worker(page)
    address = read(page, home.page("guide"))
    page.context.clear_cookies(name="sessionid")
    sign_in(page, "hugo")
    expect_not_kept(page, address)


def test_a_page_that_was_closed_to_its_reader_goes_without_being_opened(
    page_for: PageFor, home: House
) -> None:
    ben, ana = page_for("ben"), page_for("ana")
    with_worker(ben)
    address = read(ben, home.page("unit"))
    ana.goto(f"{home.page('unit')}edit/")
    ana.get_by_label("Only people I name").check()
    ana.get_by_role("button", name=re.compile("Publish|Keep")).first.click()
    expect(ana.locator(".notices")).to_be_visible()
    ben.evaluate(DAYS_AGO, ["/offline/open/", 1])
    ben.goto("/library/")
    expect_not_kept(ben, address)


def test_a_page_for_named_people_is_never_kept(page_for: PageFor) -> None:
    page = page_for("ana")
    with_worker(page)
    page.goto("/share/article/")
    page.get_by_label("Title").fill("Names of the witnesses")
    page.get_by_label("Only people I name").check()
    editor(page).fill("Three.")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("heading", level=1, name="Names of the witnesses")).to_be_visible()
    address = page.evaluate("location.pathname")
    page.reload()
    page.goto("/offline/")
    assert address not in page.evaluate(COPIES)


def test_a_copy_of_last_month_is_not_shown(page_for: PageFor, home: House) -> None:
    page = page_for("ana")
    with_worker(page)
    address = read(page, home.page("guide"))
    page.evaluate(DAYS_AGO, [address, 31])
    page.context.set_offline(True)
    page.goto(address)
    expect(line(page)).to_have_attribute("data-offline-line", "unread")
    expect(kept_pages(page)).to_have_count(0)


def test_one_removes_all_pages_oneself(page_for: PageFor, home: House) -> None:
    page = page_for("ana")
    with_worker(page)
    address = read(page, home.page("guide"))
    page.goto("/offline/")
    page.get_by_role("button", name="Remove all pages from this device").click()
    expect(page.get_by_role("heading", name="No page has been read here yet.")).to_be_visible()
    expect_not_kept(page, address)


def test_it_can_be_put_among_the_apps(page_for: PageFor) -> None:
    page = page_for(None, width=390)
    page.goto("/")
    manifest = page.evaluate(
        "fetch(document.querySelector('link[rel=manifest]').href).then(one => one.json())"
    )
    assert manifest["display"] == "standalone"
    for icon in manifest["icons"]:
        size = page.evaluate(
            "async (src) => { const one = new Image(); one.src = src; await one.decode(); return one.naturalWidth; }",
            icon["src"],
        )
        assert icon["sizes"] == f"{size}x{size}"
