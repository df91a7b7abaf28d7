"""A manual as a book: its structure after EPUB 3.3, and its reader's rights."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from xml.etree.ElementTree import Element, fromstring

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from lubuk.foundation.accounts.models import Person, Stranger
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item
from lubuk.shared.attachments.actions import claim_files, upload_picture
from tests.cast import Visit, a_draft, a_guide, an_article, through_review

pytestmark = pytest.mark.django_db

TITLE = "The <network> & its \x07 pumps"
OPF = "{http://www.idpf.org/2007/opf}"
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture
def manual(ana: Person, dora: Person) -> Item:
    whole = through_review(a_draft(by=ana, kind="manual", title=TITLE, audience="public"), dora)
    inner = through_review(a_draft(by=ana, kind="manual", title="Below ground", audience="public"), dora)
    kept = io.BytesIO()
    Image.new("RGB", (4, 3), "teal").save(kept, "PNG")
    picture = upload_picture(SimpleUploadedFile("p.png", kept.getvalue(), "image/png"), by=ana)
    shown = f'<figure><img src="{picture.get_absolute_url()}" alt="A &quot;pump&quot;" width="4" height="3"></figure>'
    body = f"<h2>Why</h2><p>One&nbsp;two<br>three &amp; four</p><hr>{shown}"
    pumps = a_draft(by=ana, kind="guide", title="Pumps", body=body, audience="public")
    claim_files(pumps, by=ana)
    through_review(pumps, dora)
    keys = a_guide(by=ana, approved_by=dora, title="Keys", audience="unit")
    link = f"<p>See {a_link(pumps)} and {a_link(keys)}</p>"
    valves = a_guide(by=ana, approved_by=dora, title="Valves", body=link, audience="public")
    for part in (pumps, keys, inner):
        actions.add_part(whole, part, by=ana)
    actions.add_part(inner, valves, by=ana)
    return whole


def a_link(item: Item) -> str:
    return f'<a data-item="{item.pk}" href="/items/{item.pk}/">#{item.pk}</a>'


def parsed(content: bytes) -> Element:
    return fromstring(content)  # noqa: S314 - what we have just written


def book(visit: Visit, person: Person | Stranger, manual: Item) -> zipfile.ZipFile:
    response = visit(person).get(f"/items/{manual.pk}/epub/")
    assert response.headers["Content-Type"] == "application/epub+zip"
    return zipfile.ZipFile(io.BytesIO(response.getvalue()))


def test_it_is_a_valid_container(manual: Item, ana: Person, visit: Visit) -> None:
    epub = book(visit, ana, manual)
    first = epub.infolist()[0]
    assert (first.filename, first.compress_type, epub.read("mimetype")) == (
        "mimetype",
        0,
        b"application/epub+zip",
    )
    package = parsed(epub.read("book/package.opf"))
    listed = {i.get("id"): i.get("href") for i in package.iter(f"{OPF}item")}
    inside = {name.removeprefix("book/") for name in epub.namelist() if name.startswith("book/")} - {
        "package.opf"
    }
    assert set(listed.values()) == inside
    assert all(ref.get("idref") in listed for ref in package.iter(f"{OPF}itemref"))
    for word in ("identifier", "title", "language"):
        assert package.find(f".//{{http://purl.org/dc/elements/1.1/}}{word}") is not None
    assert any(m.get("property") == "dcterms:modified" for m in package.iter(f"{OPF}meta"))


def test_every_page_is_xml_and_every_link_leads_somewhere(manual: Item, ana: Person, visit: Visit) -> None:
    epub = book(visit, ana, manual)
    names = set(epub.namelist())
    for name in (name for name in names if name.endswith(".xhtml")):
        page = parsed(epub.read(name))
        addresses = [a.get("href", "") for a in page.iter(f"{XHTML}a")] + [
            i.get("src", "") for i in page.iter(f"{XHTML}img")
        ]
        for address in addresses:
            assert address.startswith(("http", "#")) or posixpath.join("book", address) in names, (
                name,
                address,
            )


def test_the_contents_are_nested_as_the_manual_is(manual: Item, ana: Person, visit: Visit) -> None:
    nav = parsed(book(visit, ana, manual).read("book/nav.xhtml"))
    assert nav.find(f".//{XHTML}nav/{XHTML}ol") is not None
    inner = [a.text for a in nav.iterfind(f".//{XHTML}ol/{XHTML}li/{XHTML}ol/{XHTML}li/{XHTML}a")]
    assert inner == ["3.1 Valves"]


def test_a_reader_takes_along_what_they_may_see(manual: Item, fay: Person, visit: Visit) -> None:
    epub = book(visit, fay, manual)
    everything = b"".join(epub.read(name) for name in epub.namelist()).decode(errors="replace")
    assert "Keys" not in everything
    assert "a page that is not open to you" in everything
    assert re.search(r'href="item-\d+\.xhtml">Pumps</a>', everything)


def test_only_manuals_are_books(ana: Person, visit: Visit) -> None:
    assert visit(ana).get(f"/items/{an_article(by=ana).pk}/epub/").status_code == 404
