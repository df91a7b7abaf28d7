"""A page that lacks something is kept, says what it lacks, and is one page when it is sent again."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PageFor
from tests.browser.finding import found
from tests.browser.photos import photo


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_what_is_missing_is_said_and_the_second_try_makes_no_second_page(
    page_for: PageFor, scripts: bool
) -> None:
    title = f"Ballast ({'s' if scripts else 'n'})"
    page = page_for("ben", scripts=scripts)
    page.goto("/share/term/")
    page.get_by_label("Title").fill(title)
    page.get_by_label("A photo").set_input_files(
        {"name": "ballast.jpg", "mimeType": "image/jpeg", "buffer": photo(800, 600)}
    )
    page.get_by_label("What the photo shows").fill("Stones in a keel")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("alert")).to_contain_text("Meaning")
    expect(page.get_by_label("Title")).to_have_value(title)

    page.get_by_label("Meaning").fill("What keeps a boat upright.")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.get_by_role("img", name="Stones in a keel")).to_have_count(1)
    found(page, "ballast keel", title)
    page.goto("/share/")
    expect(page.get_by_role("main")).not_to_contain_text(title)
