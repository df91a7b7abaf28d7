"""What all acts on items have in common: each sees the item as it is now, and is done whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Concatenate

from django.db import transaction
from django.utils.translation import gettext as _

from lubuk.foundation.items.models import Item
from lubuk.foundation.items.permissions import forget_places
from lubuk.foundation.prepared import hold_rows, read_rows
from lubuk.foundation.refusal import Refused

_held: ContextVar[dict[int, Item]] = ContextVar("held_items", default={})  # noqa: B039 - never changed in place


def act[**P, R](verb: Callable[Concatenate[Item, P], R]) -> Callable[Concatenate[Item, P], R]:
    """One transaction, in which nobody else acts on the item."""

    @wraps(verb)
    def done(item: Item, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic():
            renew(item)
            return verb(item, *args, **kwargs)

    return done


@contextmanager
def holding(ids: Iterable[int]) -> Iterator[dict[int, Item]]:
    """The items, read and held for the transaction around it: acts on these very objects needn't read them again.

    For many acts by one hand. With them comes what rights ask for: unit, draft, authors, subjects.
    """
    wanted = list(ids)
    hold_rows(Item, wanted)
    with_all = Item.objects.select_related("unit", "owner", "draft", "published").order_by("pk")
    items = with_all.prefetch_related("authors", "item_subjects").filter(pk__in=wanted)
    held = {item.pk: item for item in items}
    token = _held.set(held)
    try:
        yield held
    finally:
        _held.reset(token)


def renew(item: Item) -> None:
    """Read the item again and hold its row: two people who press at the same moment go one after the other.

    The page was loaded before that moment, and what it knew may be over. Raises Refused when the item is gone.
    """
    if _held.get().get(item.pk) is item:
        return
    # Not its key: a link from another item may be made meanwhile. Two who put two collections into each
    # other would wait for one another for ever.
    hold_rows(Item, [item.pk])
    # With it comes what every act asks for next; the rows of its unit and its draft are not held.
    now = next(read_rows(Item, [item.pk], related=("unit", "draft")), None)
    if now is None:
        raise Refused(_("This draft was thrown away in the meantime."))
    become(item, now)


def become(item: Item, now: Item) -> None:
    """As `refresh_from_db`, from a row that was read already: nothing is kept of what stood beside the old one."""
    for field in Item._meta.concrete_fields:
        setattr(item, field.attname, getattr(now, field.attname))
    item._state.fields_cache = dict(now._state.fields_cache)
    item.__dict__.pop("_prefetched_objects_cache", None)
    forget_places(item)
