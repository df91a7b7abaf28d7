"""The plain truth about who sees what, written again without the product's queries: loops over rows in memory."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from lubuk.foundation.access.models import Role
from lubuk.foundation.accounts.models import Person, Reader
from lubuk.foundation.items.models import Item
from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.units.models import Unit

type Ids = Iterable[int | None]


class Truth:
    """Everything as it is now, read once as plain rows."""

    def __init__(self) -> None:
        self.above = {
            model: dict(model._default_manager.values_list("pk", "parent_id"))
            for model in (Unit, Subject, Section)
        }
        self.roles = list(Role.objects.all())
        self.items = list(Item.objects.prefetch_related("authors", "named_readers", "item_subjects"))

    def chain(self, model: Any, pk: int | None) -> list[int]:
        """The node and all above it, by walking from parent to parent."""
        return [pk, *self.chain(model, self.above[model][pk])] if pk else []

    def holds(
        self, person: Person, name: str, units: Ids = (), subjects: Ids = (), sections: Ids = ()
    ) -> bool:
        """Whether the person has this role today at one of the places, or above it."""
        here = [role for role in self.roles if (role.person_id, role.name) == (person.pk, name)]
        valid = [role for role in here if role.until is None or role.until >= timezone.localdate()]
        places = (
            (Unit, "unit_id", units),
            (Subject, "subject_id", subjects),
            (Section, "section_id", sections),
        )
        return any(
            getattr(role, column) in self.chain(model, pk)
            for role in valid for model, column, pks in places for pk in pks if pk
        )  # fmt: skip

    def is_published_to(self, person: Reader, item: Item) -> bool:
        """The item is out, and the person belongs to those it is for."""
        if item.phase != "published":
            return False
        if item.audience == "public":
            return True
        if not isinstance(person, Person) or not person.is_active:
            return False
        if item.audience == "people":
            return person.pk in {named.person_id for named in item.named_readers.all()}
        if self.holds(person, "guest", sections=[item.section_id]):
            return True
        here, there = self.chain(Unit, person.unit_id), self.chain(Unit, item.unit_id)
        if item.audience == "institutions" or not here:
            return bool(here)
        if item.audience == "institution":
            return here[-1] == there[-1]
        return item.unit_id in here or self.holds(person, "manager", units=[item.unit_id])

    def may_see(self, person: Reader, item: Item) -> bool:
        """… or wrote it, or looks after it once it is no private draft and not for named people; a manager of its
        unit while it is in review."""
        if self.is_published_to(person, item):
            return True
        if not isinstance(person, Person) or not person.is_active:
            return False
        if person.pk in {item.owner_id, *(author.person_id for author in item.authors.all())}:
            return True
        if item.phase == "draft" or item.audience == "people":
            return False
        mine = [role for role in self.roles if role.person_id == person.pk]
        if any(r.name == "administrator" or (r.name, r.unit_id) == ("km_officer", None) for r in mine):
            return True
        if item.phase == "review" and self.holds(person, "manager", units=[item.unit_id]):
            return True
        subjects = [row.subject_id for row in item.item_subjects.all()]
        root = self.chain(Unit, item.unit_id)[-1:]
        return self.holds(person, "km_officer", units=root) or self.holds(
            person, "steward", units=[item.unit_id], subjects=subjects, sections=[item.section_id]
        )


# A world and what happens in it
