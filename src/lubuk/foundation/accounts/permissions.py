"""Who may see and change what a person shows of themselves. Roles are asked in `access`, above this."""

from __future__ import annotations

from lubuk.foundation.accounts.models import Person, Reader


def is_colleague(reader: Reader) -> bool:
    return reader.unit_id is not None


def can_show_photo(person: Person) -> bool:
    """Photos are among colleagues: whoever comes from outside is met by name."""
    return is_colleague(person)


def can_see_photo(reader: Reader, person: Person) -> bool:
    """Whoever may open the person's page."""
    return person.is_active and (is_colleague(reader) or reader.pk == person.pk)
