"""Changing one's words: what they were before stays readable."""

from __future__ import annotations

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.shared.comments.actions import comment, edit_comment, take_away
from lubuk.shared.comments.models import Comment
from lubuk.shared.notifications.models import Notice
from tests.cast import Visit, an_article, not_allowed

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def said(ana: Person, ben: Person) -> Comment:
    return comment(an_article(by=ana), "The pump is _lod_.", by=ben)


def test_the_writer_mends_their_words_and_all_can_read_what_they_were(
    said: Comment, ben: Person, cleo: Person, visit: Visit
) -> None:
    writing = visit(ben).get(f"/comments/{said.pk}/more/").content.decode()
    assert "The pump is _lod_." in writing
    visit(ben).post(f"/comments/{said.pk}/edit/", {"text": "The pump is *loud*."})
    page = visit(cleo).get(said.item.get_absolute_url()).content.decode()
    assert "<em>loud</em>" in page
    assert "changed</span>" in page
    assert "<em>lod</em>" in visit(cleo).get(f"/comments/{said.pk}/more/").content.decode()


def test_a_change_that_changes_nothing_leaves_no_trace(said: Comment, ben: Person) -> None:
    edit_comment(said, "The pump is _lod_.", by=ben)
    assert not said.wordings.exists()


def test_nobody_changes_anothers_words_not_even_a_steward(said: Comment, ana: Person, dora: Person) -> None:
    for other in (ana, dora):
        with not_allowed():
            edit_comment(said, "The pump is quiet.", by=other)


def test_words_that_were_taken_away_are_not_changed(said: Comment, ben: Person) -> None:
    take_away(said, by=ben)
    with not_allowed():
        edit_comment(said, "Else.", by=ben)


def test_a_change_that_is_refused_comes_back_with_the_words(said: Comment, ben: Person, visit: Visit) -> None:
    page = visit(ben).post(f"/comments/{said.pk}/edit/", {"text": "b" * 5001})
    assert page.status_code == 422
    assert "b" * 5001 in page.content.decode()
    said.refresh_from_db()
    assert "lod" in said.text


def test_who_is_named_by_a_change_is_told_and_who_was_named_before_is_not_again(
    said: Comment, ben: Person, cleo: Person
) -> None:
    edit_comment(said, "The pump is loud, @cleo.", by=ben)
    edit_comment(said, "The pump is very loud, @cleo and @ana.", by=ben)
    named = Notice.objects.filter(event="named").values_list("person__username", flat=True)
    assert sorted(named) == ["ana", "cleo"]
