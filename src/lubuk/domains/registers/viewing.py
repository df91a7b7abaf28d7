"""Named views of a register: which a person may pick, and keeping, naming and forgetting them."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from lubuk.domains.registers.asking import Asked
from lubuk.domains.registers.models import Opening, View
from lubuk.domains.registers.permissions import can_change_view, can_keep_view, can_share_view
from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Person, Reader
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.refusal import Refused, require
from lubuk.foundation.units.models import Unit

MOST_VIEWS = 50  # of a person and a kind: more is no list to pick from
LONGEST_NAME = 60


def views_for(reader: Reader, kind: Kind) -> QuerySet[View]:
    """Their own, and those shared with a unit they belong to, tend, manage or are officer of."""
    who = standing(reader)
    if not who.is_signed_in:
        return View.objects.none()
    mine = Q(owner_id=who.person_id) | Q(unit_id__in=who.unit_ids | who.tended_units | who.managed_units)
    mine |= Q(unit__institution_id__in=who.officer_of)
    if who.is_administrator or who.is_officer_everywhere:
        mine |= Q(unit__isnull=False)
    return View.objects.filter(mine, kind=kind.key).select_related("unit", "owner")


def units_to_share_with(person: Reader) -> list[Unit]:
    who = standing(person)
    near = Q(pk__in=[*who.unit_ids, *who.tended_units, *who.managed_units, who.institution_id or 0])
    return [unit for unit in Unit.objects.filter(near, closed_at=None) if can_share_view(person, unit)]


def opening_of(reader: Reader, kind: Kind) -> View | None:
    """The view that the register opens with; one that is no longer theirs to see counts no more."""
    who = standing(reader)
    if not who.is_signed_in:
        return None
    chosen = Opening.objects.filter(person=who.person_id or 0, kind=kind.key)
    return views_for(reader, kind).filter(pk__in=chosen.values("view")).first()


@transaction.atomic
def keep_view(asked: Asked, name: str, *, by: Person, unit: Unit | None = None) -> View:
    """A new view, or one's own of that name as it is asked now. Raises Refused and NotAllowed."""
    require(can_keep_view(by) and (unit is None or can_share_view(by, unit)))
    mine = View.objects.filter(owner=by, kind=asked.kind.key)
    if mine.count() >= MOST_VIEWS:
        raise Refused(_("You keep many views of this register. Delete one you no longer use."))
    told = {"query": asked.query(), "unit": unit, "changed_at": timezone.now()}
    return mine.update_or_create(owner=by, kind=asked.kind.key, name=named(name), defaults=told)[0]


def named(name: str) -> str:
    tidy = " ".join(name.replace("\0", "").split())
    if not tidy:
        raise Refused(_("Give the view a name."))
    if len(tidy) > LONGEST_NAME:
        raise Refused(_("This name is too long: at most %(most)s letters.") % {"most": LONGEST_NAME})
    return tidy


@transaction.atomic
def rename_view(view: View, name: str, *, by: Person, unit: Unit | None) -> None:
    """Its name, and with whom it is shared. Raises Refused and NotAllowed."""
    require(can_change_view(by, view) and (unit is None or unit == view.unit or can_share_view(by, unit)))
    view.name, view.unit = named(name), unit
    others = View.objects.filter(owner=view.owner, kind=view.kind, name=view.name).exclude(pk=view.pk)
    if others.exists():
        raise Refused(_("There is a view of this name already. Choose another one."))
    view.save(update_fields=["name", "unit"])


def delete_view(view: View, *, by: Person) -> None:
    require(can_change_view(by, view))
    view.delete()


@transaction.atomic
def open_with(view: View | None, kind: Kind, *, by: Person) -> None:
    """From now on the register opens with it for this person; with None as the kind says."""
    require(view is None or views_for(by, kind).filter(pk=view.pk).exists())
    mine = Opening.objects.filter(person=by, kind=kind.key)
    if view is None:
        mine.delete()
    else:
        Opening.objects.update_or_create(person=by, kind=kind.key, defaults={"view": view})
