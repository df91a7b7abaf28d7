"""What the log of searches says over some weeks: numbers, weeks as columns, and tables by language and unit.

Shares are said from twenty searches on; of fewer, "3 of 7" says more than per cent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Self

from django.conf import settings
from django.db.models import Avg, Count, Q
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.units.models import Unit
from lubuk.shared.searchlog.models import Lookup
from lubuk.shared.searchlog.queries import NOTHING_FOUND, NOTHING_OPENED, LookupQuerySet

WEEK = timedelta(days=7)
WEEKS = (4, 12, 52)
ENOUGH_FOR_SHARES = 20
HEIGHT, WIDTH, GAP = 140.0, 440.0, 0.25  # of the drawing; the gap is a part of a week's width


@dataclass(frozen=True)
class Sort:
    """Searches of one sort: how they are chosen, and which come first."""

    key: str
    condition: Q
    order: str
    label: Promise
    nothing: Promise


SORTS = {
    sort.key: sort
    for sort in (
        Sort("top", Q(), "-searches", gettext_lazy("Most looked for"),
             gettext_lazy("Nobody has searched in these weeks.")),
        Sort("nothing", Q(nothing__gt=0), "-nothing", gettext_lazy("Nothing found"),
             gettext_lazy("Every search found something.")),
        Sort("unopened", Q(unopened__gt=0), "-unopened", gettext_lazy("Nothing opened"),
             gettext_lazy("In every search somebody opened a result.")),
        Sort("slow", Q(slow__gt=0), "-slowest", gettext_lazy("Slow"),
             gettext_lazy("No search took half a second.")),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What the officer chose, read from the address. What isn't one of the choices is as if it weren't there."""

    sort: Sort
    weeks: int
    language: str = ""
    unit: str = ""

    @classmethod
    def read(cls, said: QueryDict) -> Self:
        weeks = said.get("weeks", "")
        return cls(
            sort=SORTS.get(said.get("show", ""), SORTS["top"]),
            weeks=int(weeks) if weeks in map(str, WEEKS) else WEEKS[0],
            language=said.get("language", "") if said.get("language", "") in dict(settings.LANGUAGES) else "",
            unit=said.get("unit", "")[:80],
        )

    def first_monday(self, today: date) -> date:
        return today - timedelta(days=today.weekday()) - (self.weeks - 1) * WEEK

    def lookups(self, officer: Person, today: date) -> LookupQuerySet:
        found = Lookup.objects.in_care_of(officer).since(self.first_monday(today))
        if self.language:
            found = found.filter(language=self.language)
        return found.filter(unit__slug=self.unit) if self.unit else found

    def rows(self, lookups: LookupQuerySet) -> Any:
        """One for each words; equal ones in the order of the alphabet, so that pages don't overlap."""
        rows: Any = lookups.by_words()
        return rows.filter(self.sort.condition).order_by(self.sort.order, "words")


@dataclass
class Sums:
    searches: int = 0
    nothing: int = 0
    unopened: int = 0
    place: float | None = None  # of the first result opened, on average

    @property
    def nothing_share(self) -> str:
        return share(self.nothing, self.searches)

    @property
    def unopened_share(self) -> str:
        return share(self.unopened, self.searches)


def share(part: int, whole: int) -> str:
    if whole < ENOUGH_FOR_SHARES:
        return _("%(part)s of %(whole)s") % {"part": part, "whole": whole}
    return f"{round(100 * part / whole)}%"


COUNTS: dict[str, Any] = {
    "searches": Count("pk"),
    "nothing": Count("pk", filter=NOTHING_FOUND),
    "unopened": Count("pk", filter=NOTHING_OPENED),
}


def sums(lookups: LookupQuerySet) -> Sums:
    place = Avg("opened", filter=Q(opened__gt=0))
    return Sums(**lookups.order_by().aggregate(**COUNTS, place=place))


@dataclass
class Week:
    monday: date
    sums: Sums = field(default_factory=Sums)
    left: float = 0
    width: float = 0
    height: float = 0  # all searches
    low: float = 0  # those that found nothing
    label: bool = False

    @property
    def top(self) -> float:
        return round(HEIGHT - self.height, 1)

    @property
    def low_top(self) -> float:
        return round(HEIGHT - self.low, 1)

    @property
    def middle(self) -> float:
        return round(self.left + self.width / 2, 1)


def weeks(lookups: LookupQuerySet, first: date, number: int) -> list[Week]:
    """All of them, the empty ones too, with their columns in the drawing."""
    drawn = [Week(first + n * WEEK) for n in range(number)]
    for on, searches, nothing, unopened in lookups.order_by().values_list("on").annotate(**COUNTS):
        if 0 <= (at := (on - first) // WEEK) < number:
            total = drawn[at].sums
            total.searches, total.nothing = total.searches + searches, total.nothing + nothing
            total.unopened += unopened
    draw(drawn)
    return drawn


def draw(weeks: list[Week]) -> None:
    most = max((week.sums.searches for week in weeks), default=0) or 1
    each = WIDTH / len(weeks)
    labelled = {0, len(weeks) - 1} if len(weeks) > WEEKS[0] else set(range(len(weeks)))
    for number, week in enumerate(weeks):
        week.left, week.width = round(number * each + each * GAP / 2, 1), round(each * (1 - GAP), 1)
        week.height = round(HEIGHT * week.sums.searches / most, 1)
        week.low = round(HEIGHT * week.sums.nothing / most, 1)
        week.label = number in labelled


@dataclass(frozen=True)
class Part:
    """The searches of one language or unit."""

    label: str
    key: str
    sums: Sums


def by_language(lookups: LookupQuerySet) -> list[Part]:
    names = {code: str(name) for code, name in settings.LANGUAGES}
    return [Part(names.get(key, key), key, part) for key, part in parts(lookups, "language") if key]


def by_unit(lookups: LookupQuerySet) -> list[Part]:
    """Without those of small units and of visitors: they have none in the log."""
    counted = [(key, part) for key, part in parts(lookups, "unit") if key]
    units = Unit.objects.in_bulk([key for key, _part in counted])
    return [Part(units[key].name, units[key].slug, part) for key, part in counted if key in units]


def parts(lookups: LookupQuerySet, of: str) -> Iterable[tuple[Any, Sums]]:
    rows = lookups.order_by().values(of).annotate(**COUNTS).order_by("-searches", of)
    return [(row.pop(of), Sums(**row)) for row in rows]
