"""What people do with their own account."""

from __future__ import annotations

import hashlib
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from lubuk.foundation.accounts.announcements import PhotoChanged, PhotoRemoved, ProfileChanged
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.accounts.permissions import can_show_photo
from lubuk.foundation.announcing import announce
from lubuk.foundation.pictures import Picture
from lubuk.foundation.refusal import require

PHOTO_SIDE = 256  # pixels: the largest face is 88 wide, and a dense screen shows three for each of them


@transaction.atomic
def change_profile(person: Person, *, by: Person, name: str, post: str, about: str, language: str) -> None:
    """A name stands under every text, so the change is an act like others."""
    require(by.pk == person.pk, _("Everyone writes their own profile."))
    said = {"name": name, "post": post, "about": about, "language": language}
    before = Person.objects.values(*said).get(pk=person.pk)
    for word, value in said.items():
        setattr(person, word, value)
    person.save(update_fields=list(said))
    changed = frozenset(word for word, value in said.items() if before[word] != value)
    announce(ProfileChanged(person=person, by=by, changed=changed))


@transaction.atomic
def change_photo(person: Person, picture: Picture, *, by: Person) -> None:
    """The picture, made square already, is what colleagues see from now on; the one before is deleted."""
    require(by.pk == person.pk, _("Everyone chooses their own photo."))
    require(can_show_photo(person), _("Photos are for colleagues with a unit here."))
    forget_file(person)
    digest = hashlib.sha256(picture.data).hexdigest()
    person.photo.save(f"{digest[:20]}.{picture.extension}", ContentFile(picture.data), save=False)
    person.save(update_fields=["photo"])
    announce(PhotoChanged(person=person, by=by))


@transaction.atomic
def remove_photo(person: Person, *, by: Person) -> None:
    """Initials stand for the person again."""
    require(by.pk == person.pk, _("Everyone chooses their own photo."))
    if not person.photo:
        return
    forget_file(person)
    person.photo = ""
    person.save(update_fields=["photo"])
    announce(PhotoRemoved(person=person, by=by))


def forget_file(person: Person) -> None:
    """Delete it once the change is safe: a page must not show what is gone while the database still names it."""
    if person.photo.name:
        transaction.on_commit(partial(person.photo.storage.delete, person.photo.name))
