"""Archives that were made to do harm: each is refused in a sentence, and nothing of it is kept."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest

from lubuk.domains.importing.models import State
from lubuk.domains.importing.reading.unreadable import Unreadable
from lubuk.domains.importing.sources import tree
from lubuk.domains.importing.sources.opening import opened
from lubuk.domains.importing.sources.tree import ZipTree, opened_zip
from lubuk.domains.importing.tests.makers import a_zip, an_import, outcomes, taken, why
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item


def placed(folder: Path, content: bytes, name: str = "sent.zip") -> Path:
    place = folder / name
    place.write_bytes(content)
    return place


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["../out.md", "/etc/out.md", "a/../../out.md", "C:/out.md", "..\\out.md"])
def test_names_that_lead_out_are_told_and_left(odi: Person, name: str) -> None:
    run = taken(a_zip({name: "# Out\n\nText.", "a.md": "# A\n\nText here."}), by=odi)
    assert Item.objects.filter(kind="article").count() == 1
    assert [row.why for row in run.entries.filter(outcome="left-out")] == [
        "The name of this file leads out of the archive."
    ]


@pytest.mark.django_db
def test_a_bomb_is_told_and_left(odi: Person) -> None:
    run = taken(a_zip({"bomb.md": b"\0" * 300_000_000, "a.md": "# A\n\nText."}), by=odi)
    assert outcomes(run)["a.md"] == "new"
    assert "beyond measure" in why(run, "bomb.md")


def test_an_archive_that_lies_about_sizes_is_stopped_where_the_limit_is(tmp_path: Path) -> None:
    sent = bytearray(a_zip({"bomb.md": b"a" * 50_000_000}))
    for sign in (b"PK\x03\x04", b"PK\x01\x02"):
        at = sent.index(sign) + (22 if sign == b"PK\x03\x04" else 24)
        sent[at : at + 4] = (1_000).to_bytes(4, "little")
    with pytest.raises(Unreadable):
        opened_zip(placed(tmp_path, bytes(sent))).read("bomb.md")


def test_reading_stops_past_the_ratio() -> None:
    endless = io.BytesIO(b"x" * 30_000_000)
    with pytest.raises(Unreadable, match="beyond measure"):
        tree.read_at_most(endless.read, 1_000)


def test_links_in_an_archive_are_no_files(tmp_path: Path) -> None:
    sent = io.BytesIO()
    with zipfile.ZipFile(sent, "w") as archive:
        link = zipfile.ZipInfo("passwords.md")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    found = opened_zip(placed(tmp_path, sent.getvalue()))
    assert (found.paths, list(found.refused)) == ([], ["passwords.md"])


def test_too_many_files_are_refused_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "MOST_FILES", 3)
    with pytest.raises(Unreadable, match="Split it"):
        opened_zip(placed(tmp_path, a_zip({f"{n}.md": "x" for n in range(4)})))


def test_names_of_old_archives_keep_their_letters() -> None:
    member = zipfile.ZipInfo("x")
    member.filename = "Größe.md".encode().decode("cp437")
    assert tree.name_of(member) == "Größe.md"


def test_files_locked_with_a_password_are_told(tmp_path: Path) -> None:
    sent = bytearray(a_zip({"a.md": "text"}))
    sent[sent.index(b"PK\x01\x02") + 8] |= 1
    assert "password" in opened_zip(placed(tmp_path, bytes(sent))).refused["a.md"]


@pytest.mark.django_db
@pytest.mark.parametrize("sent", [b"PK\x03\x04 broken", b"", b"\x00\x01\x02\x03" * 50])
def test_what_is_no_archive_brings_nothing(odi: Person, sent: bytes) -> None:
    run = taken(sent, by=odi)
    assert not Item.objects.exists()
    assert run.state in (State.FAILED, State.DONE)


@pytest.mark.django_db
def test_an_archive_cut_off_says_so(odi: Person) -> None:
    whole = a_zip({f"{n}.md": f"# Page\n\n{n}" * 100 for n in range(20)})
    run = an_import(whole[: len(whole) // 2], by=odi)
    assert not Item.objects.exists()
    assert run.why or set(outcomes(run).values()) <= {"left-out"}


@pytest.mark.parametrize(
    "dump",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]><mediawiki><page><title>&b;</title></page>',
        b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><mediawiki><page><title>&f;</title></page></mediawiki>',
        b"<mediawiki><page><title>Cut off",
    ],
)
def test_entities_and_cut_dumps_are_refused(tmp_path: Path, dump: bytes) -> None:
    _sort, source = opened(placed(tmp_path, dump, "dump.xml"), "dump.xml")
    with pytest.raises(Unreadable, match="Make it anew"):
        list(source.entries())


def test_a_word_document_that_is_none_is_told(tmp_path: Path) -> None:
    found = ZipTree(zipfile.ZipFile(placed(tmp_path, a_zip({"a.docx": "no document"}))))
    _sort, source = opened(placed(tmp_path, a_zip({"a.docx": "no document"})), "sent.zip")
    assert found.paths == ["a.docx"]
    assert "damaged" in next(iter(source.entries())).why  # type: ignore[union-attr]


@pytest.mark.django_db
def test_scripts_do_not_come_in(odi: Person) -> None:
    evil = "<html><body><h1>Hi</h1><p onclick=x()>Text<script>alert(1)</script><img src=x onerror=y()></p>"
    taken(a_zip({"a.html": evil}), by=odi)
    item = Item.objects.get(title="Hi")
    assert item.published is not None
    assert item.published.body == "<p>Text</p>"
