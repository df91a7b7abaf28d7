"""Adding people, moving them, letting them go with their work handed over, and having them back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from lubuk.foundation.access.actions import give_role
from lubuk.foundation.access.models import Role, RoleName
from lubuk.foundation.access.standing import forget_standing, standing
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.announcing import announce
from lubuk.foundation.items.actions import hand_over
from lubuk.foundation.items.models import Item
from lubuk.foundation.membership.announcements import (
    Deactivated,
    Invited,
    PersonAdded,
    PersonChanged,
    PersonMoved,
    Reactivated,
)
from lubuk.foundation.membership.permissions import (
    can_add_person,
    can_administer,
    can_change_email,
    can_invite,
)
from lubuk.foundation.membership.queries import people_in_care_of
from lubuk.foundation.places.announcements import reference
from lubuk.foundation.places.permissions import governed
from lubuk.foundation.refusal import Refused, require
from lubuk.foundation.sections.models import Section
from lubuk.foundation.trail.recording import many_acts
from lubuk.foundation.units.closing import refuse_closed
from lubuk.foundation.units.models import Unit


@transaction.atomic
def add_person(
    *, by: Person, name: str, username: str = "", email: str = "", unit: Unit | None = None, post: str = "",
    language: str = "", section: Section | None = None, until: date | None = None,
) -> Person:  # fmt: skip
    """An account without a password; `invite` lets the person choose one.

    Without a unit the person comes from outside, as a guest of `section` until the day `until`. An empty
    `username` is made from the name. Raises Refused when somebody has the user name or the address already.
    """
    require(can_add_person(by, unit, section), _("Choose a unit or a section of your own institution."))
    refuse_closed(unit)
    person = Person(
        name=" ".join(name.split()), username=username or free_username(name), unit=unit, post=post
    )
    person.email = Person.objects.normalize_email(email)
    person.language = language or by.language
    person.set_unusable_password()
    save_or_refuse(person)
    announce(PersonAdded(person=person, by=by, to_state=reference(unit)))
    if unit is None and section:
        give_role(person, RoleName.GUEST, by=by, section=section, until=until)
    return person


def free_username(name: str) -> str:
    """ratna.halimun for Ratna Halimun; a number behind it when that is taken."""
    stem = slugify(name).replace("-", ".")[:70] or "person"
    stem = stem if len(stem) > 1 else f"{stem}.1"
    taken = {
        known.lower()
        for known in Person.objects.filter(username__istartswith=stem).values_list("username", flat=True)
    }
    return next(s for s in (stem, *(f"{stem}{n}" for n in range(2, len(taken) + 3))) if s not in taken)


def save_or_refuse(person: Person) -> None:
    try:
        person.full_clean()
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    person.save()


@transaction.atomic
def invite(person: Person, *, by: Person) -> None:
    """Send the link with which the person chooses a password."""
    require(
        can_invite(by, person), _("They have signed in already. They can ask for a new password themselves.")
    )
    announce(Invited(person=person, by=by))


@transaction.atomic
def change_person(person: Person, *, by: Person, unit: Unit | None, **words: Any) -> None:
    """`words` are name, post, language and, before the first sign-in, email; what isn't said stays."""
    require(can_administer(by, person), _("Only an administrator can change this account."))
    before = Person.objects.select_related("unit").get(pk=person.pk)
    changed = {name for name, said in words.items() if getattr(before, name) != said}
    require(
        "email" not in changed or can_change_email(by, before),
        _("Only the person can change this address now."),
    )
    for name, said in words.items():
        setattr(person, name, said)
    person.unit = unit
    moves = before.unit_id != (unit.pk if unit else None)
    if moves:
        require(can_add_person(by, unit), _("Choose a unit or a section of your own institution."))
        refuse_closed(unit)
    save_or_refuse(person)
    forget_standing(person)
    if moves:
        announce(
            PersonMoved(person=person, by=by, from_state=reference(before.unit), to_state=reference(unit))
        )
    if changed:
        announce(
            PersonChanged(
                person=person, by=by, to_state=", ".join(sorted(changed)), changed=frozenset(changed)
            )
        )


@transaction.atomic
def deactivate(person: Person, *, by: Person, heir: Person | None = None) -> int:
    """The person can't sign in any more. With an heir, all they own is handed over; how many pages."""
    require(can_administer(by, person), _("Only an administrator can change this account."))
    if person.pk == by.pk:
        raise Refused(_("You can't close your own account. Ask another officer or administrator."))
    if is_last_administrator(person):
        raise Refused(_("This is the last administrator. Give the role to somebody else first."))
    if person.is_active:
        person.is_active = False
        person.save(update_fields=["is_active"])
        forget_standing(person)
        announce(Deactivated(person=person, by=by))
    return hand_over_everything(person, heir, by=by) if heir else 0


def is_last_administrator(person: Person) -> bool:
    holders = Role.objects.in_force().filter(name=RoleName.ADMINISTRATOR, person__is_active=True)
    ids = set(holders.values_list("person_id", flat=True))
    return ids == {person.pk}


@transaction.atomic
def hand_over_everything(person: Person, to: Person, *, by: Person) -> int:
    """All pages of somebody who has left go to a colleague, drafts too: nobody else could reach those."""
    require(can_administer(by, person) and people_in_care_of(by).filter(pk=to.pk).exists())
    if person.is_active:
        raise Refused(_("Everything is handed over only when somebody leaves. Deactivate the account first."))
    owned = Item.objects.filter(owner=person).select_related("owner", "unit")
    institutions = governed(by)
    if institutions is not None:
        owned = owned.filter(unit__institution_id__in=institutions)
    items = list(owned.prefetch_related("authors", "item_subjects").order_by("pk"))
    with many_acts():
        for item in items:
            hand_over(item, to, by=by)
    return len(items)


@transaction.atomic
def hand_over_own(heirs: Mapping[int, Person], *, by: Person) -> int:
    """What `by` owns goes, unit by unit, to the colleague named for the unit's id; how many pages.

    All of it or, when one page may not go, none. Drafts go too, and `by` stays among the authors.
    """
    require(standing(by).is_staff, _("Only a colleague with a unit can own a page."))
    strangers = [heir for heir in heirs.values() if not are_colleagues(heir, by)]
    if strangers:
        raise Refused(
            _("%(name)s is not a colleague of your institution. Choose somebody who is.")
            % {"name": strangers[0].name}
        )
    owned = Item.objects.filter(owner=by, unit__in=heirs).select_related("owner", "unit")
    items = list(owned.prefetch_related("authors", "item_subjects").order_by("pk"))
    with many_acts():
        for item in items:
            hand_over(item, heirs[item.unit_id], by=by)
    return len(items)


def are_colleagues(heir: Person, person: Person) -> bool:
    """Somebody else, here, of the same institution."""
    if heir.pk == person.pk or not heir.is_active or heir.unit is None:
        return False
    return heir.unit.institution_id == standing(person).institution_id


@transaction.atomic
def reactivate(person: Person, *, by: Person) -> None:
    """Roles that have not ended count again."""
    require(can_administer(by, person), _("Only an administrator can change this account."))
    person.is_active = True
    person.save(update_fields=["is_active"])
    forget_standing(person)
    announce(Reactivated(person=person, by=by))
