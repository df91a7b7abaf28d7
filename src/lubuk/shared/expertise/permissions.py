"""Who sees who knows, and who can be named."""

from __future__ import annotations

from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Person, Reader
from lubuk.foundation.accounts.permissions import is_colleague


def can_see_who_knows(reader: Reader) -> bool:
    """Colleagues alone: who works on what is nothing for the street, nor for guests of a section."""
    return standing(reader).is_staff


def can_say_topics(by: Person, person: Person) -> bool:
    """Of oneself, as a colleague: others are not named to anybody."""
    return by.pk == person.pk and is_colleague(person)
