"""The choices beside the results: each kind, subject, unit, language and degree of trust, with its count."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from lubuk.foundation.items.kinds.registry import kinds
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.trees import TreeNode
from lubuk.foundation.units.models import Unit
from lubuk.shared.search.engine import Facets, Trust
from lubuk.shared.search.filters import Filters

SHOWN = 8  # choices of a group; the rest is reached by typing `unit:` or `subject:`


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    legend: str
    choices: list[Choice]


def groups(counts: Facets, filters: Filters) -> list[Group]:
    """Only groups in which there is something to choose."""
    said = {kind.key: kind.name for kind in kinds().values()}
    languages = {code: str(name) for code, name in settings.LANGUAGES}
    every = [
        group("kind", _("Kind"), counts.kinds, said, filters.kind),
        group("subject", _("Subject"), counts.subjects, names(Subject, counts.subjects), filters.subject),
        group("unit", _("Unit"), below_the_top(counts.units), names(Unit, counts.units), filters.unit),
        group(
            "trust", _("Trust"), {str(v): n for v, n in counts.trust.items()}, trust_words(), filters.trust
        ),
        group("language", _("Language"), counts.languages, languages, filters.language),
    ]
    return [one for one in every if len(one.choices) > 1 or any(choice.is_chosen for choice in one.choices)]


def group(
    name: str, legend: str, counts: Mapping[str, int], labels: Mapping[str, str], chosen: Iterable[str]
) -> Group:
    chosen = set(chosen)
    by_count = sorted((value for value in counts if value in labels), key=lambda value: -counts[value])
    shown = [value for value in by_count[:SHOWN] if counts[value] or value in chosen]
    shown += sorted(value for value in chosen if value in labels and value not in shown)
    return Group(name, legend, [Choice(v, labels[v], counts.get(v, 0), v in chosen) for v in shown])


def names(model: type[TreeNode], counts: Mapping[str, int]) -> dict[str, str]:
    rows = model.objects.in_bulk([int(value) for value in counts])
    return {str(number): node.name for number, node in rows.items()}


def below_the_top(counts: Mapping[str, int]) -> Mapping[str, int]:
    """Without the unit that holds every result: choosing it would change nothing."""
    total = max(counts.values(), default=0)
    return {value: count for value, count in counts.items() if count < total} or counts


def trust_words() -> dict[str, str]:
    return {Trust.ENDORSED: _("Verified now"), Trust.OVERDUE: _("Overdue for a check")}
