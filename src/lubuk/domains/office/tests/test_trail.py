"""Reading the trail: newest first, by person, page, act and day; as a table; and whether it is whole."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from lubuk.domains.office.tests.makers import reading, text_of
from lubuk.domains.office.views import trail
from lubuk.domains.office.words import ACTS, word_of_act
from lubuk.foundation.access.actions import give_role
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.announcing import Announcement
from lubuk.foundation.trail.recording import record
from lubuk.foundation.units.models import Unit
from tests.cast import Visit, a_draft, an_article


def table(client: Client, query: str = "") -> list[dict[str, str]]:
    response = client.get(f"/office/trail/csv/{query}")
    return list(csv.DictReader(StringIO(response.getvalue().decode("utf-8-sig"))))


def test_it_tells_who_did_what_from_where_to_where(odi: Person, ana: Person, visit: Visit) -> None:
    item = an_article(by=ana)
    page = reading(visit(odi), "/office/trail/")
    assert f"Ana Tirta published Closing a valve {item.number}, version 1 draft → published" in page


def test_places_and_people_stand_there_by_name(odi: Person, ana: Person, water: Unit, visit: Visit) -> None:
    give_role(ana, "steward", by=odi, unit=water, until=date(2030, 1, 31))
    told = "Odi Tirta gave a role Ana Tirta Steward, Water, until 31 January 2030"
    assert told in reading(visit(odi), "/office/trail/")


def test_filters_narrow_it(odi: Person, ana: Person, ben: Person, visit: Visit) -> None:
    item, other = an_article(by=ana), an_article(by=ben)
    client, today = visit(odi), timezone.localdate()
    assert {row["Who"] for row in table(client, "?person=ana")} == {"Ana Tirta"}
    assert {row["Page"] for row in table(client, f"?number={item.number.lower()}")} == {item.number}
    assert [row["Page"] for row in table(client, "?act=Published")] == [other.number, item.number]
    assert table(client, f"?first={today.replace(year=today.year + 1)}") == []
    assert len(table(client, f"?first={today}&last={today}")) == len(table(client))


@pytest.mark.parametrize("query", ["?person=nobody", "?first=yesterday", "?last=2026-13-01"])
def test_what_is_not_understood_is_said_and_finds_nothing(
    query: str, odi: Person, ana: Person, visit: Visit
) -> None:
    an_article(by=ana)
    page = reading(visit(odi), f"/office/trail/{query}")
    assert "needs another look" in page
    assert "Nothing of that kind happened" in page


@pytest.mark.usefixtures("with_contexts")
def test_older_entries_follow(
    odi: Person, ana: Person, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trail, "PER_PAGE", 1)
    an_article(by=ana)
    first = visit(odi).get("/office/trail/")
    older = first.context["older"]
    assert "Ana Tirta began" not in text_of(first)
    assert "Ana Tirta began" in reading(visit(odi), f"/office/trail/?before={older}")


def test_an_officer_reads_nothing_of_another_institution(
    odi: Person, adi: Person, nia: Person, visit: Visit
) -> None:
    an_article(by=nia, title="Tides")
    assert "Tides" not in reading(visit(odi), "/office/trail/")
    assert "Tides" in reading(visit(adi), "/office/trail/")


def test_a_private_draft_keeps_its_title(odi: Person, ana: Person, visit: Visit) -> None:
    draft = a_draft(by=ana, title="My secret doubts")
    page = reading(visit(odi), "/office/trail/")
    assert "My secret doubts" not in page
    assert "A page that isn’t open to you" in page
    assert draft.number not in {row["Page"] for row in table(visit(odi))}


def test_a_table_runs_nothing_in_a_spreadsheet(odi: Person, visit: Visit) -> None:
    record(act="Stepped", by=odi, reason="=cmd|'/c calc'!A1")
    assert table(visit(odi))[0]["Why"].startswith("'=")


def test_an_administrator_learns_that_it_is_whole(
    adi: Person, odi: Person, ana: Person, visit: Visit
) -> None:
    an_article(by=ana)
    assert "The trail is whole" in text_of(visit(adi).post("/office/trail/verify/"))
    assert visit(odi).post("/office/trail/verify/").status_code == 404


def test_an_administrator_learns_where_it_was_tampered_with(adi: Person, ana: Person, visit: Visit) -> None:
    an_article(by=ana)
    forge_the_last_entry()
    page = text_of(visit(adi).post("/office/trail/verify/"))
    assert "The trail was tampered with" in page
    assert "don't match its seal" in page


def forge_the_last_entry() -> None:
    """Round the trigger that forbids it, as somebody with the database in their hands would."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'trail_entry'"
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
        else:
            cursor.execute("ALTER TABLE trail_entry DISABLE TRIGGER USER")
        cursor.execute("UPDATE trail_entry SET act = 'Endorsed' WHERE id = (SELECT max(id) FROM trail_entry)")


def announcements(of: type[Announcement] = Announcement) -> set[str]:
    below = of.__subclasses__()
    return {of.__name__} if not below else {name for one in below for name in announcements(one)}


NO_ACTS = {
    "Commented",
    "Thanked",  # docs/decisions/0058: conversation stands beside the trail
    "FoundNotUseful",  # docs/decisions/0030: a reader's word leaves no trace in the trail
    "InstallationRestored",  # the trail that came in is whole, and the same as where it came from
}


def test_every_act_has_its_word() -> None:
    assert announcements() - NO_ACTS <= set(ACTS)
    assert word_of_act("IdeaAdopted") == "Idea adopted"
