"""What is done with places. Addresses and ids stay whatever happens, so nothing that stands there is lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lubuk.foundation import trees
from lubuk.foundation.access.announcements import RoleGiven, RoleTaken
from lubuk.foundation.access.models import Role, RoleName
from lubuk.foundation.access.standing import forget_standing
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.announcing import announce
from lubuk.foundation.items.models import Item, ItemSubject, Phase
from lubuk.foundation.labels import in_language
from lubuk.foundation.places.announcements import (
    PlaceAdded,
    PlaceDefined,
    PlaceMoved,
    PlaceRemoved,
    PlaceRenamed,
    UnitClosed,
    UnitEmptied,
    UnitReopened,
    reference,
)
from lubuk.foundation.places.permissions import can_add, can_arrange, can_close, can_move
from lubuk.foundation.places.queries import Place
from lubuk.foundation.refusal import Refused, require
from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.units.closing import refuse_closed
from lubuk.foundation.units.models import Unit

LONGEST_NAME = 160  # what the trail keeps of it too


@transaction.atomic
def add(place: Place, *, by: Person) -> None:
    """Save a new place under its parent."""
    require(can_add(by, place), _("Only the KM officer of the institution can add to this."))
    place.labels = clean_labels(place.labels)
    if place.parent:
        lock(place.parent)
        refuse_closed(place.parent)
    place.save()
    announce(PlaceAdded(place=place, by=by, to_state=reference(place.parent)))


def clean_labels(labels: Mapping[str, str]) -> dict[str, str]:
    """Single spaces, no empty names. Raises Refused without a name in the installation's language."""
    known = dict(settings.LANGUAGES)
    tidy = {code: " ".join(words.split())[:LONGEST_NAME] for code, words in labels.items() if code in known}
    if not tidy.get(settings.LANGUAGE_CODE):
        raise Refused(_("Write a name in %(language)s.") % {"language": known[settings.LANGUAGE_CODE]})
    return {code: words for code, words in tidy.items() if words}


@transaction.atomic
def rename(place: Place, labels: Mapping[str, str], *, by: Person) -> None:
    require(can_arrange(by, place))
    before, after = place.labels, clean_labels(labels) | of_other_languages(place.labels)
    if before == after:
        return
    place.labels = after
    place.save(update_fields=["labels"])
    announce(PlaceRenamed(place=place, by=by, from_state=lasting_name(before), to_state=lasting_name(after)))


def of_other_languages(labels: Mapping[str, str]) -> dict[str, str]:
    """Names that a vocabulary brought along, and that no form of ours shows."""
    known = dict(settings.LANGUAGES)
    return {code: words for code, words in labels.items() if code not in known}


def lasting_name(labels: Mapping[str, str]) -> str:
    """For the trail: in the installation's language, whoever acts."""
    return in_language(labels, settings.LANGUAGE_CODE)


@transaction.atomic
def define(subject: Subject, definitions: Mapping[str, str], *, by: Person) -> None:
    require(can_arrange(by, subject))
    after = {code: words.strip() for code, words in definitions.items() if words.strip()}
    after |= of_other_languages(subject.definitions)
    if after == subject.definitions:
        return
    subject.definitions = after
    subject.save(update_fields=["definitions"])
    announce(PlaceDefined(place=subject, by=by))


@transaction.atomic
def move(place: Place, *, under: Place | None, by: Person) -> None:
    """Hang the place, with all below it, under another one; for `None` at the top."""
    require(can_move(by, place, under), _("You can only move within your own institution."))
    lock(place, under)
    if place.parent_id == (under.pk if under else None):
        return
    refuse_closed(under)
    before = place.parent
    trees.move(place, under=under)
    if isinstance(place, Unit):
        follow_institution(place, by)
    announce(PlaceMoved(place=place, by=by, from_state=reference(before), to_state=reference(under)))


def lock(*places: trees.TreeNode | None) -> None:
    """Hold the places and all above them until the end, and read them afresh.

    Two moves at once could otherwise hang each of two branches under the other, or leave a new child with
    a path that is no more.
    """
    wanted = [place for place in places if place]
    ids = {pk for place in wanted for pk in place.lineage}
    # Ordered: two acts that lock the same rows in different orders deadlock.
    nodes: Any = type(wanted[0]).objects
    list(nodes.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
    for place in wanted:
        place.refresh_from_db()


def follow_institution(unit: Unit, by: Person) -> None:
    """After a move: the unit and all below it belong to the institution they now stand in."""
    institution_id = unit.lineage[0]
    if institution_id == unit.institution_id:
        return
    Unit.objects.within(unit).update(institution=institution_id)
    unit.institution_id = institution_id
    officers_become_stewards(unit, by)
    forget_standing(by)


def officers_become_stewards(unit: Unit, by: Person) -> None:
    """A KM officer's role counts for the whole institution; in a larger one it must not grow with it."""
    officers = Role.objects.filter(name=RoleName.KM_OFFICER, unit__in=Unit.objects.within(unit))
    for role in officers.exclude(unit=unit.institution_id).select_related("person", "unit"):
        announce(RoleTaken(role=role, by=by))
        role.name = RoleName.STEWARD
        role.save(update_fields=["name"])
        announce(RoleGiven(role=role, by=by))


@transaction.atomic
def empty(unit: Unit, *, into: Unit, by: Person) -> None:
    """Move people, pages and sections of the unit, and of those below it, to another unit."""
    require(
        can_arrange(by, unit) and can_arrange(by, into), _("You can only move within your own institution.")
    )
    refuse_closed(into)
    if into.is_within(unit):
        raise Refused(_("Choose a unit that does not stand below this one."))
    branch = Unit.objects.within(unit)
    item_ids = tuple(Item.objects.filter(unit__in=branch).values_list("pk", flat=True))
    Person.objects.filter(unit__in=branch).update(unit=into)
    Section.objects.filter(unit__in=branch).update(unit=into)
    Item.objects.filter(unit__in=branch).update(unit=into)
    announce(UnitEmptied(place=unit, by=by, to_state=reference(into), item_ids=item_ids))


@transaction.atomic
def close(unit: Unit, *, by: Person) -> None:
    """The unit and those below it are offered nowhere any more.

    Raises Refused while people or pages are there; `empty` moves them.
    """
    require(can_close(by, unit))
    lock(unit)
    branch = Unit.objects.within(unit)
    people = Person.objects.filter(unit__in=branch, is_active=True).count()
    pages = Item.objects.filter(unit__in=branch).exclude(phase=Phase.WITHDRAWN).count()
    if people or pages:
        said = _(
            "There are still people (%(people)s) or pages (%(pages)s) here. Move them to another unit first."
        )
        raise Refused(said % {"people": people, "pages": pages})
    branch.filter(closed_at=None).update(closed_at=timezone.now())
    unit.refresh_from_db()
    announce(UnitClosed(place=unit, by=by))


@transaction.atomic
def reopen(unit: Unit, *, by: Person) -> None:
    """This unit alone: those below it are reopened one by one."""
    require(can_close(by, unit))
    refuse_closed(unit.parent)
    unit.closed_at = None
    unit.save(update_fields=["closed_at"])
    announce(UnitReopened(place=unit, by=by))


@transaction.atomic
def remove(place: Subject | Section, *, by: Person) -> None:
    """Only what is used nowhere. Raises Refused with the places where it is used."""
    require(can_arrange(by, place))
    lock(place)
    if uses := where_used(place):
        raise Refused(_("It is still in use: %(uses)s.") % {"uses": ", ".join(uses)})
    announce(PlaceRemoved(place=place, by=by, from_state=lasting_name(place.labels)))
    place.delete()


def where_used(place: Subject | Section) -> list[str]:
    """A phrase for each way in which the place is used; empty when it isn't."""
    on_items = ItemSubject.objects.filter(subject=place) if isinstance(place, Subject) else place.items
    counted = [
        (_("pages (%(count)s)"), on_items.count()),
        (_("places below it (%(count)s)"), type(place).objects.filter(parent=place).count()),
        (_("roles of people (%(count)s)"), place.roles.count()),
    ]
    return [words % {"count": count} for words, count in counted if count]
