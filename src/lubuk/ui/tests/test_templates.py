"""Rules that every template of this floor keeps, and pages that must show when nothing else works."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string

TEMPLATES = Path(__file__).parents[1] / "templates"
PAGES = sorted(TEMPLATES.rglob("*.html"))
FORBIDDEN = re.compile(r"""\sstyle=|\son[a-z]+=["']|<style|javascript:|<script(?![^>]*\ssrc=)""")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(TEMPLATES)))
def test_a_template_has_nothing_that_our_security_policy_forbids(page: Path) -> None:
    assert not FORBIDDEN.findall(page.read_text(encoding="utf-8"))


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "413", "500"])
def test_an_error_page_shows_a_next_step_without_request_or_database(code: str) -> None:
    page = render_to_string(f"{code}.html")
    assert page.count("<h1>") == 1
    assert 'class="btn' in page


def test_a_refusal_is_shown_in_its_own_words() -> None:
    page = render_to_string("403.html", {"exception": "Only the owner can change this."})
    assert "Only the owner can change this." in page
