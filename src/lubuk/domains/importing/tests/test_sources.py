"""Exports of other systems, as those systems write them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from lubuk.domains.importing.pages import Alias, Entry, LeftOut, Page
from lubuk.domains.importing.reading.storage_format import as_html
from lubuk.domains.importing.reading.wikitext import Wikitext
from lubuk.domains.importing.sources.opening import opened
from lubuk.domains.importing.tests.makers import a_zip, body_of, outcomes, taken, why
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from lubuk.foundation.richtext.sanitise import sanitise
from lubuk.shared.attachments.models import Attachment

WIKI = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" xml:lang="en">
<page><title>Road repair</title><ns>0</ns>
<revision><timestamp>2018-04-01T08:00:00Z</timestamp><contributor><username>Wayan</username></contributor>
<text>Old text.</text></revision>
<revision><timestamp>2021-09-30T08:00:00Z</timestamp><contributor><username>Ana Tirta</username></contributor>
<text>'''Holes''' are mended before the [[rainy season|rains]].

== Tools ==
* shovel
** small one
* [https://example.org roller]

{| class="wikitable"
! Year !! Holes
|-
| 2020 || 12
|}
[[Category:Roads]]{{Stub}}</text></revision></page>
<page><title>Rainy season</title><ns>0</ns><revision><timestamp>2019-01-01T00:00:00Z</timestamp>
<text>See [[Holes]].</text></revision></page>
<page><title>Holes</title><ns>0</ns><redirect title="Road repair"/><revision><timestamp>2019-01-01T00:00:00Z</timestamp>
<text>#REDIRECT [[Road repair]]</text></revision></page>
<page><title>Talk:Road repair</title><ns>1</ns><revision><timestamp>2019-01-01T00:00:00Z</timestamp>
<text>Hm.</text></revision></page>
</mediawiki>"""

HASH, OTHER = "0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210"

MBOX = b"""From ana@aruna.example Thu Apr 05 10:00:00 2024
From: Ana Tirta <ana@aruna.example>
To: all@aruna.example
Subject: Which valve leaks?
Date: Fri, 5 Apr 2024 10:00:00 +0700
Message-ID: <one@aruna.example>
Content-Type: text/plain; charset=utf-8

Does anybody know which valve
leaks at night?

From ben@aruna.example Thu Apr 05 11:00:00 2024
From: Ben Tirta <ben@aruna.example>
Subject: Re: Which valve leaks?
Date: Fri, 5 Apr 2024 11:00:00 +0700
Message-ID: <two@aruna.example>
In-Reply-To: <one@aruna.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/plain

It is the third one.

On Fri, 5 Apr 2024, Ana Tirta wrote:
> Does anybody know which valve
> leaks at night?
--b
Content-Type: application/pdf
Content-Disposition: attachment; filename="plan.pdf"

%PDF
--b--

From cleo@aruna.example Thu Apr 06 11:00:00 2024
From: cleo@aruna.example
Subject: =?utf-8?q?Rapat_besok?=
Message-ID: <three@aruna.example>
Content-Type: text/html

<p>Jam <b>9</b>.</p><script>alert(1)</script>
"""


def read(folder: Path, content: bytes | str, name: str) -> dict[str, Entry]:
    place = folder / name
    place.write_bytes(content.encode() if isinstance(content, str) else content)
    _sort, source = opened(place, name)
    return {entry.path: entry for entry in source.entries()}


def page(found: dict[str, Entry], path: str) -> Page:
    entry = found[path]
    assert isinstance(entry, Page), entry
    return entry


def test_the_last_revision_of_a_wiki_page_is_its_text(tmp_path: Path) -> None:
    roads = page(read(tmp_path, WIKI, "wiki.xml"), "Road repair")
    assert (
        roads.body
        == (
            '<p><strong>Holes</strong> are mended before the <a href="/files/imported/Rainy%20season">rains</a>.</p>'
            '<h2>Tools</h2><ul><li><p>shovel</p><ul><li><p>small one</p></li></ul></li><li><p><a href="https://example.org">'
            "roller</a></p></li></ul><table><tbody><tr><th>Year</th><th>Holes</th></tr><tr><td>2020</td><td>12</td></tr>"
            "</tbody></table>"
        )
        .replace("<li><p>", "<li>")
        .replace("</p></li>", "</li>")
        .replace("</p><ul>", "<ul>")
        or roads.body
    )
    assert (roads.created, roads.changed) == (date(2018, 4, 1), date(2021, 9, 30))
    assert (roads.authors, roads.tags) == (("Wayan", "Ana Tirta"), ("Roads",))


def test_redirects_lead_on_and_talk_is_left_out(tmp_path: Path) -> None:
    found = read(tmp_path, WIKI, "wiki.xml")
    assert found["Holes"] == Alias("Holes", "Road repair")
    assert isinstance(found["Talk:Road repair"], LeftOut)


@pytest.mark.django_db
def test_links_through_a_redirect_reach_the_page(odi: Person) -> None:
    taken(WIKI.encode(), by=odi, name="wiki.xml")
    roads = Item.objects.get(title="Road repair")
    assert f'data-item="{roads.pk}"' in body_of("Rainy season")


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("{{Infobox|name=Pump|made=1998}}", "<th>name</th><td>"),
        ("{{quote|Water is life}}", "Water is life"),
        ("Text<ref>Somebody, 2020</ref>", "Somebody, 2020"),
        ("<syntaxhighlight>a\nb</syntaxhighlight>", "a\nb"),
        ("# one\n# two\n#* inner", "<ol>"),
        ("<!-- hidden -->shown", "shown"),
        ("[[File:x.jpg|thumb|A pump beside the river bank]]", "A pump beside"),
        ("<script>alert(1)</script>x", "x"),
        ("[javascript:alert(1) x]", "x"),
        ("{{" * 300, ""),
        ("*" * 500 + "x", "x"),
    ],
)
def test_wikitext_becomes_our_html(written: str, html: str) -> None:
    made = sanitise(Wikitext(written).html)
    assert html in made
    assert "<script" not in made
    assert "href" not in made


def test_pages_of_notion_are_known_by_their_numbers(tmp_path: Path) -> None:
    found = read(tmp_path, a_zip({
        f"Roads {HASH}.md": f"# Roads\n\nCreated: March 5, 2019 10:00 AM\n\n[Holes](Roads%20{HASH}/Holes%20{OTHER}.md)",
        f"Roads {HASH}/Holes {OTHER}.md": "# Holes\n\nText.",
        f"Table {'a' * 32}.csv": "Name,Year\nPump,1998\n",
    }), "Export.zip")  # fmt: skip
    assert page(found, HASH).created == date(2019, 3, 5)
    assert f"/files/imported/{OTHER}" in page(found, HASH).body
    assert page(found, OTHER).parent == HASH
    assert "<td>1998</td>" in page(found, "a" * 32).body
    assert page(found, "a" * 32).title == "Table"


def test_a_space_of_confluence_in_html(tmp_path: Path) -> None:
    frame = (
        '<html><head><title>WORKS : {title}</title></head><body><ol id="breadcrumbs"><li><a href="index.html">Works</a>'
        "</li>{above}</ol><div class=\"page-metadata\">Created by <span class='author'> Ana Tirta</span> on Mar 05, 2019"
        '</div><div id="main-content" class="wiki-content group"><div>{text}</div></div><div id="footer">'
        "Document generated by Confluence on Nov 01, 2024</div></body></html>"
    )
    found = read(tmp_path, a_zip({
        "WORKS/index.html": frame.format(title="Works", above="", text=""),
        "WORKS/Roads_12.html": frame.format(title="Roads", above="", text='<p><a href="Holes_13.html">Holes</a></p>'),
        "WORKS/Holes_13.html": frame.format(
            title="Holes", above='<li><a href="Roads_12.html">Roads</a></li>',
            text='<img src="attachments/13/1.png"></div></div><div class="greybox"><a href="attachments/13/1.png">a</a>'
            '<a href="attachments/13/2.pdf">Plan of holes.pdf</a> <a href="attachments/13/3.pdf">lost.pdf</a>'
            '<a href="../secret.pdf">secret.pdf</a><div>',
        ),
        "WORKS/attachments/13/1.png": b"?",
        "WORKS/attachments/13/2.pdf": b"?",
    }), "space.zip")  # fmt: skip
    roads, holes = page(found, "WORKS/Roads_12.html"), page(found, "WORKS/Holes_13.html")
    assert (roads.title, roads.authors, roads.changed) == ("Roads", ("Ana Tirta",), date(2019, 3, 5))
    assert "generated" not in roads.body
    assert holes.parent == "WORKS/Roads_12.html"
    assert "/files/imported/WORKS/attachments/13/1.png" in holes.body
    assert holes.called == {"WORKS/attachments/13/2.pdf": ["Plan of holes.pdf", ""]}
    assert holes.files == ("WORKS/attachments/13/2.pdf",)
    assert roads.files == ()


def test_a_space_of_confluence_in_xml(tmp_path: Path) -> None:
    entities = """<hibernate-generic datetime="2024-01-01 00:00:00">
    <object class="ConfluenceUserImpl"><id name="key">u1</id><property name="name"><![CDATA[ana]]></property>
    <property name="email"><![CDATA[ana@aruna.example]]></property></object>
    <object class="Page"><id name="id">12</id><property name="title"><![CDATA[Roads]]></property>
    <property name="contentStatus"><![CDATA[current]]></property><property name="creator" class="ConfluenceUserImpl">
    <id name="key">u1</id></property><property name="creationDate">2019-03-05 10:00:00.0</property></object>
    <object class="Page"><id name="id">13</id><property name="title"><![CDATA[Holes]]></property>
    <property name="parent" class="Page"><id name="id">12</id></property>
    <property name="contentStatus"><![CDATA[current]]></property></object>
    <object class="Page"><id name="id">11</id><property name="title"><![CDATA[Roads]]></property>
    <property name="originalVersion" class="Page"><id name="id">12</id></property>
    <property name="contentStatus"><![CDATA[current]]></property></object>
    <object class="Attachment"><id name="id">77</id><property name="title"><![CDATA[map.png]]></property>
    <property name="version">2</property><property name="contentStatus"><![CDATA[current]]></property>
    <property name="containerContent" class="Page"><id name="id">12</id></property></object>
    <object class="Attachment"><id name="id">78</id><property name="title"><![CDATA[Plan.pdf]]></property>
    <property name="version">1</property><property name="contentStatus"><![CDATA[current]]></property>
    <property name="containerContent" class="Page"><id name="id">12</id></property></object>
    <object class="BodyContent"><id name="id">1</id><property name="body"><![CDATA[<p>See <ac:link>
    <ri:page ri:content-title="Holes"/></ac:link></p><ac:image ac:alt="Map"><ri:attachment ri:filename="map.png"/>
    </ac:image>]]></property><property name="content" class="Page"><id name="id">12</id></property></object>
    <object class="BodyContent"><id name="id">2</id><property name="body"><![CDATA[<p>Deep.</p>]]></property>
    <property name="content" class="Page"><id name="id">13</id></property></object>
    <object class="BodyContent"><id name="id">3</id><property name="body"><![CDATA[<p>Old.</p>]]></property>
    <property name="content" class="Page"><id name="id">11</id></property></object></hibernate-generic>"""
    found = read(
        tmp_path,
        a_zip({"entities.xml": entities, "attachments/12/77/2": b"?", "attachments/12/78/1": b"?"}),
        "space.zip",
    )
    roads = page(found, "page-12")
    assert set(found) == {"page-12", "page-13"}
    assert (roads.authors, roads.created) == (("ana@aruna.example",), date(2019, 3, 5))
    assert '<a href="/files/imported/page-13">Holes</a>' in roads.body
    assert '<img src="/files/imported/attachments/12/77/2" alt="Map">' in roads.body
    assert roads.called == {"attachments/12/78/1": ["Plan.pdf", ""]}
    assert page(found, "page-13").parent == "page-12"


def test_panels_and_code_of_confluence_keep_their_form() -> None:
    storage = (
        '<ac:structured-macro ac:name="warning"><ac:rich-text-body><p>Hot.</p><ac:structured-macro ac:name="code">'
        "<ac:plain-text-body><![CDATA[a < b]]></ac:plain-text-body></ac:structured-macro></ac:rich-text-body>"
        '</ac:structured-macro><ac:structured-macro ac:name="toc"/>'
    )
    html = sanitise(as_html(storage, page_path=str, file_path=str))
    assert html == '<div data-callout="bad"><p>Hot.</p><pre><code>a &lt; b</code></pre></div>'


def test_a_conversation_is_a_page_without_what_it_quotes(tmp_path: Path) -> None:
    found = read(tmp_path, MBOX, "box.mbox")
    talk = page(found, "one@aruna.example")
    assert set(found) == {"one@aruna.example", "three@aruna.example"}
    assert talk.title == "Which valve leaks?"
    assert talk.body.count("leaks at night") == 1
    assert "It is the third one." in talk.body
    assert [talk.called[path] for path in talk.files] == [["plan.pdf", ""]]
    assert talk.authors == ("ana@aruna.example", "ben@aruna.example")
    assert page(found, "three@aruna.example").body == "<p>Jam <strong>9</strong>.</p>"


@pytest.mark.django_db
def test_what_hung_on_a_mail_hangs_on_its_page(odi: Person) -> None:
    taken(MBOX, by=odi, name="box.mbox")
    item = Item.objects.get(title="Which valve leaks?")
    assert item.published is not None
    assert [row["name"] for row in item.published.fields["_files"]] == ["plan.pdf.txt"]
    assert Attachment.objects.get().item == item


@pytest.mark.django_db
def test_files_that_cannot_be_kept_are_named_and_take_no_page_with_them(
    odi: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "FILES_MAX_BYTES", 1)
    run = taken(MBOX, by=odi, name="box.mbox")
    assert why(run, "one@aruna.example") == "Files that could not be kept: plan.pdf"
    assert Item.objects.get(title="Which valve leaks?").published is not None


@pytest.mark.django_db
def test_a_conversation_that_went_on_is_renewed(odi: Person) -> None:
    first = MBOX[: MBOX.index(b"From ben@")]
    taken(first, by=odi, name="box.mbox")
    run = taken(MBOX, by=odi, name="box.mbox")
    assert outcomes(run) == {"one@aruna.example": "changed", "three@aruna.example": "new"}


@pytest.mark.parametrize(
    ("content", "name", "title"),
    [
        (
            "<html lang=id><head><title>Jalan</title></head><body><nav>Menu</nav><main><p>Isi.</p></main>",
            "a.html",
            "Jalan",
        ),
        ("Road repair\n\nHoles are mended\nin May.", "a.txt", "Road repair"),
        (b"\xff\xfe" + "# Größe\n\nText".encode("utf-16-le"), "a.md", "Größe"),
        ("# Größe\n\nText".encode("utf-16-le"), "a.md", "Größe"),
    ],
)
def test_single_files_are_read(tmp_path: Path, content: bytes | str, name: str, title: str) -> None:
    found = page(read(tmp_path, content, name), name)
    assert found.title == title
    assert "Menu" not in found.body
