"""The site and the Markdown folder: whole, harmless, and no more than their reader may see."""

from __future__ import annotations

import json
import posixpath
import re
import zipfile
from html import unescape
from pathlib import Path

import pytest
import yaml
from pytest_django import DjangoAssertNumQueries

from lubuk.domains.library.exporting.markdown_folder import write_markdown
from lubuk.domains.library.exporting.scope import scope_of
from lubuk.domains.library.exporting.standing_site import write_site
from lubuk.domains.library.exporting.tests.makers import HOSTILE, Shelves, all_text, filled_shelves, made
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from tests.cast import a_step, an_article

pytestmark = pytest.mark.django_db

FORMS = ["site", "markdown"]


@pytest.fixture
def shelves(ana: Person, ben: Person) -> Shelves:
    return filled_shelves(ana, ben)


@pytest.mark.parametrize("form", FORMS)
def test_everything_is_what_its_reader_may_see(shelves: Shelves, ana: Person, fay: Person, form: str) -> None:
    anas, fays = all_text(made(form, ana)), all_text(made(form, fay))
    assert ("For newcomers" in anas, "Under the mat" in anas, "Secret key" in anas) == (True, True, True)
    assert ("For newcomers" in fays, "Under the mat" in fays, "Secret key" in fays) == (True, False, False)
    assert shelves.secret.number not in fays
    assert "not published" not in anas  # the next version


@pytest.mark.parametrize("form", FORMS)
def test_a_collection_comes_with_what_it_holds_and_nothing_else(
    shelves: Shelves, ana: Person, form: str
) -> None:
    other = an_article(by=ana, title="Another page")
    said = all_text(made(form, ana, shelves.whole))
    assert all(one.number in said for one in (shelves.whole, shelves.pump, shelves.secret))
    assert other.number not in said


@pytest.mark.parametrize("form", FORMS)
def test_every_link_inside_leads_to_a_file_that_is_there(shelves: Shelves, ana: Person, form: str) -> None:
    archive = made(form, ana)
    names = set(archive.namelist())
    for name in (name for name in names if name.endswith((".html", ".md"))):
        text = archive.read(name).decode()
        for address in re.findall(r'(?:href|src)="([^"#]+)"|\]\(([^) "]+)', text):
            target = unescape(address[0] or address[1])
            if not target.startswith(("http://", "https://", "mailto:")):
                assert posixpath.normpath(posixpath.join(posixpath.dirname(name), target)) in names, (
                    name,
                    target,
                )
    assert any(name.startswith("pictures/") and name.endswith(".webp") for name in names)


def test_hostile_text_stays_text_in_the_site(shelves: Shelves, ana: Person) -> None:
    archive = made("site", ana)
    pages = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".html")]
    assert not any("<script>alert" in page or "<img src=x" in page for page in pages)
    index = archive.read("assets/pages.js").decode()
    assert "</script" not in index
    listed = index.removeprefix("window.pages = ").rstrip().removesuffix(",\n];") + "]"
    found = json.loads(listed)
    assert HOSTILE in [page["s"] for page in found]


def test_facts_stand_in_front_of_markdown(shelves: Shelves, ana: Person) -> None:
    archive = made("markdown", ana, shelves.pump)
    (name,) = (name for name in archive.namelist() if name.endswith(".md"))
    facts = yaml.safe_load(archive.read(name).decode().split("---\n")[1])
    assert (facts["title"], facts["number"]) == (shelves.pump.title, shelves.pump.number)
    assert (facts["owner"], facts["tags"], facts["audience"]) == ("Ana Tirta", ["pump", "night"], "public")


@pytest.mark.parametrize("write", [write_site, write_markdown])
def test_ten_times_the_pages_ask_no_more_questions(
    ana: Person, tmp_path: Path, write: object, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(30):
        an_article(by=ana)
    with (tmp_path / "e.zip").open("wb") as to, django_assert_max_num_queries(20):
        write(to, scope_of(ana, None), lambda done: None)  # type: ignore[operator]
    assert len(zipfile.ZipFile(tmp_path / "e.zip").namelist()) >= 30


def test_what_a_page_replaces_goes_along_with_its_number_and_no_more_than_its_reader_knew(
    ana: Person, ben: Person, fay: Person
) -> None:
    new = an_article(by=ana, title="Valves today", audience="public")
    old, secret = an_article(by=ana, audience="public"), an_article(by=ana, audience="unit")
    for one in (old, secret):
        actions.take_step(one, a_step(one, "withdraw"), by=ana, reason="Old.", successor=new)
    for form in FORMS:
        assert old.number in all_text(made(form, fay))
        assert secret.number not in all_text(made(form, fay))
        assert secret.number in all_text(made(form, ben))


@pytest.mark.parametrize("form", FORMS)
def test_a_link_to_a_withdrawn_page_leads_to_the_one_in_its_place(
    ana: Person, fay: Person, form: str
) -> None:
    new, old = (an_article(by=ana, title=title, audience="public") for title in ("New valve", "Old valve"))
    body = f'<p>See <a data-item="{old.pk}" href="/items/{old.pk}/">#{old.pk}</a>.</p>'
    an_article(by=ana, title="Pumps", body=body, audience="public")
    actions.take_step(old, a_step(old, "withdraw"), by=ana, reason="Old.", successor=new)
    said = all_text(made(form, fay))
    assert f'href="{new.number}.html">New valve</a>' in said or f"[New valve](../article/{new.number}" in said
