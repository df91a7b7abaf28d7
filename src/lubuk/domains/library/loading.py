"""Loading what a page shows, or 404: what one may not see can't be found."""

from __future__ import annotations

from django.http import Http404

from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.models import Item, Version
from lubuk.foundation.items.permissions import can_edit, can_read_next

COMES_ALONG = ("owner__unit", "unit", "section", "published__author", "draft__author")


def visible_or_404(person: Reader, item_id: int) -> Item:
    seen = Item.objects.seen_among([item_id], person, *COMES_ALONG)
    if item_id not in seen:
        raise Http404
    return seen[item_id]


def version_or_404(item: Item, number: int, person: Reader) -> Version:
    """A published version for every reader of the item; the next one for those who write it or decide on it; the
    rest only for those who write."""
    version = item.versions.select_related("author", "item").filter(number=number).first()
    if version is None:
        raise Http404
    may_read = can_read_next if version.pk == item.draft_id else can_edit
    if version.published_at is None and not may_read(person, item):
        raise Http404
    return version
