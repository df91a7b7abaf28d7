"""Basis: with which version of another item an item agrees."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from lubuk.foundation.items.models import Item, Link, Version
from lubuk.shared.dependents.queries import BasisQuerySet


class Basis(models.Model):
    """One row for an item and a page it rests on. Translations have theirs from the start, other pages when the
    page they rest on first changes so that they have to follow."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="bases")
    source = models.ForeignKey(Item, models.CASCADE, related_name="dependents")
    version = models.ForeignKey(
        Version, models.PROTECT, related_name="+"
    )  # of the source: the one it agrees with
    draft_version = models.ForeignKey(
        Version, models.SET_NULL, null=True, related_name="+"
    )  # … and the one that the text being written agrees with, where its writer said so
    meaning = models.CharField(max_length=40)  # of the link between them
    outdated_at = models.DateTimeField(null=True)

    objects: ClassVar[BasisQuerySet] = BasisQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "source"], name="rests_once")]
        indexes = [
            models.Index(
                fields=["outdated_at"], condition=models.Q(outdated_at__isnull=False), name="basis_outdated"
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_id} rests on {self.source_id}"

    @property
    def is_translation(self) -> bool:
        return self.meaning == Link.TRANSLATION
