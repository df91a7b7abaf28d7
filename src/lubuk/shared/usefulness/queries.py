"""Questions about readers' words, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, F, OuterRef

from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.models import Item

if TYPE_CHECKING:
    from lubuk.shared.usefulness.models import Word  # noqa: F401 - named in quotes below


class WordQuerySet(models.QuerySet["Word"]):
    def unanswered(self) -> Self:
        """What was not useful, and nobody has answered yet."""
        return self.filter(is_useful=False, answered_at=None)

    def on_what_readers_see(self) -> Self:
        return self.filter(item__phase="published", version=F("item__published"))

    def waiting_for(self, person: Reader) -> Self:
        """On the pages in the person's care, those said by others. Asked of each unanswered word: they are few."""
        cared_for = Item.objects.published().looked_after_by(person).visible_to(person).order_by()
        return self.unanswered().filter(Exists(cared_for.filter(pk=OuterRef("item"))))
