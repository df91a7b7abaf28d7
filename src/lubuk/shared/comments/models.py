"""A comment, what it said before, and what others answered with one press."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item

MOST_LETTERS = 5_000  # of one comment; more is a page
MOST_REASON = 500


class Comment(models.Model):
    """`to` is the comment that its thread begins with: threads are one step deep. `by` is None of who is forgotten."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="comments")
    to = models.ForeignKey("self", models.CASCADE, null=True, related_name="replies")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    text = models.TextField()  # rich text, as `foundation.richtext` keeps it
    at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True)
    taken_away_at = models.DateTimeField(null=True)
    taken_away_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=MOST_REASON, blank=True)  # why another took it away
    changed_at = models.DateTimeField(default=timezone.now)  # anything about it, reactions too

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["item", "to", "id"], name="comment_thread")]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.pk}"

    def get_absolute_url(self) -> str:
        return f"/comments/{self.pk}/"


class Wording(models.Model):
    """What a comment said before it was changed."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="wordings")
    text = models.TextField()
    until = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.comment_id} until {self.until}"


class Says(models.TextChoices):
    """What one press can say. None of it is a like: each tells the writer something to go on with."""

    THANKS = "thanks", _("Thank you")
    USED = "used", _("I used this")
    DISAGREE = "disagree", _("I disagree")
    HELP = "help", _("I can help")


class Reaction(models.Model):
    comment = models.ForeignKey(Comment, models.CASCADE, related_name="reactions")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    says = models.CharField(max_length=10, choices=Says)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["comment", "person", "says"], name="one_reaction_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.says} {self.comment_id}"
