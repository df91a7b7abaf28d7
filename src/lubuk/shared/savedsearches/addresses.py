"""Which search an address asks for: the same text for the same search, whatever the order of its choices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from lubuk.shared.search.filters import GROUPS, Filters
from lubuk.shared.search.query import LONGEST


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed and chosen. Neither the order of the results nor the page belongs to it."""

    text: str
    filters: Filters

    @classmethod
    def read(cls, said: QueryDict) -> Self:
        return cls(" ".join(said.get("q", "")[:LONGEST].split()), Filters.read(said))

    @classmethod
    def at(cls, address: str) -> Self:
        return cls.read(QueryDict(address))

    @property
    def address(self) -> str:
        """Empty where nothing is typed or chosen."""
        chosen = [
            (group, str(value)) for group in GROUPS for value in sorted({*getattr(self.filters, group)})
        ]
        pairs = [("q", self.text), *chosen, ("changed", self.filters.changed)]
        return urlencode([(name, value) for name, value in pairs if value])


def results_of(address: str) -> str:
    """The page with its results."""
    return f"{reverse('search')}?{address}"
