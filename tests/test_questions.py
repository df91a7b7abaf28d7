"""Questions that the sample institution answers, asked as the search page asks, in both languages."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from lubuk.foundation.accounts.models import Person
from lubuk.shared.answers.quoting import answer
from lubuk.shared.search.engine import Engine
from lubuk.shared.search.filters import Filters
from lubuk.shared.search.rebuild import rebuild
from lubuk.shared.search.searching import search
from lubuk.site.bench import questions
from lubuk.site.sample import load_sample

QUESTIONS = Path(__file__).parent / "questions"
ASKED = yaml.safe_load((QUESTIONS / "sample.yaml").read_text(encoding="utf-8"))
UNANSWERABLE = yaml.safe_load((QUESTIONS / "unanswerable.yaml").read_text(encoding="utf-8"))
LOOKED_AT = 5


@pytest.mark.django_db
def test_the_sample_answers_most_questions_in_the_first_five(an_index: Engine) -> None:
    load_sample()
    rebuild(an_index)
    reader = Person.objects.get(username="nirmala")
    unanswered = [one["ask"] for one in ASKED if not is_answered(one, reader)]
    assert len(unanswered) * 5 <= len(ASKED), unanswered


@pytest.mark.django_db
def test_the_sample_is_quoted_where_it_answers_and_nothing_is_made_up(an_index: Engine) -> None:
    load_sample()
    rebuild(an_index)
    reader = Person.objects.get(username="nirmala")
    quoted = {one["title"]: titles for one in ASKED if (titles := titles_quoted(one["ask"], reader))}
    assert [title for title, titles in quoted.items() if title not in titles[0]] == []
    assert len(quoted) * 4 >= len(ASKED) * 3
    assert [ask for ask in UNANSWERABLE if titles_quoted(ask, reader)] == []


def titles_quoted(ask: str, reader: Person) -> list[str]:
    made = answer(search(ask, reader, Filters()), reader)
    return [quote.item.title for quote in made.quotes] if made else []


def is_answered(one: dict[str, str], reader: Person) -> bool:
    found = search(one["ask"], reader, Filters()).results[:LOOKED_AT]
    return any(one["title"] in result.item.title for result in found)


def test_a_folder_is_asked_by_meaning_too(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "valve.md").write_text("# Closing a valve\n\nTurn it slowly, or the pipe bursts.")
    (folder / "leave.md").write_text("# Annual leave\n\nAsk your manager for days off two weeks before.")
    asked = [questions.Question("holidays for employees", ("leave.md",))]
    words, both = (list(questions.answered(folder, asked, mode, tmp_path)) for mode in ("lexical", "hybrid"))
    assert (words[0].place, both[0].place) == (None, 1)


def test_a_folder_is_asked_as_an_import_reads_it(tmp_path: Path) -> None:
    (tmp_path / "valve.md").write_text("# Closing a valve\n\nTurn it slowly, or the pipe bursts.")
    (tmp_path / "leave.md").write_text("# Leave\n\nAsk your manager two weeks before.")
    asked = [
        questions.Question("how to turn a valve", ("valve.md",)),
        questions.Question("holidays for employees", ("leave.md",)),
    ]
    assert [answer.place for answer in questions.answered(tmp_path, asked, "lexical", tmp_path)] == [1, None]


def test_the_questions_of_the_corpora_are_whole() -> None:
    for name, sorts in {"corpora": {"": 25}, "harder": {"words": 20, "language": 20, "mistakes": 20}}.items():
        asked = questions.read(QUESTIONS / f"{name}.yaml")
        assert Counter(one.sort for one in asked) == sorts
        assert all(one.ask and one.paths for one in asked)


def test_the_sample_has_what_is_asked_for() -> None:
    files = Path(__file__).parents[1] / "src/lubuk/packs/sample/items"
    titles = [yaml.safe_load(path.read_text(encoding="utf-8"))["title"] for path in files.glob("*.yaml")]
    assert [one["title"] for one in ASKED if not any(one["title"] in title for title in titles)] == []
