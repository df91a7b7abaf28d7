"""A folder that Lubuk made comes back; one that only says so, or was changed since, does no harm."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lubuk.domains.importing.sources.opening import opened
from lubuk.domains.importing.tests.makers import a_zip, outcomes, taken, why
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item, Link
from lubuk.shared.attachments.models import Attachment

pytestmark = pytest.mark.django_db

WHOLE = "---\ntitle: Water\nkind: collection\n---\n\nAll of it.\n"


def a_folder(pages: Any, **more: str) -> bytes:
    files: dict[str, str | bytes] = {
        "c/w.md": WHOLE,
        "a/p.md": "# Pumps\n\nSlowly.",
        "a/v.md": "# Valves\n\nDry.",
    }
    return a_zip({**files, **more, "lubuk.json": json.dumps({"lubuk": 1, "pages": pages})})


def parts_of(title: str) -> list[str]:
    return [part.title for part in Item.objects.parts_of(Item.objects.get(title=title, kind="collection").pk)]


def test_the_index_says_what_a_collection_holds_and_in_what_order(odi: Person) -> None:
    taken(a_folder({"c/w.md": {"holds": ["a/v.md", "a/p.md"]}}), by=odi)
    assert parts_of("Water") == ["Valves", "Pumps"]


def test_brought_in_again_nothing_comes_twice(odi: Person) -> None:
    sent = a_folder({"c/w.md": {"holds": ["a/v.md", "a/p.md"]}})
    taken(sent, by=odi)
    run = taken(sent, by=odi)
    assert set(outcomes(run).values()) == {"same"}
    assert parts_of("Water") == ["Valves", "Pumps"]


@pytest.mark.parametrize(
    "pages",
    [
        [], "all", {"a/p.md": 7}, {"a/p.md": {"files": "all", "holds": 3}}, {"a/p.md": {"files": [1, None, {}]}},
        {"a/p.md": {"files": [{"path": "../../etc/passwd"}, {"path": "/etc/passwd"}, {"path": "files/none.pdf"}]}},
        {"a/p.md": {"files": [{"path": "a/v.md", "name": "v"}]}}, {"nowhere.md": {"holds": ["a/p.md"]}},
        {"c/w.md": {"holds": ["c/w.md", "none.md", 3, "../../w.md"]}}, {"a/p.md": {"holds": ["a/v.md"]}},
        {"a/p.md": {"kind": "document", "files": [{"path": "files/none.pdf", "field": "file"}]}},
        {"a/p.md": {"kind": "document", "files": [{"path": "a/v.md", "field": 7}], "fields": [1]}},
        {"a/p.md": {"kind": ["document"], "files": [{"field": "file"}], "fields": {"dated": {}}}},
        {"a/p.md": {"replaces": ["a/p.md", "none.md", 3]}}, {"a/p.md": {"replaces": {"a/v.md": 1}}},
    ],
)  # fmt: skip
def test_an_index_that_talks_nonsense_keeps_no_page_out(odi: Person, pages: Any) -> None:
    run = taken(a_folder(pages), by=odi)
    assert {path: outcome for path, outcome in outcomes(run).items() if path.endswith(".md")} == {
        "a/p.md": "new", "a/v.md": "new", "c/w.md": "new",
    }  # fmt: skip
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("index", ["{", "[" * 100_000, '{"lubuk": 2, "pages": {}}', '"lubuk"', "\0"])
def test_an_index_of_something_else_is_a_file_like_others(tmp_path: Path, index: str) -> None:
    place = tmp_path / "x.zip"
    place.write_bytes(a_zip({"a.md": "# A\n\nText.", "lubuk.json": index}))
    assert opened(place, "x.zip")[0] == "files"


def test_two_collections_in_each_other_do_not_stop_it(odi: Person) -> None:
    other = {"c/x.md": WHOLE.replace("Water", "Roads")}
    run = taken(a_folder({"c/w.md": {"holds": ["c/x.md"]}, "c/x.md": {"holds": ["c/w.md"]}}, **other), by=odi)
    assert run.state == "done"
    assert (parts_of("Water"), parts_of("Roads")) == (["Roads"], [])


def test_the_index_says_which_page_replaces_which(odi: Person) -> None:
    sent = a_folder({"a/p.md": {"replaces": ["a/v.md"]}})
    for _time in range(2):
        taken(sent, by=odi)
    link = Link.objects.get(meaning="replaces")
    assert (link.source.title, link.target.title) == ("Pumps", "Valves")


def test_pages_that_replace_each_other_are_said_in_the_account(odi: Person) -> None:
    run = taken(a_folder({"a/p.md": {"replaces": ["a/v.md"]}, "a/v.md": {"replaces": ["a/p.md"]}}), by=odi)
    assert run.state == "done"
    assert "opposite" in why(run, "a/v.md")
    assert Link.objects.filter(meaning="replaces").count() == 1
