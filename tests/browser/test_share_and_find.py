"""The main job: written on a phone with a photo, published, found by a colleague, and by nobody else."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageFor
from tests.browser.finding import found, results
from tests.browser.house import House
from tests.browser.photos import photo, says_where
from tests.browser.writing import editor


def test_ana_writes_with_a_photo_on_her_phone_and_ben_finds_and_reads_it(
    page_for: PageFor, home: House
) -> None:
    assert says_where(photo())
    ana = page_for("ana", width=390)
    ana.goto("/")
    ana.get_by_role("navigation", name="Quick").get_by_role("link", name="Share").click()
    ana.get_by_role("link", name=re.compile("^Article")).click()
    ana.get_by_label("Title").fill("The coupling that leaks at Jalan Kenanga")
    editor(ana).click()
    ana.keyboard.type("The rubber is worn on the river side.")
    ana.keyboard.press("Enter")
    put_photo(ana, "A worn rubber ring in an open hand")
    ana.get_by_role("button", name="Publish").click()
    expect(ana.locator(".notices")).to_contain_text("Published. Readers see it now.")

    ben = page_for("ben")
    found(ben, "kenanga coupling", "The coupling that leaks at Jalan Kenanga").click()
    expect(ben.get_by_role("heading", level=1)).to_have_text("The coupling that leaks at Jalan Kenanga")
    expect(ben.get_by_role("article")).to_contain_text("The rubber is worn on the river side.")
    picture = ben.get_by_role("img", name="A worn rubber ring in an open hand")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") >= 800
    address = f"{home.address}{picture.get_attribute('src')}"
    assert not says_where(ben.request.get(address).body())

    stranger = page_for()
    expect(results(stranger, "kenanga coupling").filter(has_text="Kenanga")).to_have_count(0)
    assert stranger.request.get(address).status == 404


def put_photo(page: Page, words: str) -> None:
    """First without words for those who can't see it, which is refused, then with them."""
    with page.expect_file_chooser() as chosen:
        page.get_by_role("button", name="Picture", exact=True).click()
    chosen.value.set_files({"name": "IMG_0042.jpg", "mimeType": "image/jpeg", "buffer": photo()})
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Put it in the text").click()
    expect(dialog).to_contain_text("Write what the picture shows, or say that it is only decoration.")
    dialog.get_by_label("What does it show?").fill(words)
    dialog.get_by_role("button", name="Put it in the text").click()
    expect(editor(page).get_by_role("img", name=words)).to_be_visible()


def test_what_is_for_the_unit_stays_in_the_unit(page_for: PageFor) -> None:
    ana = page_for("ana", scripts=False)
    ana.goto("/share/article/")
    ana.get_by_label("Title").fill("Spare keys hang behind the third lamp")
    ana.get_by_label("Text", exact=True).fill("Ask the guard for the lamp first.")
    ana.get_by_label("My unit").check()
    ana.get_by_role("button", name="Publish").click()
    expect(ana.locator(".notices")).to_contain_text("Published.")
    address = ana.url

    ben, cleo = page_for("ben"), page_for("cleo")
    found(ben, "spare keys lamp", "Spare keys hang behind the third lamp")
    expect(results(cleo, "spare keys lamp").filter(has_text="Spare keys")).to_have_count(0)
    answer = cleo.goto(address)
    assert answer
    assert answer.status == 404
    expect(cleo.get_by_role("main")).not_to_contain_text("Spare keys")


WAYS = [
    "/items/{number}/",
    "/items/{number}-who-has-the-keys-of-the-depot/",
    "/items/{number}/edit/",
    "/items/{number}/history/",
    "/items/{number}/versions/1/",
    "/items/{number}/compare/1/1/",
    "/people/1/",
    "/search/?q=keys+depot",
    "/search/suggest/?q=keys",
    "/library/",
    "/units/water-network/",
    "/",
]


@pytest.mark.parametrize("person", [None, "cleo", "ed", "fay"], ids=["stranger", "cleo", "guest", "citizen"])
def test_what_is_for_another_unit_is_found_by_no_address(
    page_for: PageFor, home: House, person: str | None
) -> None:
    page = page_for(person)
    for way in WAYS:
        address = way.format(number=home.made["unit"])
        page.goto(address)
        assert "keys of the depot" not in page.content(), address


def test_what_is_for_the_whole_institution_needs_a_colleague(page_for: PageFor, home: House) -> None:
    title = "How to flush a hydrant"
    for person, may in {"cleo": True, "gita": True, "ed": False, "fay": False}.items():
        page = page_for(person)
        answer = page.goto(home.page("guide"))
        assert answer
        assert (answer.status == 200) is may, person
        assert (title in page.content()) is may, person
