"""What is announced about kinds and flows. The texts themselves are kept as versions."""

from __future__ import annotations

from dataclasses import dataclass

from lubuk.foundation.announcing import Announcement


@dataclass(frozen=True, kw_only=True)
class ShapingAnnouncement(Announcement):
    about: str  # "kind guide"
    from_state: str = ""  # numbers of versions; "" for the shipped one, or none
    to_state: str = ""


class PutInForce(ShapingAnnouncement):
    """A kind or flow is as the new version says, for all from now on."""


class GivenBack(ShapingAnnouncement):
    """The shipped one counts again; or, where none is shipped, no new items of the kind are begun."""
