"""The narrow tables that a register is sorted and filtered by, and what people ask to take along.

Cells and marks are read by nobody: what a page shows comes from the published versions. `filling` writes them.
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item

MOST_WORDS = (
    300  # letters that order and filter a column; the index of either database takes a row of that length
)


class Cell(models.Model):
    """Where an item comes in the order of one column. Every published item has one for each column of its kind."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=40)
    column = models.CharField(max_length=40)
    is_empty = models.BooleanField()
    words = models.CharField(max_length=MOST_WORDS)  # in small letters
    amount = models.FloatField()  # for ordering and limits alone: 15 digits are enough of a number

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "column"], name="cell_once")]
        indexes = [
            models.Index(
                fields=["kind", "column", "is_empty", "words", "amount", "item"], name="cell_in_order"
            ),
            # For limits of numbers: in the index above words come first.
            models.Index(fields=["kind", "column", "amount", "is_empty", "item"], name="cell_amount"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.column}"


class Mark(models.Model):
    """One of the answers that an item gives in a column: a choice, "yes", or the id of what it points at."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=40)
    column = models.CharField(max_length=40)
    token = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "column", "token"], name="mark_once")]
        indexes = [models.Index(fields=["kind", "column", "token", "item"], name="mark_items")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.column} {self.token}"


class Workbook(models.Model):
    """A register that a person asked for as XLSX. The file is for them alone, and swept after a week."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    query = models.TextField(blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    file = models.FileField(upload_to="workbooks/", max_length=255, blank=True)
    size = models.PositiveBigIntegerField(default=0)  # bytes

    class Meta:
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} {self.asked_at:%Y-%m-%d}"

    @property
    def is_waiting(self) -> bool:
        return self.finished_at is None and self.failed_at is None
