"""`{% item_among seen row as item %}`: the item that an entry became, if the reader may see it; `alike_among` the one
that it looks like."""

from django import template

from lubuk.domains.importing import deciding
from lubuk.domains.importing.models import Entry
from lubuk.foundation.items.models import Item

register = template.Library()


@register.simple_tag
def item_among(seen: dict[int, Item], row: Entry) -> Item | None:
    return seen.get(row.item_id or 0)


@register.simple_tag
def alike_among(seen: dict[int, Item], row: Entry) -> Item | None:
    return seen.get(row.alike_id or 0)


@register.filter
def may_be_decided(row: Entry) -> bool:
    return deciding.may_be_decided(row)
