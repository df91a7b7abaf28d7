"""Roles that people hold."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.units.models import Unit


class RoleName(models.TextChoices):
    ADMINISTRATOR = "administrator", _("Administrator")
    KM_OFFICER = "km_officer", _("KM officer")
    STEWARD = "steward", _("Steward")
    MANAGER = "manager", _("Manager")
    GUEST = "guest", _("Guest")


class RoleQuerySet(models.QuerySet["Role"]):
    def in_force(self, on: date | None = None) -> Self:
        return self.filter(models.Q(until=None) | models.Q(until__gte=on or timezone.localdate()))


class Role(models.Model):
    """A role a person holds, where, and until when.

    Two more roles need no row: staff are the people of a unit, citizens the rest. A KM officer holds the role for
    one institution (`unit` is its root) or, without a unit, for all. A steward answers for a unit, a subject or a
    section and everything below it. A guest is let into one section.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="roles")
    name = models.CharField(_("role"), max_length=20, choices=RoleName)
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, blank=True, related_name="roles")
    subject = models.ForeignKey(Subject, models.CASCADE, null=True, blank=True, related_name="roles")
    section = models.ForeignKey(Section, models.CASCADE, null=True, blank=True, related_name="roles")
    until = models.DateField(_("until"), null=True, blank=True)
    given_at = models.DateTimeField(auto_now_add=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[Any] = RoleQuerySet.as_manager()

    class Meta:
        ordering = ["name", "given_at"]
        constraints = [
            models.CheckConstraint(
                name="a_role_has_its_place",
                condition=(
                    models.Q(name=RoleName.ADMINISTRATOR, unit=None, subject=None, section=None)
                    | models.Q(name=RoleName.KM_OFFICER, subject=None, section=None)
                    | models.Q(name=RoleName.MANAGER, unit__isnull=False, subject=None, section=None)
                    | models.Q(name=RoleName.GUEST, unit=None, subject=None, section__isnull=False)
                    | models.Q(name=RoleName.STEWARD, unit__isnull=False, subject=None, section=None)
                    | models.Q(name=RoleName.STEWARD, unit=None, subject__isnull=False, section=None)
                    | models.Q(name=RoleName.STEWARD, unit=None, subject=None, section__isnull=False)
                ),
                violation_error_message=_("Say where this role is held: a unit, a subject or a section."),
            )
        ]

    def __str__(self) -> str:
        place = self.unit or self.subject or self.section
        return f"{self.get_name_display()}: {place}" if place else str(self.get_name_display())

    @property
    def place(self) -> Unit | Subject | Section | None:
        return self.unit or self.subject or self.section
