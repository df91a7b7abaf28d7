"""The water level: how far published pages may be relied on, as layers of a pool. Numbers become shapes."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from lubuk.domains.office.queries import Trust

HEIGHT = 200  # of the pool, in the units of the drawing
LEAST_FOR_WORDS = 30  # a layer thinner than its line of text is named in the table alone


@dataclass(frozen=True)
class Layer:
    name: str
    label: str
    count: int
    share: int  # per cent
    top: float
    height: float

    @property
    def baseline(self) -> float:
        return self.top + self.height / 2 + 5

    @property
    def has_room(self) -> bool:
        return self.height >= LEAST_FOR_WORDS


def layers(trust: Trust) -> list[Layer]:
    """From the surface down: what lapsed floats on top, what is verified lies deepest."""
    parts = [
        ("overdue", _("Check overdue"), trust.overdue),
        ("unverified", _("Not verified yet"), trust.unverified),
        ("due", _("To be checked within 30 days"), trust.due),
        ("verified", _("Verified"), trust.verified),
    ]
    drawn, top = [], 0.0
    for name, label, count in parts:
        share = count / trust.published if trust.published else 0
        drawn.append(Layer(name, label, count, round(100 * share), round(top, 1), round(share * HEIGHT, 1)))
        top += share * HEIGHT
    return drawn
