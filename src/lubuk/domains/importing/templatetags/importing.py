"""`{% item_among seen row as item %}`: the item that an entry became, if the reader may see it."""

from django import template

from lubuk.domains.importing.models import Entry
from lubuk.foundation.items.models import Item

register = template.Library()


@register.simple_tag
def item_among(seen: dict[int, Item], row: Entry) -> Item | None:
    return seen.get(row.item_id or 0)
