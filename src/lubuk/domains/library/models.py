"""What the library remembers beside the items themselves."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item


class ImportedFile(models.Model):
    """Which file an item came from, so that bringing the same folder in again makes no doubles."""

    source = models.CharField(max_length=120)  # the name the import goes by, by default the folder's
    path = models.CharField(max_length=500)  # inside the folder, with "/"
    digest = models.CharField(max_length=64)  # SHA-256 of the file's bytes, hex
    item = models.ForeignKey(Item, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "path"], name="imported_once")]

    def __str__(self) -> str:
        return f"{self.source}: {self.path}"


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
