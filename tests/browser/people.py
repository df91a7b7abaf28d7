"""How the cast signs in. Who they are is in casting.py."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

PASSWORD = "a-quiet-bend-of-the-river"


def sign_in(page: Page, name: str, password: str = PASSWORD) -> None:
    """Fill in the form and send it; what comes of it the test says."""
    page.goto("/account/login/")
    page.get_by_label("E-mail address or user name").fill(name)
    page.get_by_label(re.compile("^Password")).fill(password)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()


def sign_out(page: Page) -> None:
    page.locator("details.drop > summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect_stranger(page)


def expect_signed_in(page: Page, name: str) -> None:
    expect(page.locator("details.drop > summary")).to_contain_text(f"Your menu, {name}")


def expect_stranger(page: Page) -> None:
    expect(page.locator(".bar").get_by_role("link", name="Sign in")).to_be_visible()
