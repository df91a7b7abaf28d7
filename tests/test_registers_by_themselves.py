"""A register is there and in order whatever the rows came by: a restored archive, a kind with a field more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django_tasks_db.models import DBTaskResult

from lubuk.domains.library.exporting.tests.test_moving import empty_the_house, restored, written
from lubuk.domains.registers.tasks import fill_rows
from lubuk.domains.registers.tests.makers import a_project, rupiah, titles
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.kinds.registry import IN_FORCE
from lubuk.foundation.shaping.following import FOLLOWED
from lubuk.foundation.shaping.tests.makers import A_TOUR, TOUR, a_shaped_kind
from tests.cast import Visit, an_article

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

DAYS = """\
fields:
  - field: days
    type: number
    label: {en: Days, id: Hari}
"""


@pytest.fixture(autouse=True)
def _as_shipped() -> Iterator[None]:
    yield
    IN_FORCE.shaped, FOLLOWED.acts, FOLLOWED.edition, FOLLOWED.problems = None, None, "", []


def test_after_a_restore_the_register_stands_in_order(visit: Visit, ana: Person, dora: Person) -> None:
    a_project("Well", by=ana, approved_by=dora, budget=rupiah(10))
    a_project("Drain", by=ana, approved_by=dora, budget=rupiah(900))
    archive = written()
    empty_the_house()
    restored(archive)
    browser = visit(Person.objects.get(username="ana"))
    assert titles(browser, "?sort=-budget") == ["Drain", "Well"]
    assert titles(browser, "?f.went=planned&sort=title") == ["Drain", "Well"]


def test_who_sorts_by_a_field_of_today_finds_the_pages_of_yesterday(
    visit: Visit, ana: Person, adi: Person
) -> None:
    a_shaped_kind(TOUR, A_TOUR, by=adi)
    an_article(by=ana, kind="tour", title="To the reservoir")
    a_shaped_kind(TOUR, A_TOUR + DAYS, by=adi)
    worker_fills()
    assert "To the reservoir" in visit(ana).get("/registers/tour/?sort=-days").content.decode()


def worker_fills() -> None:
    for job in DBTaskResult.objects.filter(task_path=fill_rows.module_path):
        fill_rows.call(*job.args_kwargs["args"])
