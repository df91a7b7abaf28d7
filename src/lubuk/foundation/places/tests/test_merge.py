"""Two subjects become one, and nothing that was said with the first is lost."""

import pytest

from lubuk.foundation.access.actions import give_role
from lubuk.foundation.access.models import Role
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.actions.placing import subjects_of
from lubuk.foundation.places.describing import Description, describe
from lubuk.foundation.places.merging import merge
from lubuk.foundation.subjects.models import FormerSubject, Subject, SubjectRelation
from lubuk.foundation.trail.models import Entry
from tests.cast import Visit, an_article, not_allowed, refused

pytestmark = pytest.mark.postgres


@pytest.fixture
def bursts(db: None) -> Subject:
    """What somebody added though there were leaks already."""
    return Subject.objects.create(labels={"en": "Bursts", "id": "Pipa pecah"}, slug="bursts")


def test_items_and_stewards_go_along(
    odi: Person, ana: Person, ben: Person, bursts: Subject, leaks: Subject
) -> None:
    item, both = an_article(by=ana, subjects=[bursts]), an_article(by=ana, subjects=[bursts, leaks])
    give_role(ben, "steward", by=None, subject=bursts)
    merge(bursts, into=leaks, by=odi)
    assert subjects_of(item) == subjects_of(both) == {leaks.pk}
    assert Role.objects.get(person=ben).subject == leaks


def test_its_names_are_other_names_now(odi: Person, bursts: Subject, leaks: Subject) -> None:
    describe(bursts, Description(alt_labels={"en": ["Broken pipes"]}, notation="B7"), by=odi)
    merge(bursts, into=leaks, by=odi)
    leaks.refresh_from_db()
    assert leaks.labels == {"en": "Leaks", "id": "Kebocoran"}
    assert leaks.alt_labels == {"en": ["Broken pipes", "Bursts"], "id": ["Pipa pecah"]}
    assert leaks.notation == "B7"


def test_what_stood_below_stands_below_the_other(odi: Person, bursts: Subject, leaks: Subject) -> None:
    child = Subject.objects.create(labels={"en": "Frost"}, parent=bursts)
    merge(bursts, into=leaks, by=odi)
    child.refresh_from_db()
    assert child.path == f"{leaks.path}{child.pk}/"


def test_relations_go_along_and_none_leads_to_itself(odi: Person, bursts: Subject, leaks: Subject) -> None:
    frost = Subject.objects.create(labels={"en": "Frost"})
    describe(bursts, Description(), related=[frost, leaks], by=odi)
    merge(bursts, into=leaks, by=odi)
    (row,) = SubjectRelation.objects.all()
    assert {row.source_id, row.target_id} == {leaks.pk, frost.pk}


def test_its_addresses_lead_on_also_after_the_next_merge(
    odi: Person, bursts: Subject, leaks: Subject, supply: Subject, visit: Visit
) -> None:
    was = bursts.get_absolute_url()
    merge(bursts, into=leaks, by=odi)
    merge(Subject.objects.get(pk=leaks.pk), into=supply, by=odi)
    for address in (was, "/subjects/bursts/", was.removesuffix("bursts/")):
        assert visit(odi).get(address, follow=True).redirect_chain[-1][0] == supply.get_absolute_url()


def test_the_trail_tells_of_it(odi: Person, bursts: Subject, leaks: Subject) -> None:
    number = bursts.pk
    merge(bursts, into=leaks, by=odi)
    entry = Entry.objects.latest("id")
    said = (entry.act, entry.about, entry.from_state, entry.to_state)
    assert said == ("PlaceMerged", f"subject {number}", "Bursts", f"subject {leaks.pk}")


def test_a_subject_is_not_merged_into_itself_or_what_stands_below(
    odi: Person, supply: Subject, leaks: Subject
) -> None:
    with refused("the same one"):
        merge(supply, into=supply, by=odi)
    with refused("Leaks stands below it"):
        merge(supply, into=leaks, by=odi)


def test_a_steward_does_not_merge(dora: Person, bursts: Subject, leaks: Subject) -> None:
    with not_allowed():
        merge(bursts, into=leaks, by=dora)
    assert not FormerSubject.objects.exists()
