"""What the library remembers beside the items themselves."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item


class FirstSave(models.Model):
    """The mark that a page gives its first save, so that the same save sent twice makes one item."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    mark = models.CharField(max_length=64)
    item = models.ForeignKey(Item, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "mark"], name="first_save_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.mark}"
