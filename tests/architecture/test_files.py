"""What can be said of files without running them."""

import re

from tests.architecture.house import ROOT, sources

MOST_LINES = 400  # past it a noun is hiding
PATH = re.compile(r"`((?:[\w.-]+/)+[\w.*-]*|[\w-]+\.(?:py|md|toml|html|css|ts|yaml))`")
TAG = re.compile(r"{[%{#].*?[%}#]}", re.S)
FORBIDDEN = ("django.dispatch", "django.db.models.signals", "GenericForeignKey(")


def test_no_file_is_longer_than_a_head_can_hold() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {lines} lines"
        for path in sources(".py", ".html", ".css", ".ts", ".mjs", ".yaml")
        if (lines := len(path.read_text().splitlines())) > MOST_LINES
    ]
    assert not long, "\n".join(long)


def test_nothing_happens_behind_a_signal_or_a_loose_relation() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in sources(".py")
        if path.is_relative_to(ROOT / "src")
        for word in FORBIDDEN
        if word in path.read_text()
    ]
    assert not found, "\n".join(found)


def test_the_tour_leads_to_places_that_exist() -> None:
    tour = ROOT / "docs" / "tour.md"
    named = PATH.findall(tour.read_text()) if tour.exists() else []
    gone = [path for path in named if not any((base / path).exists() for base in (ROOT, ROOT / "src"))]
    assert not gone


def test_no_template_has_script_or_style_in_it() -> None:
    """The content security policy would stop it in the browser; here it is noticed before."""
    inline = re.compile(
        r"<style\b|<script\b(?![^>]*\bsrc=)(?![^>]*application/json)|\sstyle=|\son[a-z]+=", re.I
    )
    found = [
        f"{page.relative_to(ROOT)}: {match[0].strip()}"
        for page in sources(".html")
        if "templates" in page.parts and (match := inline.search(TAG.sub("", page.read_text())))
    ]
    assert not found, "\n".join(found)
