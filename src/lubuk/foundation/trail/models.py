"""Trail entries and the head of their chain."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from lubuk.foundation.refusal import Refused

GENESIS = "0" * 64


class Entry(models.Model):
    """One act. Ids are kept as plain numbers: the trail outlives what it speaks of."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)  # None: the system itself
    act = models.CharField(max_length=60)
    item_id = models.BigIntegerField(null=True, db_index=True)
    version_number = models.PositiveIntegerField(null=True)
    from_state = models.CharField(max_length=160, blank=True)
    to_state = models.CharField(max_length=160, blank=True)
    reason = models.TextField(blank=True)
    about = models.CharField(max_length=160, blank=True)  # what, when it isn't an item: "unit 4", "person 9"
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.act} {self.item_id or self.about}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise Refused(_("The trail can't be changed."))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise Refused(_("The trail can't be changed."))

    def seal(self) -> str:
        """SHA-256 (hex) over the entry's words and the hash of the one before it."""
        return hashlib.sha256(
            json.dumps([self.previous_hash, *self.words()], ensure_ascii=False).encode()
        ).hexdigest()

    def words(self) -> list[Any]:
        return [
            self.at.isoformat(timespec="microseconds"), self.actor_id, self.act, self.item_id, self.version_number,
            self.from_state, self.to_state, self.reason, self.about,
        ]  # fmt: skip


class ChainHead(models.Model):
    """The last entry's hash. Its row is the lock that puts all acts in one order."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    hash = models.CharField(max_length=64, default=GENESIS)
    length = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.length}: {self.hash}"
