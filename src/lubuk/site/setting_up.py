"""A new installation: the first institution and its first administrator; the sample city when wanted."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from lubuk.foundation.access.actions import give_role
from lubuk.foundation.access.models import RoleName
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.refusal import Refused
from lubuk.foundation.units.models import Unit
from lubuk.site.sample import load_sample


@transaction.atomic
def set_up(*, institution: str, language: str, name: str, email: str, password: str, sample: bool) -> Person:
    """Raises Refused when an institution exists already."""
    if Unit.objects.exists():
        raise Refused(_("There is an institution here already. Sign in."))
    root = Unit.objects.create(labels={language: institution})
    person = Person.objects.create_user(
        user_name_from(email), email, password, name=name, unit=root, language=language
    )
    give_role(person, RoleName.ADMINISTRATOR, by=None)
    give_role(person, RoleName.KM_OFFICER, by=None, unit=root)
    if sample:
        load_sample()
    return person


def user_name_from(email: str) -> str:
    stem = "".join(c for c in email.split("@")[0].lower() if c.isalnum() or c in "._-")[:70]
    return stem if len(stem) > 1 else f"{stem}admin"
