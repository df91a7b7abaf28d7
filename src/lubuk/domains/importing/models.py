"""Import, and an Entry for each thing that was found in it."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Audience, Item
from lubuk.foundation.units.models import Unit

SILENT_FOR = timedelta(seconds=60)  # a run beats with each batch, which takes a second or two
UNDO_WITHIN = timedelta(days=1)


class State(models.TextChoices):
    READING = "reading", _("Being read")
    READY = "ready", _("Waiting for your word")
    TAKING = "taking", _("Coming in")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")
    FAILED = "failed", _("Could not be read")
    UNDONE = "undone", _("Taken back")


RUNNING = (State.READING, State.TAKING)


class Outcome(models.TextChoices):
    """What became of an entry; the first three are still to come."""

    TO_COME = "to-come", _("To come")
    TO_CHANGE = "to-change", _("To be renewed")
    ALIKE = "alike", _("Looks the same")
    NEW = "new", _("New")
    CHANGED = "changed", _("Changed")
    SAME = "same", _("As before")
    DOUBLE = "double", _("There already")
    LEFT_OUT = "left-out", _("Left out")
    REFUSED = "refused", _("Refused")
    GONE = "gone", _("No longer in the source")
    UNDONE = "undone", _("Taken back")


WAITING = (
    Outcome.TO_COME,
    Outcome.TO_CHANGE,
    Outcome.ALIKE,
)  # an alike one comes in unless somebody leaves it out


class Import(models.Model):
    """One bringing-in: who, from what, to where, and how far it is."""

    by = models.ForeignKey(Person, models.PROTECT, related_name="imports")
    source = models.CharField(max_length=120)  # the same name the next time means: the same pages, renewed
    sort = models.CharField(max_length=20, blank=True)  # a key of sources.opening.SORTS; "" until it is known
    upload = models.FileField(
        upload_to="imports/%Y/%m/", max_length=255, blank=True
    )  # "": a place of this machine
    upload_name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    audience = models.CharField(max_length=20, choices=Audience)
    language = models.CharField(max_length=10)  # of pages that neither say nor tell
    publishes = models.BooleanField(
        default=True
    )  # what comes in is for readers at once; else it stays a draft
    gathers = models.BooleanField(default=True)  # folders become collections
    state = models.CharField(max_length=10, choices=State, default=State.READING)
    why = models.TextField(blank=True)  # it could not be read
    begun_at = models.DateTimeField(default=timezone.now)
    beat_at = models.DateTimeField(null=True)  # the last sign of whoever runs it
    stop_asked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.source

    def get_absolute_url(self) -> str:
        return reverse("importing:import", args=[self.pk])

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING

    @property
    def is_over(self) -> bool:
        return self.ended_at is not None


class Entry(models.Model):
    """One thing that was found in what was sent, and what became of it."""

    run = models.ForeignKey(Import, models.CASCADE, related_name="entries")
    path = models.CharField(max_length=500)
    title = models.CharField(max_length=250, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.TO_COME)
    why = models.TextField(blank=True)
    item = models.ForeignKey(Item, models.SET_NULL, null=True, related_name="+")
    alike = models.ForeignKey(Item, models.SET_NULL, null=True, related_name="+")  # what it looks like
    version = models.PositiveIntegerField(null=True)  # that this import made

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["run", "path"], name="accounted_once")]
        indexes = [models.Index(fields=["run", "outcome"], name="entry_outcome")]

    def __str__(self) -> str:
        return self.path


class MailKey(models.Model):
    """The secret part of the addresses by which a person writes here by mail."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    key = models.CharField(max_length=20, unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.person)


class Letter(models.Model):
    """A letter that was taken, so that the same one coming again makes no second draft."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    sign = models.CharField(max_length=250)  # its Message-ID
    item = models.ForeignKey(Item, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "sign"], name="letter_once")]

    def __str__(self) -> str:
        return self.sign
