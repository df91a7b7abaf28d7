"""A found item as the page shows it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.safestring import SafeString, mark_safe

from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Item
from lubuk.shared.search.engine import Hit

DUE_SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Result:
    """What `ui/entry.html` asks of an item, with the found words marked in title and passage."""

    item: Item
    hit: Hit
    today: date

    @property
    def title(self) -> SafeString:
        return mark_safe(self.hit.title)  # noqa: S308 - passages.mark() escapes

    @property
    def passage(self) -> SafeString:
        return mark_safe(self.hit.passage)  # noqa: S308 - passages.passage() escapes

    @property
    def kind_definition(self) -> Kind:
        return kind_of(self.item)

    @property
    def trust(self) -> str:
        check_by = self.item.check_by
        if check_by and check_by < self.today:
            return "overdue"
        if check_by and check_by < self.today + DUE_SOON:
            return "due"
        return "endorsed" if self.item.endorsed_at else "peer"

    def __getattr__(self, name: str) -> object:
        return getattr(self.item, name)
