"""What the value of an operator means: which kinds, units, subjects or languages are called so.

A name that nothing carries means nothing, so that `kind:lessn` finds nothing and says so, instead of
quietly searching everything.
"""

from collections.abc import Callable, Mapping

from django.conf import settings

from lubuk.foundation.items.kinds.registry import kinds
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.trees import TreeNode
from lubuk.foundation.units.models import Unit
from lubuk.shared.search.analysis import fold
from lubuk.shared.search.query import Query

NOTHING = "?"  # no kind, unit, subject or language is written so

type Called = Callable[[str], set[str]]


def narrowed(chosen: tuple[str, ...], query: Query, operator: str, called: Called) -> tuple[str, ...]:
    """The ticked values and the typed ones together: each narrows, so only what both allow remains."""
    typed = {value for said in query.values(operator) for value in called(said)}
    if not query.values(operator):
        return chosen
    return tuple(typed.intersection(chosen) if chosen else typed) or (NOTHING,)


def kinds_called(said: str) -> set[str]:
    return {kind.key for kind in kinds().values() if is_called(said, kind.key, kind.names, kind.plurals)}


def units_called(said: str) -> set[str]:
    return nodes_called(said, Unit)


def subjects_called(said: str) -> set[str]:
    return nodes_called(said, Subject)


def languages_called(said: str) -> set[str]:
    return {code for code, name in settings.LANGUAGES if is_called(said, code, {code: str(name)})}


def nodes_called(said: str, model: type[TreeNode]) -> set[str]:
    """A tree has some hundreds of nodes and JSON is searched differently in each database: all are read."""
    rows = model.objects.values_list("pk", "slug", "labels")
    return {str(number) for number, slug, labels in rows if is_called(said, slug, labels)}


def is_called(said: str, key: str, *names: Mapping[str, str]) -> bool:
    """By its key, or by the beginning of a word of its name."""
    wanted = fold(said)
    called = [f" {fold(name)}" for labels in names for name in labels.values()]
    return wanted == key or any(f" {wanted}" in name for name in called)
