"""Who may take what along, and who makes and uses templates."""

from __future__ import annotations

from lubuk.domains.library.models import Export
from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.kinds.registry import get
from lubuk.foundation.items.models import Item, Phase
from lubuk.foundation.items.permissions import can_begin, can_see, tends


def can_export(person: Reader) -> bool:
    """What they may see, whoever has signed in; strangers have the pages themselves."""
    return standing(person).is_signed_in


def can_export_installation(person: Reader) -> bool:
    return standing(person).is_administrator


def can_fetch(person: Reader, export: Export) -> bool:
    return export.person_id == standing(person).person_id


def can_offer_template(person: Reader, item: Item) -> bool:
    """Those who tend it: a template speaks for the unit, and stands before all who share."""
    return item.phase == Phase.PUBLISHED and tends(person, item)


def can_begin_from(person: Reader, item: Item) -> bool:
    kind = get(item.kind)
    is_open = item.phase == Phase.PUBLISHED and kind is not None
    return bool(is_open and kind and can_begin(person, kind, person.unit) and can_see(person, item))
