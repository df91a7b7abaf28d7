"""Who is told of what, and that nobody is told of what they may not see."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item
from lubuk.shared.notifications.actions import mark_read, notify, sweep_read
from lubuk.shared.notifications.models import MOST_WORDS, Because, Event, Notice
from tests.cast import Visit, a_draft, a_guide, a_step, an_article, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def told(person: Person) -> list[tuple[str, str]]:
    """What the person's page says: events and titles, the newest first."""
    return [(notice.event, notice.item.title) for notice in Notice.objects.shown_to(person)]


def sent_for_review(by: Person, **more: object) -> Item:
    item = a_draft(by=by, kind="guide", **more)  # type: ignore[arg-type]
    actions.take_step(item, a_step(item, "submit"), by=by)
    return item


def test_who_may_approve_is_told_that_a_review_is_asked(
    ana: Person, ben: Person, dora: Person, odi: Person
) -> None:
    sent_for_review(ana)
    assert told(dora) == [(Event.REVIEW_ASKED, "Closing a valve")]
    assert told(ana) == told(ben) == told(odi) == []


def test_the_officer_is_asked_where_nobody_else_may_approve(ana: Person, odi: Person) -> None:
    sent_for_review(ana)
    assert told(odi) == [(Event.REVIEW_ASKED, "Closing a valve")]


def test_a_steward_who_wrote_it_is_not_asked(dora: Person, odi: Person) -> None:
    sent_for_review(dora)
    assert told(dora) == []
    assert told(odi) == [(Event.REVIEW_ASKED, "Closing a valve")]


def test_its_author_hears_that_it_came_back_and_why(ana: Person, dora: Person) -> None:
    item = sent_for_review(ana)
    actions.take_step(item, a_step(item, "return"), by=dora, reason="Say who calls.")
    notice = Notice.objects.shown_to(ana).get()
    assert (notice.event, notice.words, notice.by) == (Event.RETURNED, "Say who calls.", dora)


def test_authors_hear_that_somebody_else_published_and_endorsed(
    ana: Person, ben: Person, dora: Person
) -> None:
    item = a_draft(by=ana, kind="guide")
    actions.name_authors(item, [ben], by=ana)
    actions.take_step(item, a_step(item, "submit"), by=ana)
    actions.take_step(item, a_step(item, "approve"), by=dora)
    actions.endorse(item, by=dora)
    for author in (ana, ben):
        assert [event for event, _title in told(author)] == [Event.ENDORSED, Event.PUBLISHED]


def test_nobody_is_told_of_what_they_did_themselves(ana: Person) -> None:
    an_article(by=ana)
    assert told(ana) == []


def test_the_new_owner_hears_that_a_page_is_theirs(ana: Person, ben: Person) -> None:
    actions.hand_over(an_article(by=ana), ben, by=ana)
    assert told(ben) == [(Event.HANDED_OVER, "Closing a valve")]


def test_who_may_not_see_the_item_is_not_told(ana: Person, cleo: Person) -> None:
    item = an_article(by=ana, audience="unit")
    assert notify([cleo], Event.PUBLISHED, item, because=Because.AUTHOR) == []


def test_a_notice_goes_when_its_item_may_no_longer_be_seen(ana: Person, cleo: Person, visit: Visit) -> None:
    item = an_article(by=ana, title="Kwzx")
    notify([cleo], Event.PUBLISHED, item, because=Because.AUTHOR, by=ana)
    assert "Kwzx" in visit(cleo).get("/notices/").content.decode()
    actions.change_audience(item, "unit", by=ana)
    page = visit(cleo).get("/notices/").content.decode()
    assert "Kwzx" not in page
    assert "<sup>" not in page


def test_a_notice_goes_when_the_other_item_may_no_longer_be_seen(ana: Person, cleo: Person) -> None:
    item, other = an_article(by=ana), an_article(by=ana, title="Another")
    notify([cleo], Event.PUBLISHED, item, because=Because.AUTHOR, by=ana, about=other)
    actions.change_audience(other, "unit", by=ana)
    assert told(cleo) == []


def test_the_bell_counts_items_and_is_quiet_when_they_are_read(
    ana: Person, dora: Person, visit: Visit
) -> None:
    item = a_guide(by=ana, approved_by=dora)
    actions.endorse(item, by=dora)
    browser = visit(ana)
    assert '<sup><span aria-hidden="true">1</span>' in browser.get("/library/").content.decode()
    browser.get(item.get_absolute_url())
    assert "<sup>" not in browser.get("/library/").content.decode()


def test_all_are_marked_as_read_at_once_and_stay_on_the_page(ana: Person, dora: Person, visit: Visit) -> None:
    a_guide(by=ana, approved_by=dora)
    browser = visit(ana)
    page = browser.post("/notices/read/", follow=True).content.decode()
    assert "Dora Tirta published the text." in page
    assert "<sup>" not in page


def test_marking_one_item_leaves_the_others_and_other_people_alone(
    ana: Person, ben: Person, dora: Person, visit: Visit
) -> None:
    first, second = (a_guide(by=ana, approved_by=dora, title=title) for title in ("First", "Second"))
    notify([ben], Event.PUBLISHED, first, because=Because.AUTHOR)
    visit(ana).post(f"/notices/read/{first.pk}/")
    unread = Notice.objects.unread().exclude(person=dora)
    assert {(notice.person, notice.item) for notice in unread} == {(ana, second), (ben, first)}


@pytest.mark.parametrize("number", [999_999, 2**70])
def test_marking_an_item_that_is_not_there_does_nothing(ana: Person, visit: Visit, number: int) -> None:
    assert visit(ana).post(f"/notices/read/{number}/").status_code == 302


def test_a_very_long_reason_is_cut(ana: Person, ben: Person) -> None:
    notify([ben], Event.RETURNED, an_article(by=ana), because=Because.AUTHOR, words="x" * 5000)
    assert len(Notice.objects.get().words) == MOST_WORDS


def test_what_was_read_long_ago_is_swept(ana: Person, dora: Person) -> None:
    a_guide(by=ana, approved_by=dora)
    mark_read(ana)
    Notice.objects.update(at=timezone.now() - timedelta(days=400))
    Notice.objects.filter(person=ana).update(read_at=timezone.now() - timedelta(days=399))
    sweep_read()
    assert {notice.person for notice in Notice.objects.all()} == {dora}


def test_the_page_asks_as_much_for_many_as_for_few(ana: Person, dora: Person, visit: Visit) -> None:
    browser, counted = visit(ana), []
    for titles in (["One"], ["Two", "Three", "Four"]):
        for title in titles:
            actions.endorse(fresh(a_guide(by=ana, approved_by=dora, title=title)), by=dora)
        browser.get("/notices/")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert titles[-1] in browser.get("/notices/").content.decode()
        counted.append(len(asked))
    assert counted[0] == counted[1]
