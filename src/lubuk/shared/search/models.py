"""What the index still has to be told, what published texts mean, what the office picked for a search, and its other
words.
"""

from datetime import datetime
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item

MOST_LETTERS = 120  # of the words that a pin is for


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


class Embedding(models.Model):
    """What a text means to a model, as numbers. The text is known by its digest alone; `value` is None while it waits.

    Kept here and not beside the index: an embedding costs a third of a second of a processor, so all machines share
    each, and neither a rebuild nor a lost data folder makes any of them again (0048).
    """

    id = models.BigAutoField(primary_key=True)
    model = models.CharField(max_length=200)
    digest = models.BinaryField(max_length=32)  # SHA-256 of what the model reads
    value = models.BinaryField(null=True)  # a byte a number, as `vectors.packed` makes it
    tries = models.PositiveSmallIntegerField(default=0)  # begun and not ended

    class Meta:
        constraints = [models.UniqueConstraint(fields=["model", "digest"], name="embedded_once")]
        indexes = [
            models.Index(fields=["tries", "-id"], condition=models.Q(value=None), name="embedding_waits")
        ]

    def __str__(self) -> str:
        return f"{self.model}: {bytes(self.digest).hex()[:12]}"


class Portion(models.Model):
    """That a part of the item's published text has this embedding. Where the part stands is found by cutting again."""

    id = models.BigAutoField(primary_key=True)
    item = models.ForeignKey(Item, models.CASCADE, related_name="+")
    embedding = models.ForeignKey(Embedding, models.CASCADE, related_name="portions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "embedding"], name="portion_once")]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.embedding_id}"


class Reached(models.Model):
    """One row a model: up to where portions have been cut, kept in the transaction that keeps them."""

    model = models.CharField(max_length=200, unique=True)
    position = models.CharField(max_length=80)  # of the outbox, as `Outbox.position`
    looked_through = models.BigIntegerField(
        null=True
    )  # the id of the last item of the first round; None: it is over

    def __str__(self) -> str:
        return f"{self.model}: {self.position}"


class Pin(models.Model):
    """An item that the office puts first for a search in these words, folded."""

    words = models.CharField(max_length=MOST_LETTERS)
    item = models.ForeignKey(Item, models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["words", "item"], name="one_pin_a_search")]

    def __str__(self) -> str:
        return f"{self.words}: item {self.item_id}"


class Direction(models.TextChoices):
    BOTH = "both", _("Each finds the others")
    ONE = "one", _("The first finds the others too")


class Synonym(models.Model):
    """Words that mean the same, as the office wrote them. What they are folded to is `in_force` in `synonyms`."""

    direction = models.CharField(max_length=4, choices=Direction)
    words = models.JSONField()  # a list of texts, of which the first finds the others where it goes one way
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return "; ".join(self.words)
