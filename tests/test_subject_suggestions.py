"""How good the suggestions are: each published item of the sample institution is left out in turn, and what is
suggested for its text is compared with the subjects that people gave it (decision 0028).
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from lubuk.foundation.richtext.plain import to_text
from lubuk.shared.search.engine import Engine
from lubuk.shared.search.rebuild import rebuild
from lubuk.shared.suggestions.naming import Text
from lubuk.shared.suggestions.suggesting import subjects_for
from lubuk.site.sample import load_sample

pytestmark = pytest.mark.django_db

FIRST = 3  # a person looks at that many with a will


@dataclass
class Measured:
    items: int = 0
    first_right: int = 0
    suggested: int = 0
    right: int = 0
    given: int = 0

    @property
    def precision_of_first(self) -> float:
        return self.first_right / self.items

    @property
    def precision(self) -> float:
        return self.right / self.suggested

    @property
    def recall(self) -> float:
        return self.right / self.given


def measured(reader: Person) -> Measured:
    total = Measured()
    for item in Item.objects.published().select_related("published").prefetch_related("item_subjects"):
        given = {row.subject_id for row in item.item_subjects.all()}
        if not given or item.published is None:
            continue
        text = Text(item.title, item.summary, to_text(item.published.body), item.language)
        offered = [found.subject.pk for found in subjects_for(text, reader, item_id=item.pk)[:FIRST]]
        total.items += 1
        total.given += len(given)
        total.suggested += len(offered)
        total.right += len(given.intersection(offered))
        total.first_right += bool(offered and offered[0] in given)
    return total


def test_the_first_is_right_more_often_than_not(an_index: Engine) -> None:
    load_sample()
    rebuild(an_index)
    found = measured(Person.objects.filter(roles__name="administrator")[0])
    assert found.precision_of_first > 0.5
    assert found.recall > 0.5
