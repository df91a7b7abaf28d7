"""The narrow tables that a register is sorted and filtered by, what people take along, and tables that they bring in.

Cells and marks are read by nobody: what a page shows comes from the published versions. `filling` writes them.
"""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from lubuk.foundation.units.models import Unit
from lubuk.shared.attachments.models import Attachment

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


class View(models.Model):
    """A name for what an address asks: columns, order and filters. It shows nobody more than they may see."""

    owner = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    query = models.TextField(blank=True)  # of `Asked`
    # Shared with it and all below it; null: its owner's alone.
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["owner", "kind", "name"], name="view_named_once")]

    def __str__(self) -> str:
        return self.name


class Opening(models.Model):
    """The view with which a register opens for one person."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    view = models.ForeignKey(View, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="opens_with_one")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind}"


class Intake(models.Model):
    """A table that a person brings in: read, compared, and taken when they have seen what it would change."""

    class State(models.TextChoices):
        READING = "reading", _("Being read")
        COMPARING = "comparing", _("Being compared")
        READY = "ready", _("Waiting for your word")
        TAKING = "taking", _("Coming in")
        DONE = "done", _("Done")
        FAILED = "failed", _("Could not be read")
        LEFT = "left", _("Left alone")

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    file = models.ForeignKey(Attachment, models.SET_NULL, null=True, related_name="+")  # until it is read
    state = models.CharField(max_length=10, choices=State, default=State.READING)
    why = models.TextField(blank=True)  # it could not be read
    headings = models.JSONField(default=list)
    matching = models.JSONField(
        default=list
    )  # of each heading the name of its column; "" where it is left out
    publishes = models.BooleanField(default=True)  # what the person may publish; else all stay drafts
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField(default=timezone.now)
    beat_at = models.DateTimeField(null=True)  # the last sign of whoever works at it
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("registers:intake", args=[self.pk])

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING


RUNNING = (Intake.State.READING, Intake.State.COMPARING, Intake.State.TAKING)


class IntakeRow(models.Model):
    """A row of the table, what it would change, and what became of it."""

    class Outcome(models.TextChoices):
        TO_COMPARE = "to-compare", _("Not compared yet")
        TO_ADD = "to-add", _("New")
        TO_CHANGE = "to-change", _("With changes")
        SAME = "same", _("As it is here")
        REFUSED = "refused", _("Refused")
        ADDED = "added", _("Added")
        CHANGED = "changed", _("Changed")

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()  # as the spreadsheet counts
    cells = models.JSONField(default=list)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.TO_COMPARE)
    title = models.CharField(max_length=250, blank=True)
    changes = models.JSONField(default=list)  # [label, before, after], each cut to a line
    why = models.TextField(blank=True)
    item = models.ForeignKey(Item, models.SET_NULL, null=True, related_name="+")
    base = models.CharField(
        max_length=40, blank=True
    )  # the text that it was compared with: version and revision

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["intake", "number"], name="intake_row_once")]
        indexes = [models.Index(fields=["intake", "outcome", "number"], name="intake_outcome")]

    def __str__(self) -> str:
        return f"{self.intake_id} {self.number}"


WAITING = (IntakeRow.Outcome.TO_ADD, IntakeRow.Outcome.TO_CHANGE)
