"""What all acts on items have in common: each sees the item as it is now, and is done whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from django.db import transaction
from django.utils.translation import gettext as _

from lubuk.foundation.items.models import Item
from lubuk.foundation.items.permissions import forget_places
from lubuk.foundation.refusal import Refused


def act[**P, R](verb: Callable[Concatenate[Item, P], R]) -> Callable[Concatenate[Item, P], R]:
    """One transaction, in which nobody else acts on the item."""

    @wraps(verb)
    def done(item: Item, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic():
            renew(item)
            return verb(item, *args, **kwargs)

    return done


def renew(item: Item) -> None:
    """Read the item again and hold its row: two people who press at the same moment go one after the other.

    The page was loaded before that moment, and what it knew may be over. Raises Refused when the item is gone.
    """
    try:
        # Not its key: a link from another item may be made meanwhile. Two who put two collections into each
        # other would wait for one another for ever.
        # With it comes what every act asks for next; the rows of its unit and its draft are not held.
        held = Item.objects.select_for_update(of=("self",), no_key=True).select_related("unit", "draft")
        item.refresh_from_db(from_queryset=held)
    except Item.DoesNotExist as error:
        raise Refused(_("This draft was thrown away in the meantime.")) from error
    forget_places(item)
