"""What a reader chose beside the results, read from the address of the page."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from django.http import QueryDict

from lubuk.shared.search.engine import Order, Trust

GROUPS = ("kind", "subject", "unit", "language", "trust")
SINCE = {"year": timedelta(days=365), "month": timedelta(days=31)}
MOST_CHOICES = 50  # of one group
LAST_PAGE = 500


@dataclass(frozen=True, slots=True)
class Filters:
    """An address can hold anything: what isn't one of the choices is as if it weren't there."""

    kind: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    trust: tuple[Trust, ...] = ()
    changed: str = ""
    order: Order = Order.BEST
    page: int = 1

    @classmethod
    def read(cls, said: QueryDict) -> Self:
        page = said.get("page", "")
        chosen = {group: tuple(said.getlist(group)[:MOST_CHOICES]) for group in GROUPS}
        return cls(
            **{group: values for group, values in chosen.items() if group != "trust"},
            trust=tuple(value for value in Trust if value in chosen["trust"]),
            changed=said.get("changed", "") if said.get("changed") in SINCE else "",
            order=Order.NEWEST if said.get("order") == Order.NEWEST else Order.BEST,
            page=min(max(int(page), 1), LAST_PAGE) if page.isascii() and page.isdigit() else 1,
        )

    @property
    def how_many(self) -> int:
        return sum(len(getattr(self, group)) for group in GROUPS) + bool(self.changed)

    @property
    def used(self) -> set[str]:
        """The groups in which something is chosen."""
        return {group for group in (*GROUPS, "changed") if getattr(self, group)}

    def since(self, today: date) -> date | None:
        return today - SINCE[self.changed] if self.changed else None
