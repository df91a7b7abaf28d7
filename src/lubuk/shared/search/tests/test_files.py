"""The words of files are found at their page, by those who may see the item, and only while readers see the file."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.shared.attachments.reading import read_next
from lubuk.shared.attachments.tests.conftest import a_file, an_article_with, change_files
from lubuk.shared.attachments.tests.makers import a_pdf
from lubuk.shared.search.engine import Engine
from lubuk.shared.search.outbox import catch_up
from lubuk.shared.search.rebuild import rebuild
from tests.cast import Visit

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

type ReadAll = Callable[[], None]


@pytest.fixture
def read_all() -> ReadAll:
    """Do what the worker does until nothing waits."""

    def read() -> None:
        while read_next():
            pass

    return read


def test_a_word_on_page_two_is_found_and_opened_there(
    ana: Person, cleo: Person, read_all: ReadAll, an_index: Engine, visit: Visit
) -> None:
    rebuild(an_index)
    file = a_file(by=ana)
    an_article_with(file, by=ana)
    read_all()
    catch_up(an_index)
    answer = visit(cleo).get("/search/?q=penstock").content.decode()
    assert f'href="{file.get_absolute_url()}#page=2"' in answer
    assert "Page 2 of rules.pdf" in answer
    assert "<mark>penstock</mark>" in answer


def test_the_words_of_a_file_are_as_hidden_as_its_item(
    ana: Person, cleo: Person, read_all: ReadAll, an_index: Engine, visit: Visit
) -> None:
    rebuild(an_index)
    item = an_article_with(a_file(by=ana), by=ana, audience="unit")
    change_files(item, a_file(b"the sluice of next year", "next.txt", by=ana), by=ana)
    read_all()
    catch_up(an_index)
    assert "rules.pdf" not in visit(cleo).get("/search/?q=penstock").content.decode()
    assert "rules.pdf" in visit(ana).get("/search/?q=penstock").content.decode()
    assert "next.txt" not in visit(ana).get("/search/?q=sluice").content.decode()


def test_a_new_version_takes_the_words_of_the_old_file_out_of_search(
    ana: Person, read_all: ReadAll, an_index: Engine, visit: Visit
) -> None:
    rebuild(an_index)
    item = change_files(an_article_with(a_file(by=ana), by=ana), by=ana)
    read_all()
    actions.publish(item, by=ana)
    catch_up(an_index)
    assert item.title not in visit(ana).get("/search/?q=penstock").content.decode()


def test_a_page_of_results_asks_no_more_for_many_files(
    ana: Person, read_all: ReadAll, an_index: Engine, visit: Visit
) -> None:
    rebuild(an_index)
    an_article_with(a_file(by=ana), by=ana)
    read_all()
    catch_up(an_index)
    few = questions(visit, ana)
    for n in range(6):
        an_article_with(a_file(a_pdf(f"Page {n}", f"The penstock of house {n}"), f"{n}.pdf", by=ana), by=ana)
    read_all()
    catch_up(an_index)
    assert questions(visit, ana) == few


def questions(visit: Visit, person: Person) -> int:
    browser = visit(person)
    browser.get("/search/?q=penstock")
    with CaptureQueriesContext(connection) as asked:
        assert browser.get("/search/?q=penstock").status_code == 200
    return len(asked)
