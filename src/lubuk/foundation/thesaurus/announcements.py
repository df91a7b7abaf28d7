"""What is announced of a whole vocabulary."""

from __future__ import annotations

from dataclasses import dataclass

from lubuk.foundation.announcing import Announcement


@dataclass(frozen=True, kw_only=True)
class SubjectsBroughtIn(Announcement):
    """A file was taken; `item_ids` are those whose subjects have other names or places now."""

    about: str
    to_state: str
    from_state: str = ""
    item_ids: tuple[int, ...] = ()
