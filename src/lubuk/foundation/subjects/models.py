"""Subjects, as SKOS says them (W3C Recommendation, 18 August 2009), and what else is known of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from lubuk.foundation.labels import in_language
from lubuk.foundation.trees import TreeNode


class Subject(TreeNode):
    """A SKOS concept. `labels` are its skos:prefLabel by language, the parent is its first skos:broader.

    Further broader concepts and related ones are rows (`SubjectRelation`), since lists ask for them.
    """

    alt_labels = models.JSONField(default=dict)  # {"en": ["Burst pipes"]}: other names, shown and searched
    hidden_labels = models.JSONField(default=dict)  # the same shape: found by them, never shown
    definitions = models.JSONField(default=dict)
    scope_notes = models.JSONField(default=dict)  # by language: what belongs here and what doesn't
    notation = models.CharField(max_length=80, blank=True)  # its code in a classification
    exact_matches = models.JSONField(default=list)  # URIs of the same concept elsewhere
    close_matches = models.JSONField(default=list)
    # Of a concept from elsewhere; one made here is known by its page.
    uri = models.CharField(max_length=500, null=True, blank=True, unique=True)
    scheme = models.CharField(max_length=500, blank=True)  # the vocabulary it was brought in with
    changed_at = models.DateTimeField(
        default=timezone.now, db_index=True
    )  # what is made of all names hangs on it

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        self.changed_at = timezone.now()
        if update_fields is not None:
            update_fields = {*update_fields, "changed_at"}
        super().save(*args, update_fields=update_fields, **kwargs)

    @property
    def definition(self) -> str:
        return in_language(self.definitions)

    @property
    def scope_note(self) -> str:
        return in_language(self.scope_notes)

    @property
    def other_names(self) -> list[str]:
        """Alternative labels in the reader's language, else in any."""
        return in_language_list(self.alt_labels)

    @property
    def lasting_uri(self) -> str:
        return self.uri or f"{settings.CONFIGURATION.url.rstrip('/')}{self.get_absolute_url()}"

    def get_absolute_url(self) -> str:
        return reverse("library:subject", args=[self.pk, self.slug])


def in_language_list(labels: dict[str, list[str]]) -> list[str]:
    chosen = in_language({code: code for code, words in labels.items() if words})
    return labels.get(chosen, [])


class SubjectRelation(models.Model):
    """Two subjects that stand beside each other, whichever is `source`; or a further broader one, `target`."""

    RELATED = "related"
    BROADER = "broader"

    source = models.ForeignKey(Subject, models.CASCADE, related_name="relations_out")
    target = models.ForeignKey(Subject, models.CASCADE, related_name="relations_in")
    meaning = models.CharField(max_length=10, choices=[(RELATED, RELATED), (BROADER, BROADER)])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "target", "meaning"], name="subject_relation_once"),
            models.CheckConstraint(
                condition=~models.Q(source=models.F("target")), name="subject_not_of_itself"
            ),
            # A symmetric relation is kept once, from the lower number.
            models.CheckConstraint(
                condition=~models.Q(meaning="related") | models.Q(source__lt=models.F("target")),
                name="subject_related_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.meaning} {self.target_id}"


class FormerSubject(models.Model):
    """A subject that was merged into another: its number, address and URI lead there for good."""

    number = models.BigIntegerField(primary_key=True)
    slug = models.CharField(max_length=80, db_index=True)
    uri = models.CharField(max_length=500, blank=True, db_index=True)
    subject = models.ForeignKey(Subject, models.CASCADE, related_name="former")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.number} → {self.subject_id}"


class ProposedSubjects(models.Model):
    """Concepts read from a file, which wait until whoever brought them has seen what they would change."""

    by_id: int
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    concepts = models.JSONField()
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name
