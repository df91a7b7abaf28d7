"""What the index still has to be told."""

from datetime import datetime
from typing import Self

from django.db import models
from django.utils import timezone


class Outbox(models.Model):
    """Something about this item changed, or the item is gone. Written with the change, in its transaction.

    The item is a plain number: what was deleted has to be told as well.
    """

    id = models.BigAutoField(primary_key=True)
    item = models.BigIntegerField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.pk}: item {self.item}"

    @property
    def position(self) -> str:
        """The number alone would not do: a backup that was put back hands out the same numbers again."""
        return f"{self.pk} {self.at.isoformat()}"

    @classmethod
    def at_position(cls, position: str) -> Self | None:
        """None when this database has no such row."""
        number, _, at = position.partition(" ")
        return cls.objects.filter(pk=int(number), at=datetime.fromisoformat(at)).first() if at else None
