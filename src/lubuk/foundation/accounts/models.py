"""Person, and the stranger who has not signed in."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar, Literal

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models.functions import Lower
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lubuk.foundation.units.models import Unit


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, username: str, email: str = "", password: str | None = None, **more: Any) -> Person:
        person = self.model(username=username, email=self.normalize_email(email), **more)
        person.set_password(password)
        person.save()
        return person

    def create_superuser(
        self, username: str, email: str = "", password: str | None = None, **more: Any
    ) -> Person:
        """Django's command asks for this name; what makes an administrator is a role, given in `access`."""
        return self.create_user(username, email, password, **more)


class Person(AbstractBaseUser):
    username = models.CharField(
        _("user name"),
        max_length=80,
        unique=True,
        validators=[UnicodeUsernameValidator(), MinLengthValidator(2)],
        error_messages={"unique": _("Somebody has this user name already. Choose another one.")},
    )
    email = models.EmailField(_("e-mail"), blank=True)
    name = models.CharField(_("name"), max_length=160)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="people", verbose_name=_("unit")
    )
    post = models.CharField(_("post"), max_length=160, blank=True)
    about = models.TextField(_("about you"), blank=True, max_length=2000)
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    is_active = models.BooleanField(default=True)
    # Square, re-encoded, named after its content. Shown to colleagues alone: docs/decisions/0022.
    photo = models.FileField(_("photo"), upload_to="faces/", max_length=120, blank=True)
    joined_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["email", "name"]
    is_authenticated: Literal[True]

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="one_person_per_email",
                violation_error_message=_("Somebody has this e-mail address already."),
            ),
            models.UniqueConstraint(Lower("username"), name="one_person_per_username"),
        ]

    def __str__(self) -> str:
        return self.name or self.username

    def get_absolute_url(self) -> str:
        return reverse("library:person", args=[self.pk])

    def get_full_name(self) -> str:
        return self.name

    @property
    def photo_url(self) -> str:
        """Where colleagues see the photo; empty without one, and when the person has left."""
        if not self.photo or not self.is_active:
            return ""
        return reverse("library:photo", args=[self.pk, self.photo_name])

    @property
    def photo_name(self) -> str:
        """The file's name without its folder; empty without a photo."""
        return Path(self.photo.name or "").name

    @property
    def initials(self) -> str:
        words = (self.name or self.username).split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


class Stranger:
    """Whoever reads without having signed in."""

    id = pk = None
    is_authenticated = False
    is_active = False
    name = ""
    unit = None
    unit_id = None

    def __str__(self) -> str:
        return ""


type Reader = Person | Stranger


class Request(HttpRequest):
    """A request as every view sees it: with the person who asks."""

    person: Reader


class SignedInRequest(HttpRequest):
    person: Person  # a view behind `signed_in` need not ask again
