"""Who asked for what, and what answers it."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item

MOST_LETTERS = 200  # of a question
MOST_PURPOSE = 2000
MOST_KEY = 300


class Ask(models.Model):
    """One person's ask. Without an item it waits for the office: the person may begin none."""

    item = models.ForeignKey(Item, models.CASCADE, null=True, related_name="asks")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    words = models.CharField(max_length=MOST_LETTERS)
    key = models.CharField(max_length=MOST_KEY, db_index=True)  # equal for questions in the same words
    purpose = models.TextField(blank=True, max_length=MOST_PURPOSE)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["key", "person"], name="one_ask_a_person")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.words}"


class Answer(models.Model):
    """An item that answers a wanted one. While it is a draft it is only somebody's promise."""

    wanted = models.ForeignKey(Item, models.CASCADE, related_name="answers")
    item = models.ForeignKey(Item, models.CASCADE, related_name="answers_to")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField(null=True)  # when those who asked were told

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["wanted", "item"], name="one_answer")]

    def __str__(self) -> str:
        return f"{self.item_id} answers {self.wanted_id}"
