"""Handing over all that a place or a person has, in one act: pages, and where it is wished the roles too.

What one owns oneself is handed over in `actions.hand_over_own`; what somebody leaves behind, in `actions.deactivate`.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from lubuk.foundation.access.actions import give_role, take_role
from lubuk.foundation.access.models import Role, RoleName
from lubuk.foundation.access.permissions import can_give
from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Person, Reader
from lubuk.foundation.items.actions import hand_over
from lubuk.foundation.items.models import Audience, Item, Phase
from lubuk.foundation.items.queries import ItemQuerySet
from lubuk.foundation.membership.permissions import can_administer
from lubuk.foundation.membership.queries import people_in_care_of
from lubuk.foundation.places.queries import Place, items_within
from lubuk.foundation.refusal import Refused, require
from lubuk.foundation.trail.recording import many_acts

type Estate = Place | Person

MOST_AT_ONCE = 1000  # pages; each has its entry in the trail, and whoever presses waits for them
PASSED_ON = (RoleName.STEWARD, RoleName.MANAGER)


def can_hand_over_all(by: Reader, estate: Estate) -> bool:
    """Whoever runs the institution; of a person, only over an account they may change."""
    who = standing(by)
    runs_one = who.is_administrator or who.is_officer
    return runs_one and (not isinstance(estate, Person) or can_administer(by, estate))


def all_of(estate: Estate) -> ItemQuerySet:
    return Item.objects.filter(owner=estate) if isinstance(estate, Person) else items_within(estate)


def handed_by(by: Reader, estate: Estate) -> ItemQuerySet:
    """What of it `by` may hand over, as `can_hand_over` says of one: never the drafts of somebody who is here, nor
    what is for named people; those their owner gives away."""
    who = standing(by)
    has_left = Q(owner__is_active=False)
    in_view = ~Q(phase=Phase.DRAFT) & ~Q(audience=Audience.PEOPLE)
    mine = Q() if who.is_officer_everywhere else Q(unit__institution_id__in=who.officer_of)
    reach = mine & (has_left | in_view)
    if who.is_administrator:
        reach |= has_left
    return all_of(estate).filter(reach)


def roles_of(by: Reader, estate: Estate) -> list[Role]:
    """A person's stewardships and posts as manager; of a place, who is its steward. Those that `by` may give."""
    roles: QuerySet[Role] = Role.objects.in_force().select_related(
        "person", "unit", "subject", "section__unit"
    )
    if isinstance(estate, Person):
        roles = roles.filter(person=estate, name__in=PASSED_ON)
    else:
        roles = roles.filter(name=RoleName.STEWARD, **{str(estate._meta.model_name): estate})
    return [role for role in roles.order_by("pk") if can_give(by, role)]


def hand_over_all(estate: Estate, to: Person, *, by: Person, reason: str, with_roles: bool = False) -> int:
    """Returns how many pages. All of it goes or, when one page may not, none."""
    require(can_hand_over_all(by, estate), _("Only a KM officer or an administrator hands all of it over."))
    if not reason.strip():
        raise Refused(_("Say why, in a few words. It stays on record with each page."))
    if not to.is_active or to.unit_id is None or not people_in_care_of(by).filter(pk=to.pk).exists():
        raise Refused(_("Choose a colleague with a unit, of an institution that you look after."))
    found = handed_by(by, estate).exclude(owner=to).select_related("owner", "unit")
    items = list(found.prefetch_related("authors", "item_subjects").order_by("pk")[: MOST_AT_ONCE + 1])
    if len(items) > MOST_AT_ONCE:
        raise Refused(_("That is more than 1000 pages. Hand them over unit by unit or subject by subject."))
    with many_acts():
        for item in items:
            hand_over(item, to, by=by, reason=reason.strip())
        for role in roles_of(by, estate) if with_roles else ():
            pass_on(role, to, by=by)
    return len(items)


def pass_on(role: Role, to: Person, *, by: Person) -> None:
    """With its end. Who holds it already keeps theirs."""
    if role.person_id == to.pk:
        return
    unit, subject, section = role.unit, role.subject, role.section
    there = Role.objects.in_force().filter(person=to, name=role.name)
    if not there.filter(unit=unit, subject=subject, section=section).exists():
        give_role(to, role.name, by=by, until=role.until, unit=unit, subject=subject, section=section)
    take_role(role, by=by)
