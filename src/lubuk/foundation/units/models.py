"""Units and institutions."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse

from lubuk.foundation.trees import TreeNode


class Unit(TreeNode):
    """A node of the organisation; a root is an institution."""

    # The root's id beside each unit: "same institution" is asked on every page and must not join up the tree.
    institution = models.ForeignKey("self", models.PROTECT, null=True, editable=False, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    def save(self, *args: Any, **kwargs: Any) -> None:
        is_new = not self.pk
        if is_new and isinstance(self.parent, Unit):
            self.institution_id = self.parent.institution_id
        super().save(*args, **kwargs)
        if is_new and not self.parent:
            self.institution_id = self.pk
            super().save(update_fields=["institution"])

    def get_absolute_url(self) -> str:
        return reverse("library:unit", args=[self.slug])
