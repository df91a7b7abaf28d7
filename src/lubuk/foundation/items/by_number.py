"""A page that a person names by the number that stands on it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.models import Item
from lubuk.foundation.refusal import Refused


def page_of_number(number: str, reader: Reader) -> Item:
    """The published one. Raises Refused where the reader sees none."""
    said = number.strip()[: Item._meta.get_field("number").max_length]
    item = Item.objects.visible_to(reader).published().filter(number__iexact=said).first() if said else None
    if item is None:
        raise Refused(
            _("You see no published page with this number. It stands on each page under its title.")
        )
    return item
