"""A search in words: what was typed, and after it what was chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from lubuk.foundation.ids import id_in
from lubuk.foundation.items.kinds.registry import kinds
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.trees import TreeNode
from lubuk.foundation.units.models import Unit
from lubuk.shared.savedsearches.addresses import Asked
from lubuk.shared.search.groups import trust_words


def sentences(addresses: Sequence[str]) -> list[str]:
    """One a search, in the order given. Two questions, however many there are."""
    asked = [Asked.at(address) for address in addresses]
    units = names_of(Unit, [value for one in asked for value in one.filters.unit])
    subjects = names_of(Subject, [value for one in asked for value in one.filters.subject])
    return [sentence(one, units, subjects) for one in asked]


def sentence(asked: Asked, units: dict[str, str], subjects: dict[str, str]) -> str:
    said = {kind.key: kind.name for kind in kinds().values()}
    chosen = asked.filters
    times = {"year": _("Within a year"), "month": _("Within a month")}
    words = [
        *(said.get(value, value) for value in chosen.kind),
        *(subjects.get(value, value) for value in chosen.subject),
        *(units.get(value, value) for value in chosen.unit),
        *(trust_words()[value] for value in chosen.trust),
        *(str(dict(settings.LANGUAGES).get(value, value)) for value in chosen.language),
        *([times[chosen.changed]] if chosen.changed else []),
    ]
    return ": ".join(part for part in (asked.text, ", ".join(words)) if part)


def names_of(model: type[TreeNode], values: Iterable[str]) -> dict[str, str]:
    ids = {id_in(value) for value in values} - {0}
    return {str(pk): node.name for pk, node in model.objects.in_bulk(ids).items()} if ids else {}
