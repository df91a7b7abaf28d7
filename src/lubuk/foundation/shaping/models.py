"""Kinds and flows written here, each with every text it ever had in force."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lubuk.foundation.accounts.models import Person


class Sort(models.TextChoices):
    """As a text begins: `kind: …` or `flow: …`."""

    KIND = "kind", _("Kind")
    FLOW = "flow", _("Flow")


class Definition(models.Model):
    """A kind or a flow of this installation's own, or one that it adapted from a shipped pack."""

    sort = models.CharField(max_length=4, choices=Sort)
    key = models.CharField(max_length=40)
    draft = models.TextField(blank=True)  # YAML somebody works on; "" when nobody does
    revision = models.PositiveIntegerField(default=0)  # rises with each change; a stale one is a conflict
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    in_force = models.ForeignKey(
        "DefinitionVersion", models.PROTECT, null=True, related_name="+"
    )  # none: the shipped one, or nothing

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sort", "key"], name="one_definition_a_name")]

    def __str__(self) -> str:
        return f"{self.sort} {self.key}"

    @property
    def name(self) -> tuple[str, str]:
        return self.sort, self.key


class DefinitionVersion(models.Model):
    """What was put in force once. An empty text: it was given back to the shipped pack, or taken out of use."""

    definition = models.ForeignKey(Definition, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["definition", "number"], name="definition_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.definition} {self.number}"


class Edition(models.Model):
    """One row, whose stamp is another whenever other texts are in force: each process looks at it and reads anew."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    stamp = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.stamp


SILENT_FOR = timedelta(seconds=60)  # it beats with each chunk, a second or two of work


class Moving(models.Model):
    """Items of a kind on their way to its definition of today, one after the other, and what became of them."""

    kind = models.CharField(max_length=40)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)
    beat_at = models.DateTimeField(null=True)  # the last sign of whoever works at it; none before they begin
    ended_at = models.DateTimeField(null=True)
    total = models.PositiveIntegerField()
    moved = models.PositiveIntegerField(default=0)
    refused = models.JSONField(default=dict)  # the sentence of each refusal, and how many items it is about

    class Meta:
        ordering = ["-begun_at"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.moved} of {self.total}"

    @property
    def is_interrupted(self) -> bool:
        """Nobody is at it, though it isn't done."""
        return self.ended_at is None and (self.beat_at or self.begun_at) < timezone.now() - SILENT_FOR
