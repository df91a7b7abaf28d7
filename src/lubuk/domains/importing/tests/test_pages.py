"""The import room in the browser: sent, looked at, taken, followed, taken back."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lubuk.domains.importing.models import Import, Outcome, State
from lubuk.domains.importing.running import advance
from lubuk.domains.importing.tasks import resume_interrupted, run_import
from lubuk.domains.importing.tests.makers import a_zip, an_import, outcomes, taken
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from tests.cast import Visit

pytestmark = pytest.mark.django_db


def sent(browser: Client, *files: tuple[str, bytes | str], **more: str | list[str]) -> Import:
    uploads = [SimpleUploadedFile(name, c.encode() if isinstance(c, str) else c) for name, c in files]
    asked = {
        "kind": "article",
        "audience": "institution",
        "language": "en",
        "publishes": "on",
        "gathers": "on",
        **more,
    }
    answer = browser.post("/import/", {"sent": uploads, "unit": the_city(), **asked})
    assert answer.status_code == 302, answer.content.decode()
    run = Import.objects.latest("pk")
    run_import.call(run.pk)
    run.refresh_from_db()
    return run


def the_city() -> int:
    return Person.objects.get(username="odi").unit_id or 0


def test_what_would_come_is_shown_before_anything_is_kept(visit: Visit, odi: Person) -> None:
    run = sent(visit(odi), ("docs.zip", a_zip({"a.md": "# Roads\n\nText.", "x.bin": "?"})))
    page = visit(odi).get(run.get_absolute_url()).content.decode()
    assert (run.state, run.source, Item.objects.count()) == (State.READY, "docs", 0)
    assert "Bring 1 page in" in page
    assert "Roads" in page
    assert "This kind of file is not taken." in page


def test_it_comes_in_when_they_say_so(visit: Visit, odi: Person) -> None:
    run = sent(visit(odi), ("a.md", "# Roads\n\nText."), ("b.md", "# Pumps\n\nText too."))
    visit(odi).post(f"/import/{run.pk}/take/")
    run_import.call(run.pk)
    page = visit(odi).get(run.get_absolute_url()).content.decode()
    assert Item.objects.filter(kind="article").count() == 2
    assert "Take it back" in page
    assert Item.objects.get(title="Roads").get_absolute_url() in page


def test_files_of_one_name_are_both_taken(visit: Visit, odi: Person) -> None:
    run = sent(visit(odi), ("a.md", "# Roads\n\nText."), ("a.md", "# Pumps\n\nText too."))
    assert outcomes(run) == {"a.md": "to-come", "a 2.md": "to-come"}


def test_a_folder_keeps_its_folders_where_the_browser_tells_them(visit: Visit, odi: Person) -> None:
    run = sent(
        visit(odi), ("a.md", "# A\n\nText."), ("b.md", "# B\n\nMore."), paths="docs/a.md\ndocs/deep/b.md"
    )
    assert outcomes(run) == {"docs/a.md": "to-come", "docs/deep/b.md": "to-come"}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"sent": []}, "Choose the files first"),
        ({"kind": "nonsense"}, "valid choice"),
        ({"unit": "999"}, "valid choice"),
        ({"audience": "nobody"}, "valid choice"),
    ],
)
def test_a_form_that_is_wrong_says_what_to_do(
    visit: Visit, odi: Person, wrong: dict[str, object], words: str
) -> None:
    asked = {"sent": [SimpleUploadedFile("a.md", b"x")], "kind": "article", "unit": odi.unit_id,
             "audience": "institution", "language": "en"}  # fmt: skip
    answer = visit(odi).post("/import/", {**asked, **wrong})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Import.objects.exists()


def test_others_do_not_find_the_room(visit: Visit, cast: dict[str, Person]) -> None:
    run = an_import(a_zip({"a.md": "# A\n\nText."}), by=cast["odi"])
    may = {name for name, person in cast.items() if visit(person).get("/import/").status_code == 200}
    sees = {
        name for name, person in cast.items() if visit(person).get(run.get_absolute_url()).status_code == 200
    }
    assert (may, sees) == ({"dora", "mia", "odi", "adi"}, {"odi", "adi"})


def test_the_account_can_be_filtered_and_taken_away(visit: Visit, odi: Person) -> None:
    run = taken(a_zip({"a.md": "# A\n\nText.", "=x.bin": "?"}), by=odi)
    page = visit(odi).get(f"{run.get_absolute_url()}?outcome=left-out").content.decode()
    assert "=x.bin" in page
    assert ">a.md<" not in page
    assert "'=x.bin" in b"".join(visit(odi).get(f"/import/{run.pk}/csv/").streaming_content).decode()  # type: ignore[attr-defined]


def test_an_item_hidden_since_is_not_named_to_an_officer(visit: Visit, dora: Person, odi: Person) -> None:
    run = taken(a_zip({"a.md": "# A\n\nText."}), by=dora, publishes=False)
    number = Item.objects.get(title="A").number
    assert number not in b"".join(visit(odi).get(f"/import/{run.pk}/csv/").streaming_content).decode()  # type: ignore[attr-defined]


def test_taken_back_in_the_browser(visit: Visit, odi: Person) -> None:
    run = taken(a_zip({"a.md": "# A\n\nText."}), by=odi, publishes=False)
    visit(odi).post(f"/import/{run.pk}/undo/")
    assert not Item.objects.exists()


def test_stopped_before_it_came_nothing_comes(visit: Visit, odi: Person) -> None:
    run = sent(visit(odi), ("a.md", "# A\n\nText."))
    visit(odi).post(f"/import/{run.pk}/stop/")
    visit(odi).post(f"/import/{run.pk}/take/")
    run_import.call(run.pk)
    assert not Item.objects.exists()


def test_an_import_whose_worker_died_is_taken_up_again(odi: Person) -> None:
    run = an_import(a_zip({"a.md": "# A\n\nText."}), by=odi)
    Import.objects.filter(pk=run.pk).update(state=State.TAKING, beat_at="2020-01-01T00:00Z")
    assert resume_interrupted() == 1
    advance(Import.objects.get(pk=run.pk))
    assert outcomes(run) == {"a.md": Outcome.NEW}


def test_the_cost_of_the_page_does_not_grow_with_its_rows(visit: Visit, odi: Person) -> None:
    def cost(pages: int) -> int:
        run = taken(
            a_zip({f"{n}.md": f"# {pages} {n}\n\nText {pages} {n}." for n in range(pages)}),
            by=odi,
            source=f"s{pages}",
        )
        browser = visit(odi)
        browser.get(run.get_absolute_url())
        with CaptureQueriesContext(connection) as seen:
            browser.get(run.get_absolute_url())
        return len(seen)

    assert cost(2) == cost(12)
