"""What people say they can be asked about, on their profile."""

from __future__ import annotations

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.places.merging import merge
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.trail.models import Entry
from lubuk.shared.expertise.actions import MOST_TOPICS, put_on_list, say_topics, take_off_list
from lubuk.shared.expertise.knowing import who_knows_subject
from lubuk.shared.expertise.models import Topic, Unlisted
from tests.cast import Visit, an_article, not_allowed, refused

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

PROFILE = {"name": "Ana Tirta", "post": "Fitter", "about": "", "language": "en"}


def said(person: Person) -> list[tuple[str, str | None]]:
    return list(Topic.objects.filter(person=person).values_list("words", "subject__slug"))


def test_a_colleague_says_it_on_the_profile_and_others_read_it(
    ana: Person, cleo: Person, leaks: Subject, visit: Visit
) -> None:
    words = {"topics": " Kebocoran,  night   crews, kebocoran,\n, <b>valves</b>"}
    page = visit(ana).post("/profile/", PROFILE | words, follow=True).content.decode()
    assert "Your profile is saved." in page
    assert said(ana) == [("Kebocoran", "leaks"), ("night crews", None), ("<b>valves</b>", None)]
    page = visit(cleo).get(ana.get_absolute_url()).content.decode()
    assert "Can be asked about" in page
    assert "&lt;b&gt;valves&lt;/b&gt;" in page
    assert "Kebocoran, night crews, &lt;b&gt;" in visit(ana).get("/profile/").content.decode()
    assert Entry.objects.filter(act="TopicsChanged", actor_id=ana.pk).count() == 1


def test_saying_the_same_again_is_no_act(ana: Person) -> None:
    say_topics(ana, ["valves"], by=ana)
    before = Entry.objects.count()
    say_topics(ana, ["valves", "valves "], by=ana)
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    ("topics", "words"),
    [
        (",".join(f"topic {n}" for n in range(MOST_TOPICS + 1)), "Name at most 12"),
        ("x" * 81, "at most 80 letters"),
    ],
)
def test_too_much_is_said_in_words_and_kept(ana: Person, visit: Visit, topics: str, words: str) -> None:
    answer = visit(ana).post("/profile/", PROFILE | {"topics": topics, "post": "Diver"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert topics in page
    assert said(ana) == []
    with refused():
        say_topics(ana, topics.split(","), by=ana)


def test_only_colleagues_and_only_for_themselves(
    ana: Person, ben: Person, ed: Person, fay: Person, visit: Visit
) -> None:
    with not_allowed():
        say_topics(ana, ["valves"], by=ben)
    with not_allowed():
        take_off_list(ana, by=ben)
    for outsider in (ed, fay):
        with not_allowed():
            say_topics(outsider, ["valves"], by=outsider)
        assert "What I can be asked about" not in visit(outsider).get("/profile/").content.decode()


def test_one_switch_takes_a_person_off_and_puts_them_back(
    ana: Person, cleo: Person, leaks: Subject, visit: Visit
) -> None:
    an_article(by=ana, subjects=[leaks])
    mine = PROFILE | {"topics": "Leaks"}
    visit(ana).post("/profile/", mine | {"unlisted": "on"})
    assert Unlisted.objects.filter(person=ana).exists()
    assert who_knows_subject(leaks, cleo) == []
    assert "Can be asked about" not in visit(cleo).get(ana.get_absolute_url()).content.decode()
    assert "checked" in visit(ana).get("/profile/").content.decode()
    visit(ana).post("/profile/", mine)
    assert [knower.person for knower in who_knows_subject(leaks, cleo)] == [ana]
    with not_allowed():
        put_on_list(ana, by=cleo)


def test_topics_go_with_a_subject_that_becomes_part_of_another(
    ana: Person, cleo: Person, odi: Person, adi: Person, leaks: Subject
) -> None:
    bursts = Subject.objects.create(labels={"en": "Bursts"}, slug="bursts")
    say_topics(ana, ["Bursts"], by=ana)
    merge(bursts, into=leaks, by=adi)
    assert said(ana) == [("Bursts", "leaks")]
    assert [knower.reason for knower in who_knows_subject(leaks, cleo)] == ["Can be asked about Leaks"]
