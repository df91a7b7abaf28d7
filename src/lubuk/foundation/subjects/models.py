"""Subjects."""

from django.db import models
from django.urls import reverse

from lubuk.foundation.labels import in_language
from lubuk.foundation.trees import TreeNode


class Subject(TreeNode):
    """A SKOS concept: labels are its skos:prefLabel in each language, the parent is skos:broader."""

    definitions = models.JSONField(default=dict)

    @property
    def definition(self) -> str:
        return in_language(self.definitions)

    def get_absolute_url(self) -> str:
        return reverse("library:subject", args=[self.slug])
