"""Origin."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from lubuk.foundation.items.models import Item
from lubuk.foundation.units.models import Unit


class Origin(models.Model):
    """What an item was before it came here. The same path of the same source, brought in for the same unit, is the
    same item: so bringing a source in again makes no doubles."""

    item = models.OneToOneField(Item, models.CASCADE, related_name="origin")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")  # for which it was brought in
    source = models.CharField(max_length=120)  # the name it goes by, as a folder's or an archive's
    path = models.CharField(max_length=500)  # inside the source, with "/"
    digest = models.CharField(max_length=64, db_index=True)  # SHA-256, hex; "" until its text is in
    version = models.PositiveIntegerField(default=0)  # the number of the version that holds its text
    authors = models.CharField(max_length=300, blank=True)  # as the source names those who are nobody here
    written_on = models.DateField(null=True)
    changed_on = models.DateField(null=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "source", "path"], name="brought_in_once")]

    def __str__(self) -> str:
        return f"{self.source}: {self.path}"
