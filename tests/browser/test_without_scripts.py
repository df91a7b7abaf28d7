"""The main job on a phone whose browser runs no scripts: written, published, found, read, checked, restored."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import PageFor
from tests.browser.finding import found
from tests.browser.photos import photo
from tests.browser.writing import notices


def test_an_article_with_a_photo_is_written_found_changed_and_brought_back(page_for: PageFor) -> None:
    title = "Ropes for the sluice"
    ben = page_for("ben", width=390, scripts=False)
    ben.goto("/")
    ben.get_by_role("navigation", name="Quick").get_by_role("link", name="Share").click()
    ben.get_by_role("link", name="Article").first.click()
    ben.get_by_label("Title").fill(title)
    ben.get_by_label("Text", exact=True).fill("Take the **dry** one.\n\n- from the left\n- never wet\n")
    ben.get_by_label("A photo").set_input_files(
        {"name": "rope.jpg", "mimeType": "image/jpeg", "buffer": photo(1000, 750)}
    )
    ben.get_by_label("What the photo shows").fill("A coil of rope")
    ben.get_by_role("button", name="Publish").click()
    expect(notices(ben)).to_contain_text("Published.")

    ana = page_for("ana", width=390, scripts=False)
    found(ana, "ropes sluice", title).click()
    expect(ana.get_by_role("article").locator("strong", has_text="dry")).to_be_visible()
    expect(ana.get_by_role("img", name="A coil of rope")).to_be_visible()
    expect(ana.get_by_role("link", name="Edit")).to_have_count(0)

    ben.get_by_role("link", name="Edit").click()
    ben.get_by_label("Text", exact=True).fill("Take any.")
    ben.get_by_role("button", name="Publish").click()
    expect(ben.get_by_role("article")).to_contain_text("Take any.")
    ben.get_by_role("link", name="All versions").click()
    ben.get_by_role("button", name="Bring back version 1").click()
    ben.get_by_role("button", name="Publish").click()
    expect(ben.get_by_role("article")).to_contain_text("from the left")
    expect(ben.get_by_role("img", name="A coil of rope")).to_be_visible()
