"""What is wanted, asked of items."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef

from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.models import Item, Phase
from lubuk.foundation.items.queries import ItemQuerySet
from lubuk.shared.search.tantivy_query import words_of
from lubuk.shared.wanted.models import MOST_KEY, Answer, Ask

KIND = "wanted"


def key_of(words: str) -> str:
    """The same for questions in the same words, in whatever order: folded, without those that say nothing."""
    return " ".join(sorted({word.folded for word in words_of(words)}))[:MOST_KEY]


def answered() -> Exists:
    """By a published item: one that is withdrawn answers nobody."""
    return Exists(Answer.objects.filter(wanted=OuterRef("pk"), item__phase=Phase.PUBLISHED))


def wanted_by_all(reader: Reader) -> ItemQuerySet:
    """What is wanted and not answered, of what the reader may see."""
    return Item.objects.visible_to(reader).published().filter(~answered(), kind=KIND)


def most_wanted(reader: Reader) -> ItemQuerySet:
    """With `askers`, how many people asked; the most first."""
    return wanted_by_all(reader).annotate(askers=Count("asks")).order_by("-askers", "-published_at", "-pk")


def equal_to(words: str, reader: Reader) -> Item | None:
    """What is wanted already in the same words."""
    asked = Ask.objects.filter(key=key_of(words), item__isnull=False).values("item")
    return wanted_by_all(reader).filter(pk__in=asked).order_by("pk").first()


def wanted_already(searches: Iterable[str], reader: Reader) -> dict[str, Item]:
    """Of these searches, those for which something in the same words is wanted. One question however many there are."""
    keys = {words: key_of(words) for words in searches}
    asked = Ask.objects.filter(key__in=set(keys.values()) - {""}, item__in=wanted_by_all(reader))
    items = {ask.key: ask.item for ask in asked.select_related("item").order_by("-pk")}
    return {words: item for words, key in keys.items() if (item := items.get(key))}
