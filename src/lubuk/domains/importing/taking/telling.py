"""Who wrote a page elsewhere, and who of them is a colleague here."""

from __future__ import annotations

from collections.abc import Iterable

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.units.models import Unit


def told_authors(names: Iterable[str], unit: Unit) -> tuple[list[Person], list[str]]:
    """Colleagues of the institution, by e-mail or by a full name that only one has; and the names of the others."""
    people, others = [], []
    for name in names:
        found = colleague(name, unit)
        if found:
            people.append(found)
        else:
            others.append(name)
    return people, others


def colleague(name: str, unit: Unit) -> Person | None:
    colleagues = Person.objects.filter(is_active=True, unit__institution_id=unit.institution_id)
    same = colleagues.filter(email__iexact=name) if "@" in name else colleagues.filter(name__iexact=name)
    found = list(same[:2])
    return found[0] if len(found) == 1 else None
