"""A register in a browser: a table comes in, is seen and taken, and a cell is changed with the keyboard."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import PageFor

PATIENCE = 30_000  # ms: for the worker to read and to take a table
TABLE = "Title,Service,Phone,Hours\n{name} desk,Bills,112,8.00\n{name} line,Leaks,,\n"


def bring(page: Page, name: str) -> None:
    page.goto("/registers/contact-point/")
    page.get_by_role("link", name="Bring rows in").click()
    content = TABLE.format(name=name).encode()
    page.locator("input[type=file]").set_input_files(
        {"name": "desks.csv", "mimeType": "text/csv", "buffer": content}
    )


def take(page: Page) -> None:
    """What would change is seen, and said yes to."""
    button = page.get_by_role("button", name="Take 2 rows")
    expect(button).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("Nothing is kept yet")).to_be_visible()
    assert violations(page) == []
    button.click()


def test_a_table_comes_in_and_its_cells_are_changed_with_the_keyboard(page_for: PageFor) -> None:
    page = page_for("ana")
    bring(page, "Quay")
    expect(page.get_by_text("desks.csv is here.")).to_be_attached()
    page.get_by_role("button", name="Read and compare").click()
    take(page)
    expect(page.get_by_text("Each row is accounted for below.")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("Phone must be filled first")).to_be_visible()
    page.goto("/registers/contact-point/?f.title=quay")
    pencil = page.get_by_role("link", name="Change Phone: Quay desk")
    pencil.focus()
    page.keyboard.press("Enter")
    typed = page.locator("td input.input")
    expect(typed).to_be_focused()
    page.keyboard.press("Escape")
    expect(pencil).to_be_focused()
    page.keyboard.press("Enter")
    typed.fill("113")
    assert violations(page) == []
    page.keyboard.press("Enter")
    expect(page.get_by_role("cell", name="113")).to_be_visible()
    expect(pencil).to_be_focused()
    page.reload()
    expect(page.get_by_role("cell", name="113")).to_be_visible()
