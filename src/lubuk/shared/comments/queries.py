"""Questions about comments, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from lubuk.shared.comments.models import Comment  # noqa: F401 - named in quotes below


class CommentQuerySet(models.QuerySet["Comment"]):
    def beginning(self, item_id: int) -> Self:
        """The comments that the item's threads begin with, less those that were taken away and nobody replied to."""
        gone_alone = models.Q(taken_away_at__isnull=False, reason="") & ~models.Exists(
            self.model._default_manager.filter(to=models.OuterRef("pk"), taken_away_at=None)
        )
        return self.filter(item=item_id, to=None).exclude(gone_alone)

    def with_people(self) -> Self:
        return self.select_related("by__unit", "taken_away_by")
