"""A source with pages that are here already under another name: they are marked, and the person chooses."""

from __future__ import annotations

from io import BytesIO

import pytest

from lubuk.domains.importing import actions, deciding
from lubuk.domains.importing.models import Entry, Import
from lubuk.domains.importing.running import advance
from lubuk.domains.importing.tests.makers import a_zip, an_import, outcomes, taken
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.actions import publish
from lubuk.foundation.items.models import Item
from lubuk.shared.attachments.actions import claim_files, upload_file
from lubuk.shared.attachments.tests.makers import a_pdf
from lubuk.shared.search.outbox import catch_up
from tests.cast import Visit, a_draft, an_article, not_allowed, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("an_index")]

VALVE = (
    "Close the valve with a quarter turn and wait until the pressure has settled. Dig along the northern side, "
    "change the gasket of the pipe, and write the reading of the gauge into the log before the street is closed."
)
MENDED = VALVE.replace("northern", "southern")
NEW = "The meter stands behind the gate of each house. Read the black digits, and note them with its number."


@pytest.fixture
def run(odi: Person, cleo: Person) -> Import:
    """A source in which one file says nearly what a page of Cleo's says, and one is new."""
    an_article(by=cleo, title="Closing a valve", body=f"<p>{VALVE}</p>")
    catch_up()
    return an_import(a_zip({"v.md": f"# Valves\n\n{MENDED}", "m.md": f"# Meters\n\n{NEW}"}), by=odi)


def entry(run: Import, path: str) -> Entry:
    return Entry.objects.select_related("run__unit").get(run=run, path=path)


def test_what_looks_like_a_page_here_is_marked_with_it(run: Import) -> None:
    assert outcomes(run) == {"v.md": "alike", "m.md": "to-come"}
    assert entry(run, "v.md").alike == Item.objects.get(title="Closing a valve")


def test_the_preview_names_the_page_and_offers_the_choice(run: Import, odi: Person, visit: Visit) -> None:
    page = visit(odi).get(run.get_absolute_url()).content.decode()
    assert "Closing a valve" in page
    assert "Leave it out" in page
    assert "Renew that page" not in page  # it never came from this source


def test_unless_somebody_leaves_it_out_it_comes_in(run: Import, odi: Person) -> None:
    actions.take_import(run, by=odi)
    advance(run)
    assert outcomes(run) == {"v.md": "new", "m.md": "new"}


def test_what_was_left_out_stays_out(run: Import, odi: Person, visit: Visit) -> None:
    answer = visit(odi).post(f"/import/{run.pk}/decide/{entry(run, 'v.md').pk}/", {"choice": "leave"})
    assert answer.status_code == 302
    actions.take_import(run, by=odi)
    advance(run)
    assert outcomes(run) == {"v.md": "left-out", "m.md": "new"}
    assert not Item.objects.filter(title="Valves").exists()


def test_one_can_think_again(run: Import, odi: Person) -> None:
    for choice in ("leave", "bring"):
        deciding.decide(entry(run, "v.md"), choice, by=odi)
    assert outcomes(run)["v.md"] == "to-come"


def test_all_that_look_alike_are_left_out_at_once(run: Import, odi: Person, visit: Visit) -> None:
    visit(odi).post(f"/import/{run.pk}/leave-alike/")
    assert outcomes(run) == {"v.md": "left-out", "m.md": "to-come"}


def test_the_very_same_file_can_be_brought_in_anyway(odi: Person) -> None:
    taken(a_zip({"a.md": f"# Valves\n\n{VALVE}"}), by=odi)
    again = an_import(a_zip({"b.md": f"# Valves\n\n{VALVE}"}), by=odi, source="other")
    assert outcomes(again) == {"b.md": "double"}
    deciding.decide(entry(again, "b.md"), "bring", by=odi)
    actions.take_import(again, by=odi)
    advance(again)
    assert outcomes(again) == {"b.md": "new"}
    assert Item.objects.filter(title="Valves").count() == 2


def test_a_file_that_got_another_name_renews_its_page(odi: Person) -> None:
    taken(a_zip({"a.md": f"# Valves\n\n{VALVE}"}), by=odi)
    catch_up()
    again = an_import(a_zip({"deep/b.md": f"# Valves\n\n{MENDED}"}), by=odi)
    assert outcomes(again) == {"deep/b.md": "alike", "a.md": "gone"}
    deciding.decide(entry(again, "deep/b.md"), "renew", by=odi)
    actions.take_import(again, by=odi)
    advance(again)
    assert outcomes(again) == {"deep/b.md": "changed"}
    valves = Item.objects.get(title="Valves")
    assert valves.published is not None
    assert (valves.published.number, valves.origin.path) == (2, "deep/b.md")
    third = an_import(a_zip({"deep/b.md": f"# Valves\n\n{MENDED}"}), by=odi)
    assert outcomes(third) == {"deep/b.md": "same"}


def test_a_page_whose_file_is_still_there_is_not_renewed_by_another(odi: Person) -> None:
    taken(a_zip({"a.md": f"# Valves\n\n{VALVE}"}), by=odi)
    catch_up()
    again = an_import(a_zip({"a.md": f"# Valves\n\n{VALVE}", "b.md": f"# Valves\n\n{MENDED}"}), by=odi)
    with refused("can be renewed so"):
        deciding.decide(entry(again, "b.md"), "renew", by=odi)


def test_a_file_that_hangs_on_a_page_is_known_again(odi: Person, ana: Person) -> None:
    paper = a_pdf("The valve")
    kept = upload_file(BytesIO(paper), "valve.pdf", by=ana)
    item = a_draft(by=ana, fields={"_files": [{"file": str(kept.key), "name": kept.name}]})
    claim_files(item, by=ana)
    publish(item, by=ana)
    run = an_import(a_zip({"papers/v.pdf": paper}), by=odi)
    assert outcomes(run) == {"papers/v.pdf": "alike"}
    assert entry(run, "papers/v.pdf").alike == item


def test_what_one_may_not_see_is_not_spoken_of(odi: Person, nia: Person) -> None:
    an_article(by=nia, title="Closing a valve", body=f"<p>{VALVE}</p>")
    catch_up()
    run = an_import(a_zip({"v.md": f"# Valves\n\n{VALVE}"}), by=odi)
    assert outcomes(run) == {"v.md": "to-come"}


def test_only_whoever_brings_it_in_chooses(run: Import, mia: Person, adi: Person, visit: Visit) -> None:
    with not_allowed("not waiting for you"):
        deciding.decide(entry(run, "v.md"), "leave", by=adi)
    assert visit(mia).post(f"/import/{run.pk}/leave-alike/").status_code == 404


def test_nonsense_is_refused(run: Import, odi: Person) -> None:
    with refused("nothing to choose"):
        deciding.decide(entry(run, "v.md"), "eat", by=odi)
    with refused("nothing to choose"):
        deciding.decide(entry(run, "m.md"), "leave", by=odi)
