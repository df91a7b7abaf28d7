"""What people do with their own account."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from lubuk.foundation.accounts.announcements import ProfileChanged
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.announcing import announce
from lubuk.foundation.refusal import require


@transaction.atomic
def change_profile(person: Person, *, by: Person, name: str, post: str, about: str, language: str) -> None:
    """A name stands under every text, so the change is an act like others."""
    require(by.pk == person.pk, _("Everyone writes their own profile."))
    person.name, person.post, person.about, person.language = name, post, about, language
    person.save(update_fields=["name", "post", "about", "language"])
    announce(ProfileChanged(person=person, by=by))
