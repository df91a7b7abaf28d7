"""Filling in a kind with fields of every type: by keyboard, with and without scripts."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PageFor
from tests.browser.watch import Watch

WHY = "What changed and why"


def picker(page: Page, label: str) -> Locator:
    return page.get_by_role("combobox", name=label, exact=True)


def pick(page: Page, label: str, typed: str) -> None:
    """Type a part of a name and take the first that is offered, by keyboard alone."""
    picker(page, label).focus()
    page.keyboard.type(typed, delay=20)
    expect(page.get_by_role("listbox", name=label).get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def test_a_field_opens_with_the_answer_it_hangs_on_and_keeps_its_words(page_for: PageFor) -> None:
    page = page_for("ana", width=390)
    page.goto("/share/project/")
    expect(page.get_by_label(WHY)).to_be_hidden()
    page.get_by_label("How it went").select_option("Stopped early")
    page.get_by_label(WHY).fill("The road was sold.")
    page.get_by_label("How it went").select_option("As planned")
    expect(page.get_by_label(WHY)).to_be_hidden()
    page.get_by_label("How it went").select_option("With changes")
    expect(page.get_by_label(WHY)).to_have_value("The road was sold.")


def test_people_units_and_pages_are_named_by_keyboard(page_for: PageFor) -> None:
    page = page_for("ana")
    page.goto("/share/project/")
    page.get_by_label("Title").fill("A new pump")
    pick(page, "Led by", "Ben Ti")
    expect(picker(page, "Led by")).to_have_value("Ben Tirta (ben)")
    pick(page, "Units that took part", "Licens")
    pick(page, "Units that took part", "Health")
    taken = page.get_by_role("button", name="Take away Licensing agency")
    taken.focus()
    page.keyboard.press("Enter")
    expect(taken).to_have_count(0)
    pick(page, "Built on", "flush a hyd")
    page.get_by_role("group", name="Planned").get_by_label("Amount").fill("1,250,000")
    page.get_by_role("button", name="Keep as draft").click()
    page.wait_for_url("**/items/*/edit/")
    expect(picker(page, "Led by")).to_have_value("Ben Tirta (ben)")
    expect(page.get_by_role("button", name="Take away Health office")).to_be_visible()
    expect(page.get_by_role("button", name="Take away How to flush a hydrant")).to_be_visible()
    expect(page.get_by_role("group", name="Planned").get_by_label("Amount")).to_have_value("1,250,000")
    expect(page.get_by_text("parts are there")).to_contain_text("3 of 8")


def test_a_name_that_means_several_is_asked_again_with_those_it_could_mean(
    page_for: PageFor, watches: list[Watch]
) -> None:
    page = page_for("ana")
    watches[0].allowed |= {400, 422}  # what the autosave and the form answer to it
    page.goto("/share/project/")
    page.get_by_label("Title").fill("A new gate")
    picker(page, "Led by").fill("Tirta")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Keep as draft").click()
    expect(page.get_by_role("alert")).to_contain_text("Did you mean:")
    expect(picker(page, "Led by")).to_have_value("Tirta")


def test_without_scripts_conditions_are_said_and_names_are_typed(page_for: PageFor) -> None:
    page = page_for("ana", scripts=False)
    page.goto("/share/project/")
    expect(page.get_by_text("Only if “How it went” is: With changes, Stopped early")).to_be_visible()
    page.get_by_label("Title").fill("A new weir")
    page.get_by_label("Led by").fill("ben")
    page.get_by_label("Units that took part").fill("Health office\nlicensing")
    page.get_by_label(WHY).fill("The road was sold.")
    page.get_by_role("button", name="Keep as draft").click()
    expect(page.get_by_label("Led by")).to_have_value("Ben Tirta (ben)")
    expect(page.get_by_label("Units that took part")).to_have_value(
        "Health office (health)\nLicensing agency (licensing)"
    )
