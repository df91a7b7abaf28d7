"""docs/packs.md says what the reader of packs says: each key and word that it asks for, and no other."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

from lubuk.foundation.access.phrases import PHRASES
from lubuk.foundation.items.kinds import marked, reading
from lubuk.foundation.items.kinds.fields import FIELD_TYPES
from lubuk.foundation.items.kinds.problems import PackError
from tests.architecture.house import PACKAGE, ROOT

DOCUMENT = (ROOT / "docs" / "packs.md").read_text()
LEVELS = {
    "facets": "register",
    "plural": "kind",
    "states": "flow",
    "counts_as": "state",
    "step": "step",
    "columns": "field",
}
TABLES = {
    "kind": "## Keys of a kind",
    "flow": "## Keys of a flow",
    "state": "### Keys of a state",
    "step": "### Keys of a step",
    "field": "## Keys of a field",
}
WORDS = {
    "### Layers": ["peer", "curated"],
    "### Audiences": reading.AUDIENCES,
    "### Offers": reading.OFFERS,
    "### Field types": list(FIELD_TYPES),
    "## Role phrases": list(PHRASES),
}
FILE = re.compile(r"```yaml\n# (visits/[\w-]+\.yaml)( with mistakes)?\n(.*?)```", re.DOTALL)


def first_cells(heading: str, table: int = 0) -> set[str]:
    """The words in the first column of a table below the heading."""
    section = re.split(r"^#+ ", DOCUMENT.partition(f"\n{heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
    tables = [block for block in section.strip().split("\n\n") if block.startswith("|")]
    return set(re.findall(r"^\| `([^`]+)`", tables[table], re.MULTILINE))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, set[str]]:
    """The keys that the reader asks for while it reads the packs that we ship, by what is read."""
    keys: dict[str, set[str]] = defaultdict(set)
    refuse = marked.Marked.refuse_unread

    def note(self: marked.Marked) -> None:
        level = next((level for key, level in LEVELS.items() if key in self.read), "else")
        keys[level] |= self.read
        refuse(self)

    monkeypatch.setattr(marked.Marked, "refuse_unread", note)
    reading.read_packs(PACKAGE / "packs")
    keys["flow"].discard("kind")  # asked to tell the one file from the other
    return keys


@pytest.mark.parametrize("level", TABLES)
def test_every_key_is_described_and_no_other(asked: dict[str, set[str]], level: str) -> None:
    assert first_cells(TABLES[level]) == asked[level]


@pytest.mark.parametrize("heading", WORDS)
def test_every_word_is_described_and_no_other(heading: str) -> None:
    assert first_cells(heading) == set(WORDS[heading])


def test_every_phase_that_a_state_counts_as_is_described() -> None:
    assert first_cells("### Keys of a state", 1) == set(reading.COUNTS_AS)


def written(folder: Path, *, mistaken: bool) -> Path:
    """The document's files, the right ones or all, beside the packs that they lean on."""
    (folder / "visits").mkdir()
    (folder / "core").symlink_to(PACKAGE / "packs" / "core")
    for name, wrong, text in FILE.findall(DOCUMENT):
        if mistaken or not wrong:
            (folder / name).write_text(f"# {name}\n{text}")
    return folder


def test_the_pack_that_is_built_step_by_step_can_be_read(tmp_path: Path) -> None:
    kinds, flows = reading.read_packs(written(tmp_path, mistaken=False))
    tour = kinds["study-tour"]
    assert tour.flow == flows["approved"]
    assert [field.name for field in tour.fields] == ["learned", "visited_on", "form", "contacts"]


def test_the_mistakes_are_said_as_the_document_says_them(tmp_path: Path) -> None:
    with pytest.raises(PackError) as refused:
        reading.read_packs(written(tmp_path, mistaken=True))
    said = {str(problem).replace(f"{tmp_path}/", "") for problem in refused.value.problems}
    assert said == set(re.findall(r"^visits/slip\.yaml line .*", DOCUMENT, re.MULTILINE))
