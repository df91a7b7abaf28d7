"""One search, without the person."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from lubuk.foundation.units.models import Unit
from lubuk.shared.searchlog.queries import LookupQuerySet

MOST_LETTERS = 120  # of a search's words; a longer text was pasted and is nobody's question
PLACE_UNKNOWN = 0  # a result was opened; another process knows which


class Lookup(models.Model):
    """The day and no time of day; the unit only where it is a crowd. Visitors without a unit have no institution."""

    words = models.CharField(max_length=MOST_LETTERS)  # folded
    language = models.CharField(max_length=8)  # of the page
    institution = models.ForeignKey(Unit, models.SET_NULL, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, related_name="+")
    filters = models.CharField(max_length=100, blank=True)  # which were used, not with what: "kind unit"
    found = models.PositiveIntegerField()
    took = models.PositiveIntegerField()  # milliseconds for the whole page
    opened = models.PositiveIntegerField(
        null=True
    )  # the place of the first result opened, from 1; None: none
    on = models.DateField(default=timezone.localdate)

    objects: ClassVar[LookupQuerySet] = LookupQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["on"], name="lookup_day"),
            models.Index(fields=["words", "on"], name="lookup_words"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.words}: {self.found}"
