"""Files go along with the pages that they hang on, to whoever may see them, and in every form."""

from __future__ import annotations

import io
import json
import re
import zipfile

import pytest

from lubuk.domains.library.contents import chapters_of
from lubuk.domains.library.exporting.epub import write_epub
from lubuk.domains.library.exporting.tests.makers import made
from lubuk.domains.library.leaves import bound
from lubuk.domains.library.printing.paper import paper_of
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.kinds.files import FILES
from lubuk.foundation.items.models import Item
from lubuk.shared.attachments.actions import claim_files, upload_file
from lubuk.shared.attachments.reading import read_next
from lubuk.shared.attachments.tests.makers import a_pdf, a_picture
from tests.cast import a_draft, an_article, fresh, rewrite

pytestmark = pytest.mark.django_db

PLAN, PHOTO = a_pdf("Where the pipes lie."), a_picture()


def with_files(by: Person, *files: tuple[str, bytes], title: str, audience: str) -> Item:
    rows = []
    for name, content in files:
        attachment = upload_file(io.BytesIO(content), name, by=by)
        rows.append({"file": str(attachment.key), "name": attachment.given_name, "about": f"About {name}"})
    item = a_draft(by=by, title=title, audience=audience, fields={FILES.name: rows})
    claim_files(item, by=by)
    actions.publish(item, by=by)
    while read_next():
        pass
    return fresh(item)


def names(archive: zipfile.ZipFile) -> list[str]:
    return [name for name in archive.namelist() if name.startswith("files/")]


@pytest.fixture
def page(ana: Person) -> Item:
    files = (("Plan of Süd <1>.pdf", PLAN), ("pump.png", PHOTO))
    return with_files(ana, *files, title="Pumps", audience="public")


@pytest.mark.parametrize("form", ["site", "markdown"])
def test_the_files_themselves_lie_in_a_folder_of_their_own(page: Item, ana: Person, form: str) -> None:
    archive = made(form, ana)
    plan, photo = names(archive)
    assert (archive.read(plan), archive.read(photo)) == (PLAN, PHOTO)
    assert plan.endswith("-plan-of-sud-1.pdf")
    assert plan.isascii()


def test_a_page_of_the_site_links_its_files(page: Item, ana: Person) -> None:
    archive = made("site", ana)
    text = archive.read(f"pages/{page.number}.html").decode()
    shown = text.partition('<ul class="files">')[2].partition("</ul>")[0]
    assert set(re.findall(r'<a href="([^"]+)"', shown)) == {f"../{name}" for name in names(archive)}
    assert "Plan of Süd &lt;1&gt;.pdf" in shown
    assert re.findall(r'alt="([^"]+)"', shown) == ["About pump.png"]


@pytest.mark.parametrize("form", ["site", "markdown"])
def test_nobody_takes_a_file_along_that_they_may_not_see(ana: Person, fay: Person, form: str) -> None:
    with_files(ana, ("keys.pdf", PLAN), title="Keys", audience="unit")
    assert names(made(form, fay)) == []
    assert len(names(made(form, ana))) == 1


def test_a_file_of_the_next_version_does_not_go_along(ana: Person) -> None:
    item = an_article(by=ana, title="Pumps")
    attachment = upload_file(io.BytesIO(PLAN), "plan.pdf", by=ana)
    rewrite(
        item, by=ana, fields={FILES.name: [{"file": str(attachment.key), "name": "plan.pdf", "about": ""}]}
    )
    claim_files(fresh(item), by=ana)
    assert names(made("site", ana)) == []


def test_the_markdown_folder_says_what_hangs_where_and_in_what_order(page: Item, ana: Person) -> None:
    whole = an_article(by=ana, kind="collection", title="For newcomers")
    first = an_article(by=ana, title="A last one")
    actions.add_parts(whole, [page, first], by=ana)
    archive = made("markdown", ana)
    pages = json.loads(archive.read("lubuk.json"))["pages"]
    (holding,) = (path for path in pages if "holds" in pages[path])
    assert [path.split("/")[1][:12] for path in pages[holding]["holds"]] == [page.number, first.number]
    (hanging,) = (said["files"] for said in pages.values() if "files" in said)
    assert [(row["path"], row["about"]) for row in hanging] == list(
        zip(names(archive), ["About Plan of Süd <1>.pdf", "About pump.png"], strict=True)
    )


def test_a_book_names_the_files_and_shows_the_pictures(page: Item, ana: Person) -> None:
    whole = an_article(by=ana, kind="collection", title="All of it")
    actions.add_part(whole, page, by=ana)
    to = io.BytesIO()
    write_epub(to, bound([whole.pk], ana)[whole.pk], chapters_of(whole, ana), ana)
    book = zipfile.ZipFile(to)
    chapter = book.read(f"book/item-{page.pk}.xhtml").decode()
    assert "Plan of Süd &lt;1&gt;.pdf" in chapter
    (picture,) = (name for name in book.namelist() if name.startswith("book/file-"))
    assert picture.removeprefix("book/") in chapter
    assert picture.removeprefix("book/") in book.read("book/package.opf").decode()


def test_paper_names_the_files_and_shows_the_pictures(page: Item, ana: Person) -> None:
    paper = paper_of(bound([page.pk], ana)[page.pk])
    said = json.dumps(paper.said["blocks"], ensure_ascii=False)
    assert "Plan of Süd <1>.pdf" in said
    assert [name for name, read in paper.pictures.items() if read().startswith(b"RIFF")] != []
