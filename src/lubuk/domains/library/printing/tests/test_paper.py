"""Items on paper: what stands there, for whom, and that no text can do more than be read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings

from lubuk.domains.library.leaves import bound
from lubuk.domains.library.printing import press
from lubuk.domains.library.printing.paper import paper_of
from lubuk.domains.library.printing.press import printed
from lubuk.domains.library.printing.setting import set_paper
from lubuk.domains.library.printing.texts import Texts
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.refusal import Refused
from lubuk.foundation.richtext.plain import to_text
from lubuk.foundation.richtext.sanitise import sanitise
from lubuk.foundation.richtext.tests.texts import TEXTS
from tests.cast import Visit, a_guide, an_article

HOSTILE = (
    '<p>#panic("no") #import "@preview/evil:1.0.0" $ x^2 $ *not bold* _nor this_ \\#{ } `raw` @ref &lt;label&gt;</p>'
    '<h4>= no heading</h4><pre><code>#read("/etc/passwd")\n```</code></pre><table><tr><td>a</td></tr></table>'
    '<p><a href="https://x.example/?a=%22%29%23panic%28%29">#eval("1")</a></p>'
)


def words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


@pytest.mark.django_db
def test_paper_says_who_what_how_sure_and_where(ana: Person, dora: Person, visit: Visit) -> None:
    guide = a_guide(
        by=ana, approved_by=dora, title="Flushing a hydrant", summary="In ten minutes.", audience="public"
    )
    actions.endorse(guide, by=dora)
    response = visit(ana).get(f"/items/{guide.pk}/pdf/")
    said = words(response.content)
    assert b"/StructTreeRoot" in response.content
    for expected in (
        "Flushing a hydrant",
        "In ten minutes.",
        guide.number,
        "City of Aruna",
        "Dora Tirta",
        "Turn it slowly.",
    ):
        assert expected in said
    assert f"/n/{guide.number}/" in said


@pytest.mark.django_db
def test_hostile_text_is_only_text(ana: Person, visit: Visit) -> None:
    item = an_article(by=ana, title='#panic("title") *x*', body=HOSTILE)
    said = words(visit(ana).get(f"/items/{item.pk}/pdf/").content)
    for expected in (
        '#panic("title") *x*',
        '#panic("no")',
        "*not bold* _nor this_",
        '#read("/etc/passwd")',
        '#eval("1")',
    ):
        assert expected in said


@pytest.mark.django_db
def test_of_a_collection_paper_shows_what_its_reader_may_see(ana: Person, fay: Person, visit: Visit) -> None:
    whole = an_article(by=ana, kind="collection", title="For newcomers", audience="public")
    for title, audience in (("Open pump", "public"), ("Secret key", "unit")):
        actions.add_part(whole, an_article(by=ana, title=title, audience=audience), by=ana)
    anas, fays = (words(visit(person).get(f"/items/{whole.pk}/pdf/").content) for person in (ana, fay))
    assert ("Open pump" in anas, "Secret key" in anas) == (True, True)
    assert ("Open pump" in fays, "Secret key" in fays) == (True, False)


@pytest.mark.django_db
def test_a_list_is_printed_as_a_table(ana: Person, fay: Person, visit: Visit) -> None:
    an_article(by=ana, title="Open pump", audience="public")
    an_article(by=ana, title="Secret key", audience="unit")
    anas, fays = (words(visit(person).get("/kinds/article/pdf/").content) for person in (ana, fay))
    assert ("Open pump" in anas, "Secret key" in anas) == (True, True)
    assert ("Open pump" in fays, "Secret key" in fays) == (True, False)


@pytest.mark.django_db
def test_what_takes_too_long_is_refused_in_words(ana: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    item = an_article(by=ana)
    monkeypatch.setattr(press, "PATIENCE", 0.001)
    with pytest.raises(Refused, match="Print its parts one by one"):
        printed(paper_of(bound([item.pk], ana)[item.pk]))


@given(TEXTS)
def test_no_word_is_lost_on_the_way_to_the_layout(html: str) -> None:
    text = sanitise(html)
    assert letters("".join(said_in(Texts().blocks(text, 1)))) == letters(to_text(text))


def said_in(said: object) -> Iterator[str]:
    """All words, in order, wherever they stand in the data."""
    if isinstance(said, list):
        for one in said:
            yield from said_in(one)
    elif isinstance(said, dict):
        if said.get("name") == "callout":
            yield from said_in(said["children"])
        elif said.get("name") == "table":
            yield from said_in([*said["head"], *said["body"]])
        else:
            for key in ("text", "runs", "items", "children"):
                yield from [said[key]] if isinstance(said.get(key), str) else said_in(said.get(key))


def letters(text: str) -> str:
    return "".join(text.split())


@pytest.mark.django_db
def test_whatever_a_text_holds_the_layout_can_set_it(ana: Person, tmp_path: Path) -> None:
    leaf = bound([an_article(by=ana).pk], ana)
    paper = paper_of(*leaf.values())

    @given(TEXTS)
    @settings(max_examples=50, deadline=None)
    def can_be_set(html: str) -> None:
        blocks = Texts().blocks(sanitise(html), 1)
        (tmp_path / "doc.json").write_text(json.dumps({**paper.said, "blocks": blocks}), encoding="utf-8")
        set_paper(tmp_path)

    can_be_set()
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
