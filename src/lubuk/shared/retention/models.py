"""The schedule, the holds, and what is known for good of what was destroyed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Audience, Item
from lubuk.foundation.labels import in_language
from lubuk.foundation.units.models import Unit

LONGEST_YEARS = 99  # of a period; what is to stay longer is kept permanently


class Trigger(models.TextChoices):
    """The day from which the years count."""

    PUBLISHED = "published", _("First published")
    CHANGED = "changed", _("Last new version")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CLOSED = "closed", _("Matter closed")  # as the field says that the kind names: `Kind.closes`


class FinalAct(models.TextChoices):
    DESTROY = "destroy", pgettext_lazy("final act", "Destroy")
    KEEP = "keep", pgettext_lazy("final act", "Keep permanently")
    REVIEW = "review", pgettext_lazy("final act", "Appraise again")


class RetentionClass(models.Model):
    """A line of the retention schedule."""

    code = models.CharField(max_length=30, unique=True)
    labels = models.JSONField(default=dict)
    active_years = models.PositiveSmallIntegerField()
    inactive_years = models.PositiveSmallIntegerField()
    trigger = models.CharField(max_length=10, choices=Trigger, default=Trigger.WITHDRAWN)
    final_act = models.CharField(max_length=8, choices=FinalAct, default=FinalAct.REVIEW)
    legal_basis = models.CharField(max_length=250)
    closed_at = models.DateTimeField(null=True, blank=True)  # no new item gets it

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def name(self) -> str:
        return in_language(self.labels)

    @property
    def years(self) -> int:
        return self.active_years + self.inactive_years


class OwnClass(models.Model):
    """An item's own class, where it isn't the one of its kind; with the reason."""

    item = models.OneToOneField(Item, models.CASCADE, related_name="own_class")
    retention_class = models.ForeignKey(RetentionClass, models.PROTECT, related_name="own_items")
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.item_id} {self.retention_class_id}"


class Hold(models.Model):
    """A legal hold: as long as it stands, nothing under it can be lost."""

    institution = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    name = models.CharField(max_length=160)
    reason = models.TextField(max_length=2000)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    lifted_reason = models.TextField(blank=True, max_length=2000)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("records:hold", args=[self.pk])


class HeldQuerySet(models.QuerySet["Held"]):
    def in_force(self) -> HeldQuerySet:
        return self.filter(released_at=None)


class Held(models.Model):
    """An item under a hold, from one day until another."""

    hold = models.ForeignKey(Hold, models.PROTECT, related_name="held")
    item = models.ForeignKey(Item, models.CASCADE, related_name="holds")
    # A column without a default, since SQLite remakes a table for one, which its guards would not survive.
    with_parts_at = models.DateTimeField(null=True)  # from then on what it holds, and will hold, is held too
    at = models.DateTimeField(default=timezone.now)
    released_at = models.DateTimeField(null=True)

    objects: ClassVar[HeldQuerySet] = HeldQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hold", "item"], condition=models.Q(released_at=None), name="held_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.hold_id} {self.item_id}"


class Disposal(models.Model):
    """Items whose time is over, proposed to be destroyed together; and, once they are, the certificate."""

    institution = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    reason = models.TextField(max_length=2000)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    stopped_at = models.DateTimeField(null=True)
    stopped_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    stopped_reason = models.TextField(blank=True, max_length=2000)
    carried_out_at = models.DateTimeField(null=True)
    carried_out_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("records:disposal", args=[self.pk])

    @property
    def number(self) -> str:
        return f"DSP-{self.at:%Y}-{self.pk:04d}"

    @property
    def is_open(self) -> bool:
        return self.stopped_at is None and self.carried_out_at is None


class Approval(models.Model):
    disposal = models.ForeignKey(Disposal, models.CASCADE, related_name="approvals")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["disposal", "by"], name="approved_once")]

    def __str__(self) -> str:
        return f"{self.disposal_id} {self.by_id}"


class Stub(models.Model):
    """What stays of an item that is proposed for disposal. The ids are plain numbers: it outlives the item.

    `digest` is empty until the item is destroyed.
    """

    disposal = models.ForeignKey(Disposal, models.CASCADE, related_name="stubs")
    item_id = models.BigIntegerField(db_index=True)
    number = models.CharField(max_length=32, db_index=True)
    title = models.CharField(max_length=250)
    kind = models.CharField(max_length=40)
    audience = models.CharField(max_length=20, choices=Audience)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    class_code = models.CharField(max_length=30)
    legal_basis = models.CharField(max_length=250)
    due = models.DateField()  # the day its time was over
    versions = models.PositiveIntegerField(default=0)
    files = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)  # SHA-256, hex: `fingerprint.digest_of`
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["disposal", "item_id"], name="proposed_once")]

    def __str__(self) -> str:
        return self.number


class DoomedFile(models.Model):
    """A file whose row is gone: written in the same transaction, removed from the store after it."""

    name = models.CharField(max_length=255)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name
