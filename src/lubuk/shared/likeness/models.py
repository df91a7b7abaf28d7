"""Pair: two pages that look the same. Glance: up to which text a page has been compared."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from lubuk.shared.likeness.queries import GlanceQuerySet, PairQuerySet


class Pair(models.Model):
    """`first` is the older item. Once somebody has said that the two are not the same, it stays said."""

    first = models.ForeignKey(Item, models.CASCADE, related_name="+")
    second = models.ForeignKey(Item, models.CASCADE, related_name="+")
    score = models.FloatField()  # as `measuring.resemblance`
    found_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[PairQuerySet] = PairQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-score", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="paired_once"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="older_first"),
        ]
        indexes = [
            models.Index(fields=["-score"], condition=models.Q(settled_at=None), name="pair_unsettled")
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ~ {self.second_id}"


class Glance(models.Model):
    item = models.OneToOneField(Item, models.CASCADE, related_name="+", primary_key=True)
    version_id = models.BigIntegerField()  # no key: a version may go, and then it is simply compared again

    objects: ClassVar[GlanceQuerySet] = GlanceQuerySet.as_manager()  # type: ignore[assignment]

    def __str__(self) -> str:
        return f"{self.item_id} {self.version_id}"
