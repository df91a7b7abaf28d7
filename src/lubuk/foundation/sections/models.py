"""Sections of the library."""

from django.db import models
from django.urls import reverse

from lubuk.foundation.trees import TreeNode
from lubuk.foundation.units.models import Unit


class Section(TreeNode):
    """A shelf: a part of the library with a place in its tree, kept by a unit."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="sections")

    def get_absolute_url(self) -> str:
        return reverse("library:section", args=[self.slug])
