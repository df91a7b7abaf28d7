"""Who looks after an item: its nearest stewards, and whoever stands in where nobody tends it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Prefetch, Q, prefetch_related_objects
from django.utils import timezone

from lubuk.foundation.access.models import Role, RoleName
from lubuk.foundation.access.phrases import PHRASES
from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.kinds.definition import Step
from lubuk.foundation.items.models import Item, ItemSubject
from lubuk.foundation.items.permissions import can_see, can_take, places_of
from lubuk.foundation.subjects.models import Subject

type Lineages = dict[str, list[list[int]]]  # by tree: from the root down to the place


def looked_after_by(item: Item) -> list[Person]:
    """Its nearest stewards, or the KM officers of its institution where it has none."""
    subjects = [row.subject for row in item.item_subjects.select_related("subject")]
    return [role.person for role in stewards_of(item, subjects)] or officers_of(item)


def officers_of(item: Item) -> list[Person]:
    institution = Q(unit=None) | Q(unit_id=item.unit.institution_id)
    roles = Role.objects.in_force().filter(institution, name=RoleName.KM_OFFICER, person__is_active=True)
    return [role.person for role in roles.select_related("person")]


def authors_of(item: Item) -> list[Person]:
    """Its owner first, then those who write it with them."""
    return [item.owner, *(author.person for author in item.authors.select_related("person"))]


def who_may_take(item: Item, step: Step) -> list[Person]:
    """Of its nearest stewards, or else of the KM officers and the stewards further up, those who may take the step."""
    for people in (looked_after_by(item), officers_of(item), holders_of_a_role(item)):
        if able := [person for person in people if can_take(person, item, step) and can_see(person, item)]:
            return able
    return []


def who_is(phrase: str, item: Item) -> list[Person]:
    """Those whom the role phrase means here, among people with a role and those who wrote the item."""
    people = {person.pk: person for person in (*holders_of_a_role(item), *authors_of(item))}
    return [
        person
        for person in people.values()
        if person.is_active and PHRASES[phrase](standing(person), places_of(item)) and can_see(person, item)
    ]


def holders_of_a_role(item: Item) -> list[Person]:
    """Everybody with a role in one of the places the item stands in, or above them."""
    places = places_of(item)
    subjects = Subject.objects.filter(pk__in=places.subject_ids)
    where = Q(unit_id__in=item.unit.lineage) | Q(
        subject_id__in=[pk for subject in subjects for pk in subject.lineage]
    )
    if item.section:
        where |= Q(section_id__in=item.section.lineage)
    everywhere = Q(name=RoleName.ADMINISTRATOR) | Q(name=RoleName.KM_OFFICER, unit=None)
    roles = (
        Role.objects.in_force().filter(where | everywhere, person__is_active=True).select_related("person")
    )
    return list({role.person_id: role.person for role in roles}.values())


def stewards_of(item: Item, subjects: Iterable[Subject]) -> list[Role]:
    """Who looks after the item: the nearest stewards of its section, subjects and unit, in this order.

    In each tree the nearest place with a steward counts; what stands further up is inherited only when
    nothing nearer is.
    """
    lineages = lineages_of(item, subjects)
    where = Q()
    for tree, lines in lineages.items():
        where |= Q(**{f"{tree}_id__in": {pk for lineage in lines for pk in lineage}})
    roles = (
        Role.objects.in_force()
        .filter(where, name=RoleName.STEWARD, person__is_active=True)
        .select_related("person__unit", "unit", "subject", "section")
    )
    return chosen(list(roles), lineages)


def stewards_of_each(items: list[Item], among: Iterable[Role]) -> dict[int, list[Role]]:
    """The same of several items, `among` roles that `every_steward` gave and that somebody may have kept since."""
    subjects = Prefetch("item_subjects", ItemSubject.objects.select_related("subject"))
    prefetch_related_objects(items, "section", subjects)
    lineages = {
        item.pk: lineages_of(item, [row.subject for row in item.item_subjects.all()]) for item in items
    }
    today = timezone.localdate()
    roles = [role for role in among if role.until is None or role.until >= today]
    return {pk: chosen(roles, lines) for pk, lines in lineages.items()}


def every_steward() -> list[Role]:
    """With their persons. Those whose time is over, too: a day passes without an act."""
    return list(Role.objects.filter(name=RoleName.STEWARD, person__is_active=True).select_related("person"))


def lineages_of(item: Item, subjects: Iterable[Subject]) -> Lineages:
    return {
        "section": [item.section.lineage] if item.section else [],
        "subject": [subject.lineage for subject in subjects],
        "unit": [item.unit.lineage],
    }


def chosen(roles: list[Role], lineages: Lineages) -> list[Role]:
    found: dict[int, Role] = {}
    for tree, lines in lineages.items():
        for lineage in lines:
            for role in nearest(roles, tree, lineage):
                found.setdefault(role.person_id, role)
    return list(found.values())


def nearest(roles: list[Role], tree: str, lineage: list[int]) -> list[Role]:
    for pk in reversed(lineage):
        here = [role for role in roles if getattr(role, f"{tree}_id") == pk]
        if here:
            return here
    return []
