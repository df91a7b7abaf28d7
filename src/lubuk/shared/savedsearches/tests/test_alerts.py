"""From a published page to a notice: who hears of it, once, and never of what they may not see."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lubuk.foundation.access.actions import give_role
from lubuk.foundation.access.models import RoleName
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.membership.actions import deactivate
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.units.models import Unit
from lubuk.shared.notifications.actions import mark_read
from lubuk.shared.notifications.models import Event, Notice
from lubuk.shared.savedsearches import alerting, finding, telling
from lubuk.shared.savedsearches.actions import KEPT_FOR, change, sweep_finds
from lubuk.shared.savedsearches.models import Alert, Find, Followed, KeptSearch
from lubuk.shared.savedsearches.tests.makers import kept, some_seconds_pass, told
from lubuk.shared.search.models import Outbox
from lubuk.shared.search.outbox import catch_up
from tests.cast import a_draft, a_guide, a_person, an_article, fresh, rewrite
from tests.days import Day

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_who_keeps_a_search_is_told_of_a_page_that_it_newly_finds(ana: Person, cleo: Person) -> None:
    kept(cleo, "q=pump")
    an_article(by=ana, title="Flood pump")
    an_article(by=ana, title="Leave of absence")
    some_seconds_pass()
    assert told(cleo) == ["Flood pump"]
    notice = Notice.objects.get(person=cleo, event=Event.FOUND)
    assert notice.words == "Pumps"


def test_what_was_there_already_is_no_news(ana: Person, cleo: Person, dora: Person) -> None:
    guide = a_guide(by=ana, approved_by=dora, title="Flood pump")
    kept(cleo, "q=pump")
    actions.endorse(guide, by=dora)
    some_seconds_pass()
    assert told(cleo) == []


def test_the_same_version_is_told_once_and_the_next_one_again(ana: Person, cleo: Person) -> None:
    kept(cleo, "q=pump")
    item = an_article(by=ana, title="Flood pump")
    some_seconds_pass()
    actions.place(fresh(item), by=ana, unit=item.unit, tags=["flood"])  # search takes it in once more
    some_seconds_pass()
    assert told(cleo) == ["Flood pump"]
    mark_read(cleo)
    rewrite(item, by=ana, title="Flood pump of 2026")
    actions.publish(fresh(item), by=ana)
    some_seconds_pass()
    assert told(cleo) == ["Flood pump of 2026", "Flood pump of 2026"]


def test_nobody_is_told_of_what_they_published_or_wrote(ana: Person, dora: Person) -> None:
    kept(ana, "q=pump")
    kept(dora, "q=pump")
    a_guide(by=ana, approved_by=dora, title="Flood pump")
    some_seconds_pass()
    assert told(ana) == told(dora) == []


def test_a_page_for_a_unit_is_told_to_the_unit_alone(ana: Person, ben: Person, cleo: Person) -> None:
    kept(ben, "q=pump")
    kept(cleo, "q=pump")
    an_article(by=ana, title="Flood pump", audience="unit")
    some_seconds_pass()
    assert told(ben) == ["Flood pump"]
    assert (
        Notice.objects.filter(person=cleo, event=Event.FOUND).count()
        == Find.objects.filter(search__person=cleo).count()
        == 0
    )


def test_who_lost_access_between_finding_and_telling_hears_nothing(
    ana: Person, cleo: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(cleo, "q=pump")
    item = an_article(by=ana, title="Flood pump")
    catch_up()
    find = finding.finds_among

    def narrowed_meanwhile(*said: object) -> object:
        found = list(find(*said))  # type: ignore[arg-type]
        actions.change_audience(fresh(item), "unit", by=ana)
        return found

    monkeypatch.setattr(alerting, "finds_among", narrowed_meanwhile)
    alerting.look()
    assert told(cleo) == []
    assert not Find.objects.exists()


def test_a_page_that_is_opened_to_more_is_new_to_those(ana: Person, ben: Person, cleo: Person) -> None:
    item = an_article(by=ana, title="Flood pump", audience="unit")
    kept(ben, "q=pump")
    kept(cleo, "q=pump")
    actions.change_audience(fresh(item), "institution", by=ana)
    some_seconds_pass()
    assert told(cleo) == ["Flood pump"]
    assert told(ben) == []  # could always read it


def test_a_notice_of_a_page_that_was_hidden_since_is_hidden_too(ana: Person, cleo: Person) -> None:
    kept(cleo, "q=pump")
    item = an_article(by=ana, title="Flood pump")
    some_seconds_pass()
    actions.change_audience(fresh(item), "unit", by=ana)
    assert told(cleo) == []


def test_a_guest_whose_time_is_over_hears_nothing_more(
    ana: Person, ed: Person, gus: Person, shelf: object
) -> None:
    for guest in (ed, gus):
        kept(guest, "q=pump")
    an_article(by=ana, title="Flood pump", audience="unit", section=shelf)
    some_seconds_pass()
    assert (told(ed), told(gus)) == (["Flood pump"], [])


def test_citizens_are_told_of_what_is_public(ana: Person, fay: Person) -> None:
    kept(fay, "q=pump")
    an_article(by=ana, title="Flood pump", audience="public")
    an_article(by=ana, title="Pump room keys")
    some_seconds_pass()
    assert told(fay) == ["Flood pump"]


def test_who_has_left_is_told_nothing(ana: Person, ben: Person, odi: Person) -> None:
    kept(ben, "q=pump")
    deactivate(ben, by=odi)
    an_article(by=ana, title="Flood pump")
    some_seconds_pass()
    assert not Find.objects.exists()


def test_operators_and_choices_count(
    ana: Person, cleo: Person, leaks: Subject, supply: Subject, health: Unit
) -> None:
    kept(cleo, f"subject={supply.pk}", name="Water")
    kept(cleo, f"unit={health.pk}", name="Ours")
    kept(cleo, 'q="flood+pump"+-diesel', name="Exactly")
    kept(cleo, "q=kind:guide", name="Guides")
    an_article(by=ana, title="Diesel flood pump", subjects=[leaks])
    an_article(by=ana, title="Electric flood pump")
    some_seconds_pass()
    found = {one.name: [find.item.title for find in one.finds.all()] for one in KeptSearch.objects.all()}
    assert found == {
        "Water": ["Diesel flood pump"],
        "Ours": [],
        "Exactly": ["Electric flood pump"],
        "Guides": [],
    }


def test_many_pages_at_once_are_one_notice(ana: Person, cleo: Person) -> None:
    kept(cleo, "q=pump")
    for number in range(4):
        an_article(by=ana, title=f"Pump {number}")
    some_seconds_pass()
    an_article(by=ana, title="Pump of the harbour")
    some_seconds_pass()
    assert told(cleo) == ["Pump of the harbour"]
    assert Notice.objects.get(person=cleo, event=Event.FOUND).others == 4


def test_what_comes_after_the_notice_was_read_is_a_notice_of_its_own(ana: Person, cleo: Person) -> None:
    kept(cleo, "q=pump")
    an_article(by=ana, title="Pump 1")
    some_seconds_pass()
    mark_read(cleo)
    an_article(by=ana, title="Pump 2")
    some_seconds_pass()
    assert told(cleo) == ["Pump 2", "Pump 1"]


def test_a_search_without_alert_says_nothing_until_it_is_asked_to(ana: Person, cleo: Person) -> None:
    search = kept(cleo, "q=pump", alert=Alert.NONE)
    kept(ana, "q=valve")
    an_article(by=ana, title="Flood pump")
    some_seconds_pass()
    change(search, by=cleo, name="Pumps", alert=Alert.NOTICE)
    item = an_article(by=ana, title="Old pump")
    some_seconds_pass()
    assert told(cleo) == [item.title]


def test_a_worker_killed_in_the_middle_loses_nothing_and_tells_nobody_twice(
    ana: Person, ben: Person, cleo: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(ben, "q=pump")
    kept(cleo, "q=pump")
    an_article(by=ana, title="Flood pump")
    catch_up()
    monkeypatch.setattr(telling, "AT_ONCE", 1)
    tell, calls = telling.tell, list[object]()

    def die_over_the_second(*said: object) -> int:
        calls.append(said)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return tell(*said)  # type: ignore[arg-type]

    with monkeypatch.context() as dying:
        dying.setattr(telling, "tell", die_over_the_second)
        with pytest.raises(KeyboardInterrupt):
            alerting.look()
    assert (told(ben), told(cleo)) == (["Flood pump"], [])
    alerting.look()
    assert (told(ben), told(cleo)) == (["Flood pump"], ["Flood pump"])


def test_a_find_and_its_notice_are_written_together_or_not_at_all(
    ana: Person, cleo: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(cleo, "q=pump")
    an_article(by=ana, title="Flood pump")
    catch_up()
    with monkeypatch.context() as dying:
        dying.setattr(telling, "notify", lambda *_said, **_more: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            alerting.look()
    assert not Find.objects.exists()
    some_seconds_pass()
    assert told(cleo) == ["Flood pump"]


def test_what_search_has_not_taken_in_yet_is_looked_at_later(ana: Person, cleo: Person) -> None:
    kept(cleo, "q=pump")
    an_article(by=ana, title="Flood pump")
    assert alerting.look() == 0
    some_seconds_pass()
    assert told(cleo) == ["Flood pump"]


def test_before_anybody_asks_for_an_alert_nothing_is_followed(ana: Person) -> None:
    an_article(by=ana, title="Flood pump")
    some_seconds_pass()
    assert not Followed.objects.exists()
    kept(ana, "q=pump", alert=Alert.NONE)
    assert not Followed.objects.exists()


def test_old_finds_are_swept_and_not_told_again(ana: Person, cleo: Person) -> None:
    kept(cleo, "q=pump")
    item = an_article(by=ana, title="Flood pump")
    some_seconds_pass()
    long_ago = timezone.now() - KEPT_FOR - timedelta(days=1)
    Find.objects.update(at=long_ago)
    KeptSearch.objects.update(since=long_ago)
    item.versions.update(published_at=long_ago)
    sweep_finds()
    assert not Find.objects.exists()
    mark_read(cleo)
    actions.place(fresh(item), by=ana, unit=item.unit, tags=["flood"])
    some_seconds_pass()
    assert len(told(cleo)) == 1


def test_as_many_questions_for_many_searches_that_find_nothing(ana: Person, cleo: Person) -> None:
    def questions() -> int:
        an_article(by=ana, title="Flood pump")
        catch_up()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            alerting.look()
        return len(asked)

    kept(cleo, "q=leave")
    few = questions()
    for number in range(20):
        kept(a_person(f"reader{number}", cleo.unit), f"q=leave+{number}")
    assert questions() == few


def test_as_many_questions_for_a_person_however_much_was_found(ana: Person, cleo: Person) -> None:
    def questions(pages: int) -> int:
        for number in range(pages):
            an_article(by=ana, title=f"Pump {number}")
        catch_up()
        with CaptureQueriesContext(connection) as asked:
            alerting.look()
        return len(asked)

    kept(cleo, "q=pump")
    questions(1)
    assert questions(6) == questions(1)


def test_the_worker_looks_again_after_a_database_that_was_away(
    ana: Person, cleo: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(cleo, "q=pump")
    an_article(by=ana, title="Flood pump")
    catch_up()
    look, is_away = alerting.look, [True]

    def look_if_there() -> int:
        if is_away and is_away.pop():
            raise OperationalError
        return look()

    monkeypatch.setattr(alerting, "step_back", lambda: None)
    monkeypatch.setattr(alerting, "look", look_if_there)
    monkeypatch.setattr(connection, "close", lambda: None)
    day = Day(lambda: None)
    alerting.alert(day)
    assert day.waits[0] == alerting.LOOK_AGAIN
    assert (day.waits[1] or 0) >= alerting.LOOK_EVERY
    assert told(cleo) == ["Flood pump"]


def test_a_new_steward_of_the_unit_is_told_of_what_comes_from_then_on(
    ana: Person, cleo: Person, water: Unit
) -> None:
    kept(cleo, "q=pump")
    an_article(by=ana, title="Pump 1", audience="unit")
    some_seconds_pass()
    give_role(cleo, RoleName.STEWARD, by=None, unit=water)
    item = an_article(by=ana, title="Pump 2", audience="unit")
    some_seconds_pass()
    assert told(fresh_person(cleo)) == [item.title]


def fresh_person(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


def test_a_draft_is_nobody_s_news(ana: Person, ben: Person) -> None:
    kept(ben, "q=pump")
    a_draft(by=ana, title="Flood pump", audience="unit")
    assert Outbox.objects.exists()
    some_seconds_pass()
    assert told(ben) == []
