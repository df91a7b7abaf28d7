"""Other names, notes and relations of a subject."""

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.places.actions import rename
from lubuk.foundation.places.describing import Description, describe
from lubuk.foundation.subjects.models import Subject, SubjectRelation
from lubuk.foundation.trail.models import Entry
from tests.cast import not_allowed, refused


def test_what_is_said_is_kept_tidy(odi: Person, leaks: Subject) -> None:
    said = Description(
        alt_labels={"en": ["  Burst   pipes", "Burst pipes", ""]},
        scope_notes={"en": "Not drips. ", "id": " "},
        notation=" L 1 ",
        exact_matches=["https://vocabulary.example/leak"],
    )
    describe(leaks, said, by=odi)
    leaks.refresh_from_db()
    assert leaks.alt_labels == {"en": ["Burst pipes"]}
    assert (leaks.scope_notes, leaks.notation) == ({"en": "Not drips."}, "L 1")


def test_the_same_again_is_no_act(odi: Person, leaks: Subject) -> None:
    describe(leaks, Description(notation="L"), by=odi)
    entries = Entry.objects.count()
    describe(leaks, Description(notation="L"), related=[], by=odi)
    assert Entry.objects.count() == entries


def test_relations_hold_both_ways_and_are_kept_once(odi: Person, leaks: Subject) -> None:
    frost = Subject.objects.create(labels={"en": "Frost"})
    describe(leaks, Description(), related=[frost], by=odi)
    describe(frost, Description(), related=[leaks], by=odi)
    assert SubjectRelation.objects.count() == 1
    describe(frost, Description(), related=[], by=odi)
    assert not SubjectRelation.objects.exists()


def test_it_is_not_related_to_what_it_stands_under(odi: Person, leaks: Subject, supply: Subject) -> None:
    for one, other in ((leaks, supply), (supply, leaks), (leaks, leaks)):
        with refused("not to itself"):
            describe(one, Description(), related=[other], by=odi)


@pytest.mark.parametrize("uri", ["javascript:alert(1)", "leak", "https://a b", "https://" + "x" * 600])
def test_a_match_is_a_web_address(odi: Person, leaks: Subject, uri: str) -> None:
    with refused("no web address"):
        describe(leaks, Description(close_matches=[uri]), by=odi)


def test_renaming_keeps_the_names_in_languages_that_the_house_does_not_speak(
    odi: Person, leaks: Subject
) -> None:
    leaks.labels = {**leaks.labels, "fr": "Fuites"}
    leaks.save()
    rename(leaks, {"en": "Leaks and drips", "id": ""}, by=odi)
    leaks.refresh_from_db()
    assert leaks.labels == {"en": "Leaks and drips", "fr": "Fuites"}


def test_a_steward_does_not_describe(dora: Person, leaks: Subject) -> None:
    with not_allowed():
        describe(leaks, Description(notation="L"), by=dora)
