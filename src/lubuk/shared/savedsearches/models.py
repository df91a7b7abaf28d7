"""Kept searches, what they found, when the next letter may go, and how far the alerts have come."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item, Version
from lubuk.shared.notifications.models import Notice

MOST_LETTERS = 120  # of a name
LONGEST_ADDRESS = 2000


class Alert(models.TextChoices):
    NONE = "none", _("Don't tell me")
    NOTICE = "notice", _("A notice, within a few minutes")
    DAILY = "daily", _("One mail a day, in the morning")


class KeptSearchQuerySet(models.QuerySet["KeptSearch"]):
    def of(self, person: Person) -> Self:
        return self.filter(person=person)

    def to_be_told(self) -> Self:
        """Those of which somebody wants to hear who has not left."""
        return self.exclude(alert=Alert.NONE).filter(person__is_active=True)


class KeptSearch(models.Model):
    """A search as its address says it, with a name: its person's own."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    name = models.CharField(max_length=MOST_LETTERS)
    address = models.CharField(max_length=LONGEST_ADDRESS)  # q=…&kind=…, always in the same order
    alert = models.CharField(max_length=6, choices=Alert, default=Alert.NONE)
    since = models.DateTimeField(default=timezone.now)  # versions published before are not new to it
    opened_at = models.DateTimeField(default=timezone.now)
    notice = models.ForeignKey(Notice, models.SET_NULL, null=True, related_name="+")  # the last one it made

    objects: ClassVar[KeptSearchQuerySet] = KeptSearchQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["person", "address"], name="kept_once")]
        indexes = [models.Index(fields=["address"], condition=~models.Q(alert="none"), name="search_told")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its results as they are today; going there says that they were looked at."""
        return reverse("savedsearches:open", args=[self.pk])


class FindQuerySet(models.QuerySet["Find"]):
    def shown_to(self, person: Person) -> Self:
        """Of their own searches, what is published and they may see now; the newest first."""
        seen = Item.objects.visible_to(person).published().order_by().values("pk")
        return self.filter(search__person=person, item__in=seen).order_by("-at", "-pk")

    def since_opened(self) -> Self:
        return self.filter(at__gt=F("search__opened_at"))

    def for_letters(self) -> Self:
        """What stands in no letter yet, of searches that are told by mail."""
        return self.filter(told_at=None, search__alert=Alert.DAILY)


class Find(models.Model):
    """That a search newly found an item, in this version: who was told of it is not told again."""

    id = models.BigAutoField(primary_key=True)
    search = models.ForeignKey(KeptSearch, models.CASCADE, related_name="finds")
    item = models.ForeignKey(Item, models.CASCADE, related_name="+")
    version = models.ForeignKey(Version, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField(null=True)  # by notice, or when the letter had gone

    objects: ClassVar[FindQuerySet] = FindQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["search", "item"], name="found_once")]
        indexes = [models.Index(fields=["search"], condition=models.Q(told_at=None), name="find_untold")]

    def __str__(self) -> str:
        return f"{self.search_id}: {self.version_id}"


class Letter(models.Model):
    """When the person's next letter may go; a row for everyone who ever asked for letters."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="+", primary_key=True)
    due_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.person_id}: {self.due_at:%Y-%m-%d %H:%M}"


class Followed(models.Model):
    """One row: the last row of the search outbox whose item has been looked at. There is none before anybody asks for
    an alert."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    row = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.row)
