"""Who is named among those who know, to whom, and why."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from lubuk.foundation.access.actions import give_role
from lubuk.foundation.accounts.models import Person, Reader, Stranger
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item
from lubuk.foundation.subjects.models import Subject
from lubuk.shared.expertise.actions import say_topics, take_off_list
from lubuk.shared.expertise.asking import who_knows
from lubuk.shared.expertise.knowing import who_knows_subject
from lubuk.shared.search.engine import Engine
from lubuk.shared.search.rebuild import rebuild
from lubuk.shared.usefulness.actions import answer, say
from tests.cast import Visit, a_draft, a_guide, an_article

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def names(subject: Subject, reader: Reader) -> list[str]:
    return [knower.person.username for knower in who_knows_subject(subject, reader)]


def why(subject: Subject, reader: Reader) -> dict[str, str]:
    return {knower.person.username: knower.reason for knower in who_knows_subject(subject, reader)}


def test_who_wrote_and_who_checked_are_named_with_the_reason(
    ana: Person, cleo: Person, dora: Person, leaks: Subject, supply: Subject
) -> None:
    for title in ("Finding a leak", "Closing a leak"):
        actions.endorse(an_article(by=ana, title=title, subjects=[leaks]), by=dora)
    year = timezone.localdate().year
    assert why(supply, cleo) == {
        "ana": f"Wrote 2 pages on this; last in {year}",
        "dora": f"Checked 2 pages; last in {year}",
    }


def test_who_approved_answered_and_was_thanked(
    ana: Person, ben: Person, cleo: Person, dora: Person, leaks: Subject
) -> None:
    item = a_guide(by=ana, approved_by=dora, subjects=[leaks])
    actions.name_authors(item, [ben], by=ana)
    word = say(item, by=cleo, is_useful=False, reason="hard")
    answer(word, "We say it in shorter words now.", by=dora)
    say(item, by=ben, is_useful=True)
    reasons = why(leaks, cleo)
    assert reasons["dora"].startswith("Approved 1 page, answers readers")
    assert "answers readers" in reasons["dora"]
    assert "thanked" not in reasons["ana"]  # Ben writes it himself
    say(item, by=cleo, is_useful=True)
    assert why(leaks, cleo)["ana"].partition("; last")[0].endswith("thanked by readers")
    assert why(leaks, cleo)["ben"].partition("; last")[0].endswith("thanked by readers")


def test_a_strangers_thanks_count_for_nothing(ana: Person, cleo: Person, leaks: Subject) -> None:
    item = an_article(by=ana, subjects=[leaks], audience="public")
    before = who_knows_subject(leaks, cleo)[0]
    say(item, by=Stranger(), is_useful=True)
    after = who_knows_subject(leaks, cleo)[0]
    assert after.reason == before.reason
    assert after.score == pytest.approx(before.score, abs=1e-6)


def test_only_what_the_asker_may_see_counts(
    ana: Person, ben: Person, cleo: Person, dora: Person, leaks: Subject
) -> None:
    an_article(by=ana, subjects=[leaks])
    an_article(by=ana, subjects=[leaks], audience="unit")
    hidden = an_article(by=ben, subjects=[leaks], audience="unit")
    actions.endorse(hidden, by=dora)
    a_draft(by=ben, subjects=[leaks])
    assert why(leaks, cleo) == {"ana": f"Wrote 1 page on this; last in {timezone.localdate().year}"}
    assert "Wrote 2 pages" in why(leaks, ben)["ana"]


@pytest.mark.parametrize("reader", ["stranger", "ed", "gus", "fay"])
def test_nobody_from_outside_is_told_who_knows(
    reader: str, request: pytest.FixtureRequest, visit: Visit, ana: Person, leaks: Subject, an_index: Engine
) -> None:
    who = request.getfixturevalue(reader)
    an_article(by=ana, title="Leaks at night", subjects=[leaks], audience="public")
    say_topics(ana, ["Leaks"], by=ana)
    rebuild(an_index)
    assert names(leaks, who) == []
    for address in (leaks.get_absolute_url(), "/search/?q=leaks", "/search/?q=zeppelin+leaks"):
        page = visit(who).get(address, follow=True).content.decode()
        assert "People who know" not in page
        assert "Who may know" not in page


def test_who_left_and_who_took_themselves_off_are_not_named(
    ana: Person, ben: Person, cleo: Person, dora: Person, leaks: Subject
) -> None:
    for writer in (ana, ben, dora):
        an_article(by=writer, subjects=[leaks])
    say_topics(ben, ["Leaks"], by=ben)
    take_off_list(ben, by=ben)
    Person.objects.filter(pk=ana.pk).update(is_active=False)
    assert names(leaks, cleo) == ["dora"]
    assert names(leaks, dora) == []  # oneself one need not ask


def test_what_a_person_says_counts_for_the_subject_above(
    ana: Person, cleo: Person, supply: Subject, leaks: Subject
) -> None:
    say_topics(ana, ["Kebocoran", "night crews"], by=ana)
    assert why(supply, cleo) == {"ana": "Can be asked about Leaks"}
    with translation.override("id"):
        assert "Kebocoran" in why(supply, cleo)["ana"]


def test_new_deeds_outweigh_old_ones_and_many_don_t_bury_a_few(
    ana: Person, ben: Person, cleo: Person, dora: Person, leaks: Subject
) -> None:
    old = an_article(by=ana, subjects=[leaks])
    an_article(by=ben, subjects=[leaks])
    Item.objects.filter(pk=old.pk).update(published_at=timezone.now() - timedelta(days=2000))
    assert names(leaks, cleo) == ["ben", "ana"]
    for n in range(6):
        an_article(by=dora, title=f"Page {n}", subjects=[leaks])
    first, second, _third = who_knows_subject(leaks, cleo)
    assert (first.person, second.person) == (dora, ben)
    assert first.score < 3 * second.score


def test_a_search_names_them_and_so_does_one_that_finds_nothing(
    ana: Person, ben: Person, cleo: Person, supply: Subject, leaks: Subject, an_index: Engine, visit: Visit
) -> None:
    an_article(by=ana, title="Patching a burst main", subjects=[leaks])
    say_topics(ben, ["Kebocoran", "drone photographs"], by=ben)
    rebuild(an_index)
    found = visit(cleo).get("/search/?q=burst+main").content.decode()
    assert "People who know" in found
    assert f'href="/people/{ana.pk}/"' in found
    assert f'href="/people/{ben.pk}/"' not in found
    for words in ("photograph+by+drone", "kebocoran+kind:news"):
        nothing = visit(cleo).get(f"/search/?q={words}").content.decode()
        assert "Who may know" in nothing
        assert f'href="/people/{ben.pk}/"' in nothing
    assert [knower.person for knower in who_knows("who knows about leaks", cleo)] == [ben, ana]


def test_a_hidden_page_that_answers_brings_nobody(ana: Person, cleo: Person, an_index: Engine) -> None:
    item = an_article(by=ana, title="Patching a burst main")
    rebuild(an_index)
    assert [knower.person for knower in who_knows("burst main", cleo)] == [ana]
    actions.change_audience(item, "unit", by=ana)  # and the index doesn't know yet
    assert who_knows("burst main", cleo) == []
    assert who_knows("burst main", cleo, found=[item.pk]) == []


def test_more_pages_and_people_are_no_more_questions(
    ana: Person, ben: Person, cleo: Person, dora: Person, leaks: Subject, an_index: Engine
) -> None:
    def asked() -> int:
        rebuild(an_index)
        who_knows("leaks", cleo)  # what a process remembers, it remembers from here on
        with CaptureQueriesContext(connection) as queries:
            who_knows("leaks", cleo)
            who_knows_subject(leaks, cleo)
        return len(queries)

    an_article(by=ana, title="Leaks", subjects=[leaks])
    few = asked()
    give_role(ben, "steward", by=None, subject=leaks)
    for n in range(5):
        for writer in (ana, dora):
            item = an_article(by=writer, title=f"Leaks {n}", subjects=[leaks])
            actions.endorse(item, by=ben)
            say(item, by=ben, is_useful=True)
    say_topics(ben, ["Leaks", "valves"], by=ben)
    assert asked() <= few
