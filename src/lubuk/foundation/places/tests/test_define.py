"""What a subject covers, in words."""

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.places.actions import define
from lubuk.foundation.subjects.models import Subject
from tests.cast import not_allowed


def test_a_subject_is_explained(odi: Person, supply: Subject) -> None:
    define(supply, {"en": "From the spring to the tap. ", "id": " "}, by=odi)
    supply.refresh_from_db()
    assert supply.definitions == {"en": "From the spring to the tap."}


def test_only_who_may_arrange_subjects_explains_them(dora: Person, supply: Subject) -> None:
    with not_allowed():
        define(supply, {"en": "Mine"}, by=dora)
