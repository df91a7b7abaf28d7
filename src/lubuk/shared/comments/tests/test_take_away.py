"""Taking words away, and bringing them back."""

from __future__ import annotations

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.trail.models import Entry
from lubuk.shared.comments.actions import bring_back, comment, edit_comment, take_away
from lubuk.shared.comments.models import Comment
from lubuk.shared.notifications.models import Notice
from tests.cast import Visit, an_article, not_allowed, refused

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def said(ana: Person, ben: Person) -> Comment:
    return comment(an_article(by=ana), "The pump is loud.", by=ben)


def test_ones_own_words_go_with_one_press_and_come_back_with_another(
    said: Comment, ben: Person, cleo: Person, visit: Visit
) -> None:
    page = visit(ben).post(f"/comments/{said.pk}/take-away/", follow=True).content.decode()
    assert f'action="/comments/{said.pk}/bring-back/"' in page
    assert "The pump is loud." not in visit(cleo).get(said.item.get_absolute_url()).content.decode()
    visit(ben).post(f"/comments/{said.pk}/bring-back/")
    assert "The pump is loud." in visit(cleo).get(said.item.get_absolute_url()).content.decode()
    assert not Entry.objects.filter(act__startswith="Comment").exists()


def test_replies_stay_where_their_beginning_was(
    said: Comment, ben: Person, cleo: Person, visit: Visit
) -> None:
    comment(said.item, "So it is.", by=cleo, to=said)
    take_away(said, by=ben)
    page = visit(cleo).get(said.item.get_absolute_url()).content.decode()
    assert "Taken away by its author." in page
    assert "So it is." in page


def test_a_steward_says_why_and_the_reason_stands_there_for_all(
    said: Comment, ben: Person, cleo: Person, dora: Person, visit: Visit
) -> None:
    visit(dora).post(f"/comments/{said.pk}/take-away/", {"reason": "It names a citizen."})
    page = visit(cleo).get(said.item.get_absolute_url()).content.decode()
    assert "It names a citizen." in page
    assert "The pump is loud." not in page
    notice = Notice.objects.get(event="taken-away")
    assert (notice.person, notice.words) == (ben, "It names a citizen.")
    assert "The pump is loud." in visit(ben).get(notice.place).content.decode()
    assert Entry.objects.latest("pk").reason == "It names a citizen."


def test_what_was_taken_away_is_gone_in_its_earlier_wordings_too(
    said: Comment, ben: Person, cleo: Person, dora: Person, visit: Visit
) -> None:
    edit_comment(said, "Mr Suherman's pump is loud.", by=ben)
    edit_comment(said, "The pump of number 12 is loud.", by=ben)
    take_away(said, by=dora, reason="It names a citizen.")
    address = f"/comments/{said.pk}/more/"
    assert "is loud" not in visit(cleo).get(address).content.decode()
    for person in (ben, dora):
        assert "Mr Suherman" in visit(person).get(address).content.decode()


def test_the_reason_stands_in_the_place_of_a_reply_too(
    said: Comment, cleo: Person, dora: Person, ana: Person, visit: Visit
) -> None:
    reply = comment(said.item, "Mr Suherman's is louder.", by=cleo, to=said)
    take_away(reply, by=dora, reason="It names a citizen.")
    page = visit(ana).get(said.item.get_absolute_url()).content.decode()
    assert "It names a citizen." in page
    assert "Suherman" not in page


def test_without_a_reason_a_steward_takes_nothing_away(said: Comment, dora: Person) -> None:
    with refused("Say in a sentence why"):
        take_away(said, by=dora)


def test_the_owner_of_a_page_takes_no_criticism_of_it_away(said: Comment, ana: Person, cleo: Person) -> None:
    for other in (ana, cleo):
        with not_allowed():
            take_away(said, by=other, reason="I don't like it.")


def test_a_steward_takes_nothing_away_from_their_own_page(dora: Person, ben: Person) -> None:
    said = comment(an_article(by=dora, unit=ben.unit), "It is wrong.", by=ben)
    with not_allowed():
        take_away(said, by=dora, reason="It isn't.")


def test_what_a_steward_took_away_its_writer_can_not_bring_back_and_a_steward_can(
    said: Comment, ben: Person, dora: Person
) -> None:
    take_away(said, by=dora, reason="It names a citizen.")
    with not_allowed():
        bring_back(said, by=ben)
    bring_back(said, by=dora)
    said.refresh_from_db()
    assert said.taken_away_at is None
    assert Notice.objects.filter(person=ben, event="brought-back").exists()
