"""The plain truth about who sees what, written again without the product's queries: loops over rows in memory."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from lubuk.foundation.access.models import Role
from lubuk.foundation.accounts.models import Person, Reader
from lubuk.foundation.items.models import Approval, Endorsement, Item, Version
from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.units.models import Unit
from lubuk.shared.expertise.models import Topic, Unlisted
from lubuk.shared.usefulness.models import Word

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

    def subjects_of(self, item: Item) -> set[int]:
        """Those that it is about, and all above them."""
        return {pk for row in item.item_subjects.all() for pk in self.chain(Subject, row.subject_id)}

    def writers(self, item: Item) -> set[int]:
        return {item.owner_id, *(author.person_id for author in item.authors.all())}


class WhatPeopleDid:
    """Deeds and sayings, read once as plain rows."""

    def __init__(self) -> None:
        self.checks = list(Endorsement.objects.filter(withdrawn_at=None))
        self.versions = [v for v in Version.objects.all() if v.published_at]
        self.approvals = [a for a in Approval.objects.select_related("version") if not a.voided_at]
        self.words = list(Word.objects.all())
        self.topics = [topic for topic in Topic.objects.all() if topic.subject_id]
        unlisted = set(Unlisted.objects.values_list("pk", flat=True))
        people = Person.objects.all()
        self.nameable = {p.pk for p in people if p.is_active and p.unit_id and p.pk not in unlisted}

    def on(self, items: list[Item], truth: Truth) -> dict[int, Counter[str]]:
        """By person: on how many of the items they did what."""
        did: defaultdict[int, Counter[str]] = defaultdict(Counter)
        for item in items:
            checked = {row.by_id for row in self.checks if row.item_id == item.pk}
            published = [v for v in self.versions if v.item_id == item.pk]
            let_through = {v.published_by_id for v in published if v.published_by_id != v.author_id}
            let_through |= {a.person_id for a in self.approvals if a.version in published}
            words = [word for word in self.words if word.item_id == item.pk]
            thanks = {w.person_id for w in words if w.is_useful and w.person_id} - truth.writers(item)
            for deed, people in {
                "wrote": truth.writers(item),
                "checked": checked,
                "approved": {pk for pk in let_through - checked - {item.owner_id} if pk},
                "answers": {word.answered_by_id for word in words if word.answered_by_id},
                "thanked": truth.writers(item) if thanks else set(),
            }.items():
                for person in people:
                    did[person][deed] += 1
        return did
