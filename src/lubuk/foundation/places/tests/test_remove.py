"""Only what is used nowhere goes."""

from lubuk.foundation.access.actions import give_role
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.places.actions import remove
from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.trail.models import Entry
from tests.cast import an_article, not_allowed, refused


def test_an_unused_subject_goes_and_the_trail_keeps_its_name(odi: Person, leaks: Subject) -> None:
    number = leaks.pk
    remove(leaks, by=odi)
    assert not Subject.objects.filter(pk=number).exists()
    entry = Entry.objects.latest("id")
    assert (entry.act, entry.about, entry.from_state) == ("PlaceRemoved", f"subject {number}", "Leaks")


def test_a_subject_with_pages_and_stewards_says_where_it_is_used(
    odi: Person, ana: Person, leaks: Subject
) -> None:
    an_article(by=ana, subjects=[leaks])
    give_role(ana, "steward", by=None, subject=leaks)
    with refused(r"pages \(1\), roles of people \(1\)"):
        remove(leaks, by=odi)


def test_a_subject_with_others_below_stays(odi: Person, supply: Subject, leaks: Subject) -> None:
    with refused(r"places below it \(1\)"):
        remove(supply, by=odi)


def test_a_section_with_a_guest_stays(odi: Person, ed: Person, shelf: Section) -> None:
    with refused(r"roles of people \(1\)"):
        remove(shelf, by=odi)


def test_a_steward_removes_nothing(dora: Person, shelf: Section) -> None:
    with not_allowed():
        remove(shelf, by=dora)
