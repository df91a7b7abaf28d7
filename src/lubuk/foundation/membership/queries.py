"""Whose people are whose."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from lubuk.foundation.access.models import Role, RoleName
from lubuk.foundation.accounts.models import Person, Reader
from lubuk.foundation.places.permissions import governed


def people_in_care_of(person: Reader) -> QuerySet[Person]:
    """For a KM officer the people of the institution and its guests; for an administrator everyone."""
    institutions = governed(person)
    if institutions is None:
        return Person.objects.all()
    invited = Role.objects.filter(
        person=OuterRef("pk"), name=RoleName.GUEST, section__unit__institution_id__in=institutions
    )
    return Person.objects.filter(Q(unit__institution_id__in=institutions) | Q(Exists(invited), unit=None))
