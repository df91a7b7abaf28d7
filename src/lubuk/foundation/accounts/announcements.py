"""What is announced about people's own accounts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lubuk.foundation.announcing import Announcement

if TYPE_CHECKING:
    from lubuk.foundation.accounts.models import Person


@dataclass(frozen=True, kw_only=True)
class ProfileChanged(Announcement):
    """What a person says of themselves is another than before: name, post, a few words, language."""

    person: Person
