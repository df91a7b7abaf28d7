"""A search is kept, a colleague publishes what it finds: a notice leads there, and in the morning a letter says so."""

from __future__ import annotations

import re
import subprocess
import sys

from playwright.sync_api import Page, expect

from lubuk.site.tests.running import environment, eventually
from tests.browser.axe import violations
from tests.browser.conftest import PageFor
from tests.browser.house import ROOT, House
from tests.browser.writing import write

TITLE = "Malachite bilge pump"
LETTERS_ARE_DUE = (
    "from django.utils import timezone; from lubuk.shared.savedsearches.models import Letter; "
    "Letter.objects.update(due_at=timezone.now())"
)


def keep(page: Page, words: str, name: str, alert: str) -> None:
    page.goto(f"/search/?q={words}")
    page.get_by_role("link", name="Keep this search").click()
    page.get_by_label("Name").fill(name)
    page.get_by_label(alert).check()
    page.get_by_role("main").get_by_role("button", name="Keep this search").click()
    expect(page.get_by_role("link", name=f"Kept as “{name}”")).to_be_visible()


def is_told(page: Page) -> bool:
    page.goto("/notices/")
    return page.get_by_role("link", name=TITLE).count() > 0


def morning_comes(home: House) -> None:
    subprocess.run(
        [sys.executable, "-m", "lubuk", "manage", "shell", "-c", LETTERS_ARE_DUE],
        cwd=ROOT,
        env=environment(LUBUK_DATA=str(home.data), DJANGO_SETTINGS_MODULE="lubuk.site.settings"),
        check=True,
    )


def test_who_keeps_a_search_hears_of_what_a_colleague_publishes(page_for: PageFor, home: House) -> None:
    told, written_to = page_for("cleo", width=390), page_for("dora", scripts=False)
    keep(told, "malachite", "Malachite pumps", "A notice")
    assert violations(told) == []
    keep(written_to, "malachite", "All malachite", "One mail a day")

    write(page_for("ben"), "article", TITLE, "Twelve litres a second.", press="Publish")
    assert eventually(lambda: is_told(told), within=60)
    expect(told.get_by_text("A search that you keep finds this page").first).to_be_visible()
    assert violations(told) == []
    told.get_by_role("link", name="Kept searches").first.click()
    expect(told.get_by_text("1 new page")).to_be_visible()
    assert violations(told) == []
    told.get_by_role("link", name=TITLE).click()
    expect(told.get_by_text("Twelve litres a second.")).to_be_visible()

    morning_comes(home)
    letter = home.mail.letter_to("dora@")
    assert TITLE in letter
    stop = re.search(r"/searches/stop/\S+", letter)
    assert stop is not None
    anyone = page_for()
    anyone.goto(stop.group())
    assert violations(anyone) == []
    anyone.get_by_role("button", name="Stop the letters").click()
    expect(anyone.get_by_role("heading", level=1)).to_have_text("You get no more of these letters.")
    written_to.goto("/searches/")
    expect(written_to.get_by_text("Not told")).to_be_visible()
