"""Random worlds again: suggestions, counts, related pages and people who know say what a plain truth says."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from lubuk.domains.library.item_page import item_page
from lubuk.domains.library.related import MOST_NEAR, MOST_RELATED
from lubuk.foundation.accounts.models import Person, Reader
from lubuk.foundation.items.models import Item, Link
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.units.models import Unit
from lubuk.shared.answers.quoting import MOST_QUOTES, answer
from lubuk.shared.expertise.asking import who_knows
from lubuk.shared.expertise.knowing import Knower, who_knows_subject
from lubuk.shared.search import suggesting
from lubuk.shared.search.engine import Engine, Trust
from lubuk.shared.search.filters import Filters
from lubuk.shared.search.query import parse
from lubuk.shared.search.rebuild import rebuild
from lubuk.shared.search.searching import search, search_for
from tests.truth import Truth, WhatPeopleDid
from tests.worlds import NUMBERS, a_world, gone_afterwards, readers, worlds

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

DONE = re.compile(r"\b(wrote|checked|approved) (\d+)|\b(answers) readers|\b(thanked) by", re.IGNORECASE)


@worlds(2)
@given(number=NUMBERS, steps=st.integers(25, 40))
def test_what_is_found_beside_pages_is_the_truth(an_index: Engine, number: int, steps: int) -> None:
    with gone_afterwards():
        a_world(number, steps)
        rebuild(an_index)
        truth, did = Truth(), WhatPeopleDid()
        for person in readers():
            found = [i for i in truth.items if i.phase == "published" and truth.may_see(person, i)]
            assert_suggestions_are_true(person, found)
            assert_facets_are_true(an_index, truth, person, found)
            assert_people_are_true(truth, did, person, found)
            assert_quotes_are_true(person, found)
            for item in found:
                assert_related_is_true(item, person, found)


def assert_suggestions_are_true(person: Reader, found: list[Item]) -> None:
    groups = {group.name: {row.url for row in group.rows} for group in suggesting.groups("mud", person)}
    pages = groups.get("Pages", set())
    assert pages <= {item.get_absolute_url() for item in found}, person
    assert len(pages) == min(len(found), suggesting.ITEMS), person
    people = {
        row.url
        for group in suggesting.groups("tirta", person)
        if group.name == "People"
        for row in group.rows
    }
    there = Person.objects.filter(is_active=True).count() if is_staff(person) else 0
    assert len(people) == min(there, suggesting.PEOPLE), person


def assert_facets_are_true(index: Engine, truth: Truth, person: Reader, found: list[Item]) -> None:
    today = timezone.localdate()
    counts = index.facets(search_for(parse("mud"), person, Filters(), today, {}))
    assert dict(counts.kinds) == Counter(item.kind for item in found), person
    units = Counter(str(pk) for item in found for pk in truth.chain(Unit, item.unit_id))
    assert dict(counts.units) == units, person
    subjects = Counter(str(pk) for item in found for pk in truth.subjects_of(item))
    assert dict(counts.subjects) == subjects, person
    overdue = [item for item in found if item.check_by and item.check_by < today]
    official = [item for item in found if item.endorsed_at and item not in overdue]
    assert (counts.trust[Trust.OVERDUE], counts.trust[Trust.ENDORSED]) == (len(overdue), len(official)), (
        person
    )


def assert_quotes_are_true(person: Reader, found: list[Item]) -> None:
    quoted = answer(search("how to turn mud slowly", person, Filters()), person)
    items = [quote.item for quote in quoted.quotes] if quoted else []
    assert set(items) <= set(found), person
    assert len(items) == min(len(found), MOST_QUOTES), person


def is_staff(person: Reader) -> bool:
    return isinstance(person, Person) and person.is_active and person.unit_id is not None


def assert_people_are_true(truth: Truth, did: WhatPeopleDid, person: Reader, found: list[Item]) -> None:
    for subject in Subject.objects.all():
        about = [
            item
            for item in truth.items
            if truth.is_published_to(person, item) and subject.pk in truth.subjects_of(item)
        ]
        deeds = did.on(about, truth)
        for topic in did.topics:
            if subject.pk in truth.chain(Subject, topic.subject_id):
                deeds.setdefault(topic.person_id, Counter())
        named = did.nameable - {person.pk or 0} if is_staff(person) else set()
        expected = {pk: dict(counts) for pk, counts in deeds.items() if pk in named}
        assert told(who_knows_subject(subject, person, most=99)) == without_numbers(expected), (
            person,
            subject,
        )
    may_tell = did.on(found, truth) if is_staff(person) else {}
    for pk, counts in told(who_knows("mud", person, most=99)).items():
        assert all(counts[deed] <= may_tell[pk][deed] for deed in counts), person


def told(knowers: list[Knower]) -> dict[int, dict[str, int]]:
    """What the reasons say: readers' thanks and answers are said without a number."""
    said = {}
    for knower in knowers:
        parts = DONE.findall(knower.reason)
        said[knower.person.pk] = {
            (deed or answers or thanked).lower(): int(n or 1) for deed, n, answers, thanked in parts
        }
    return said


def without_numbers(expected: dict[int, dict[str, int]]) -> dict[int, dict[str, int]]:
    numbered = {"wrote", "checked", "approved"}
    return {
        pk: {deed: n if deed in numbered else 1 for deed, n in counts.items()}
        for pk, counts in expected.items()
    }


def assert_related_is_true(item: Item, person: Reader, found: list[Item]) -> None:
    got = {one.item.pk for one in item_page(item.pk, person)["related"]()}
    ends = Link.objects.touching(item.pk).values_list("source_id", "target_id")
    others = {other.pk for other in found} - {item.pk}
    linked = {pk for row in ends for pk in row} & others
    mine = {row.subject_id for row in item.item_subjects.all()}
    near = {o.pk for o in found if mine & {row.subject_id for row in o.item_subjects.all()}} & others - linked
    assert got <= linked | near, (person, item)
    assert len(got & near) == min(len(near), MOST_NEAR), (person, item)
    assert len(got & linked) == min(len(linked), MOST_RELATED - len(got & near)), (person, item)
