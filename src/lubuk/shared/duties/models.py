"""Duty: who is asked to read which page by when."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lubuk.foundation.access.models import RoleName
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from lubuk.foundation.units.models import Unit
from lubuk.shared.duties.queries import DutyQuerySet

MOST_WORDS = 300


class Asked(models.TextChoices):
    """Of a unit and all below it: everybody, or those who hold a role."""

    ALL = "", _("Everybody there")
    MANAGER = RoleName.MANAGER.value, _("The managers there")
    STEWARD = RoleName.STEWARD.value, _("The stewards there")


class Duty(models.Model):
    """Of the people of a unit and all below it, or of `people` where there is no unit. It holds until it is ended."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="duties")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=20, choices=Asked, blank=True)
    people = models.ManyToManyField(Person, related_name="+")
    due = models.DateField()
    days = models.PositiveSmallIntegerField()  # that were given; a version that asks again gives as many
    words = models.CharField(max_length=MOST_WORDS, blank=True)  # why, to those who are asked
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    reminded_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[DutyQuerySet] = DutyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["due", "pk"]
        indexes = [models.Index(fields=["item"], condition=models.Q(ended_at=None), name="duty_open")]

    def __str__(self) -> str:
        return f"{self.item_id} until {self.due:%Y-%m-%d}"
