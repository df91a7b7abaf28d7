"""A person's secret addresses: `place+key@domain`, where the place says what the letter becomes and where."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from lubuk.domains.importing.models import MailKey
from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.registry import kinds
from lubuk.foundation.items.permissions import can_begin, is_at_home_in
from lubuk.foundation.refusal import Refused, require
from lubuk.foundation.sections.models import Section
from lubuk.foundation.units.models import Unit

ANYTHING = "new"
USUAL_KIND = "article"
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
LENGTH = 14  # letters: 31^14 is 2^69, and a wrong one costs a connection


@dataclass(frozen=True)
class Place:
    kind: Kind
    unit: Unit
    section: Section | None = None


def can_write_by_mail(person: Person) -> bool:
    return standing(person).is_staff and bool(person.email)


def key_of(person: Person) -> MailKey:
    key, _created = MailKey.objects.get_or_create(person=person, defaults={"key": new_key()})
    return key


def renew_key(person: Person, *, by: Person) -> None:
    """The address before works no longer."""
    require(person == by and can_write_by_mail(by))
    MailKey.objects.update_or_create(person=person, defaults={"key": new_key()})


def new_key() -> str:
    return "".join(secrets.choice(LETTERS) for _letter in range(LENGTH))


def address(place: str, key: MailKey) -> str:
    door = settings.CONFIGURATION.mail_in
    return f"{place}+{key.key}@{door.domain if door else 'localhost'}"


def split(written: str) -> tuple[str, str]:
    """Place and key of an address; "" for a part that isn't there."""
    local = written.partition("@")[0].lower()
    place, _plus, key = local.rpartition("+")
    return place, key if place else ""


def place_named(name: str, person: Person) -> Place:
    """What a kind's key, or the short name of a unit or a section, means for this person. Raises Refused."""
    kind = kinds().get(name) or kinds()[USUAL_KIND]
    section = Section.objects.select_related("unit").filter(slug=name).first()
    unit = Unit.objects.filter(slug=name).first() or (section.unit if section else None) or person.unit
    known = name == ANYTHING or name in kinds() or section or Unit.objects.filter(slug=name).exists()
    if (
        not known
        or unit is None
        or not is_at_home_in(unit, standing(person))
        or not can_begin(person, kind, unit)
    ):
        raise Refused(_("There is no such place to write to, or it isn't yours to write to."))
    return Place(kind, unit, section if kinds().get(name) is None else None)
