"""A word: useful or not, and why not."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item, Version
from lubuk.shared.usefulness.queries import WordQuerySet

MOST_WORDS = 1000  # letters; more is a suggestion, and has its own place


class Reason(models.TextChoices):
    OUTDATED = "outdated", _("It is out of date")
    WRONG = "wrong", _("Something in it is wrong")
    HARD = "hard", _("It is hard to understand")
    NOT_WANTED = "not-wanted", _("It is not what I looked for")
    OTHER = "other", _("Something else")


class Word(models.Model):
    """Of a stranger nothing is kept but the word and its day: no person, no address, no time of day."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="words")
    version = models.ForeignKey(Version, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    is_useful = models.BooleanField()
    reason = models.CharField(max_length=12, choices=Reason, blank=True)
    text = models.TextField(blank=True, max_length=MOST_WORDS)
    said_on = models.DateField(default=timezone.localdate)
    answer = models.TextField(blank=True, max_length=MOST_WORDS)
    answered_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects: ClassVar[WordQuerySet] = WordQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-said_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "person"],
                condition=models.Q(person__isnull=False),
                name="one_word_a_reader",
            )
        ]
        indexes = [
            models.Index(
                fields=["item"], condition=models.Q(is_useful=False, answered_at=None), name="word_unanswered"
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.is_useful} {self.reason}"
