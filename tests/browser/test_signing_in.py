"""Coming in: by name or address, with a second step, after forgetting, and not by guessing."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageFor
from tests.browser.house import House
from tests.browser.people import PASSWORD, expect_signed_in, expect_stranger, sign_in, sign_out

PERIOD = 30  # seconds that a one-time code is good for (RFC 6238, section 4.1)


@pytest.mark.parametrize("name", ["hana", "hana@batangair.example"])
def test_one_signs_in_with_the_user_name_or_the_address(page_for: PageFor, name: str) -> None:
    page = page_for()
    sign_in(page, name)
    expect_signed_in(page, "Hana Tirta")
    expect(page).to_have_title("Home · Lubuk")
    sign_out(page)


def test_signing_in_leads_back_to_the_page_one_wanted(page_for: PageFor) -> None:
    page = page_for()
    page.goto("/share/guide/")
    page.get_by_label("E-mail address or user name").fill("hana")
    page.get_by_label(re.compile("^Password")).fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("New guide")


def test_a_wrong_password_is_said_in_words_and_the_name_is_kept(page_for: PageFor) -> None:
    page = page_for()
    sign_in(page, "hugo", "not-this-one")
    expect(page.get_by_role("main")).to_contain_text("password")
    expect(page.locator(".note.bad, .error").first).to_be_visible()
    expect(page.get_by_label("E-mail address or user name")).to_have_value("hugo")
    expect_stranger(page)


def test_guessing_is_stopped_also_for_the_right_password(page_for: PageFor) -> None:
    page = page_for()
    for _guess in range(5):
        sign_in(page, "hilda", "a-guess-at-it")
        expect(page.locator(".note.bad, .error").first).to_be_visible()
    sign_in(page, "hilda")
    expect(page.locator(".note.bad, .error").first).to_contain_text("Too many")
    expect_stranger(page)


def test_the_second_step_is_turned_on_and_asked_for_and_a_recovery_code_opens_once(
    page_for: PageFor,
) -> None:
    page = page_for()
    sign_in(page, "tomi")
    secret = turn_on(page)
    codes = recovery_codes(page)
    sign_out(page)

    sign_in(page, "tomi")
    expect(page.get_by_role("heading", level=1)).to_have_text("The second step")
    type_code(page, secret, "Sign in")
    expect_signed_in(page, "Tomi Tirta")
    sign_out(page)

    with_recovery_code(page, codes[0])
    expect_signed_in(page, "Tomi Tirta")
    sign_out(page)
    with_recovery_code(page, codes[0])
    expect(page.locator(".error, .note.bad").first).to_be_visible()
    expect_stranger(page)


def turn_on(page: Page) -> str:
    page.locator("details.drop > summary").click()
    page.get_by_role("link", name="Security").click()
    page.get_by_role("link", name="Turn it on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Is it you?")
    page.get_by_label(re.compile("^Password")).fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    secret = page.locator(".secret").inner_text().strip()
    type_code(page, secret, "Turn it on")
    return secret


def recovery_codes(page: Page) -> list[str]:
    page.goto("/account/2fa/recovery-codes/")
    expect(page.locator(".codes li")).to_have_count(10)
    return page.locator(".codes li").all_inner_texts()


def with_recovery_code(page: Page, code: str) -> None:
    sign_in(page, "tomi")
    page.get_by_label("Code").fill(code)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()


def type_code(page: Page, secret: str, press: str) -> None:
    """Twice if need be: a code may end between being read and being sent."""
    before = page.get_by_role("heading", level=1).inner_text()
    for _try in range(2):
        page.locator("input[name=code]").fill(one_time_code(secret))
        page.get_by_role("main").get_by_role("button", name=press, exact=True).click()
        page.wait_for_load_state()
        if page.get_by_role("heading", level=1).inner_text() != before:
            return
    pytest.fail(page.get_by_role("main").inner_text())


def one_time_code(secret: str) -> str:
    """As the app on a phone shows it (RFC 6238, with the truncation of RFC 4226, section 5.3)."""
    counter = struct.pack(">Q", int(time.time()) // PERIOD)
    digest = hmac.new(base64.b32decode(secret.replace(" ", "")), counter, hashlib.sha1).digest()
    at = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[at : at + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def test_a_forgotten_password_is_renewed_by_a_letter(page_for: PageFor, home: House) -> None:
    page = page_for()
    page.goto("/account/login/")
    page.get_by_role("link", name="Forgot your password?").click()
    page.get_by_label("E-mail address").fill("lupa@batangair.example")
    page.get_by_role("button", name="Send me the link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look in your mail")

    link = re.search(r"https?://\S+", home.mail.letter_to("lupa@batangair.example"))
    assert link
    page.goto(link[0])
    page.get_by_label(re.compile("^New password(?!,)")).fill("another-bend-of-it")
    page.get_by_label("New password, once more").fill("another-bend-of-it")
    page.get_by_role("button", name="Keep this password").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your password is changed")
    sign_in(page, "lupa", "another-bend-of-it")
    expect_signed_in(page, "Lupa Tirta")


def test_a_letter_says_nothing_about_who_has_an_account(page_for: PageFor) -> None:
    page = page_for()
    page.goto("/account/password/reset/")
    page.get_by_label("E-mail address").fill("nobody@batangair.example")
    page.get_by_role("button", name="Send me the link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look in your mail")
