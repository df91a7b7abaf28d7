"""What the desk knows of the quality of published pages beside their dates: each a condition on items."""

from __future__ import annotations

from django.db.models import Q

from lubuk.foundation.items.models import Link, Phase
from lubuk.shared.dependents.models import Basis
from lubuk.shared.usefulness.models import Word


def has_to_follow() -> Q:
    """What it rests on has changed."""
    return published_and(Q(pk__in=Basis.objects.outdated().exclude(meaning=Link.TRANSLATION).values("item")))


def translates_old() -> Q:
    """A translation whose original has changed so that it is wrong."""
    return published_and(Q(pk__in=Basis.objects.outdated().filter(meaning=Link.TRANSLATION).values("item")))


def unanswered() -> Q:
    """Readers said that it was not useful, and nobody has answered."""
    return published_and(Q(pk__in=Word.objects.unanswered().values("item")))


def owner_has_left() -> Q:
    """It still has its stewards, or those of the places above it; nobody answers for it by name."""
    return published_and(Q(owner__is_active=False))


def published_and(condition: Q) -> Q:
    return Q(phase=Phase.PUBLISHED) & condition
