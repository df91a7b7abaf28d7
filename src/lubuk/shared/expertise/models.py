"""What people say they can be asked about, and those who are not to be named."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.subjects.models import Subject

LONGEST_TOPIC = 80  # letters


class Topic(models.Model):
    """One thing that a person says they can be asked about: their words, and the subject that is called so."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="topics")
    words = models.CharField(max_length=LONGEST_TOPIC)
    subject = models.ForeignKey(Subject, models.SET_NULL, null=True, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    said_at = models.DateTimeField(
        default=timezone.now, db_index=True
    )  # what is made of all topics hangs on it

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["person", "words"], name="topic_said_once")]

    def __str__(self) -> str:
        return self.subject.name if self.subject else self.words


class Unlisted(models.Model):
    """A person who doesn't want to be named among those who know. They are found by name as before."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="unlisted")
    since = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.person_id} since {self.since:%Y-%m-%d}"
