"""Every dependency has its section in docs/decisions, every page there its number, and what pages name exists."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.house import ROOT

DECISIONS = ROOT / "docs" / "decisions"
PAGES = sorted((ROOT / "docs").rglob("*.md"))
NAME = re.compile(r"^[a-z][\w-]*", re.MULTILINE)
IN_THE_TREE = re.compile(r"`((?:src|docs|tests|frontend|requirements|\.ci)/[^`\s]*)`")
ONE_SECTION = {"@tiptap": "tiptap", "@biomejs": "biome"}  # a maker's packages that are told of together


def dependencies() -> Iterator[str]:
    for path in (ROOT / "requirements").glob("*.in"):
        yield from NAME.findall(path.read_text())
    package = json.loads((ROOT / "frontend" / "package.json").read_text())
    for name in {**package["dependencies"], **package["devDependencies"]}:
        yield ONE_SECTION.get(name.split("/")[0], name)


def test_every_dependency_has_its_section_and_no_other() -> None:
    told = re.findall(r"^### (.+)$", (DECISIONS / "0020-dependencies.md").read_text(), re.MULTILINE)
    assert sorted(told) == sorted(set(dependencies()))


def test_every_decision_has_a_number_of_its_own() -> None:
    numbers = [page.name.partition("-")[0] for page in DECISIONS.glob("*.md")]
    assert all(re.fullmatch(r"\d{4}", number) for number in numbers)
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_names_is_there(page: Path) -> None:
    gone = [path for path in IN_THE_TREE.findall(page.read_text()) if not list(ROOT.glob(path))]
    assert not gone
