"""A closed unit is read and remembered; nothing new is put there."""

from __future__ import annotations

from django.utils.translation import gettext as _

from lubuk.foundation.refusal import Refused
from lubuk.foundation.trees import TreeNode
from lubuk.foundation.units.models import Unit


def refuse_closed(place: TreeNode | None) -> None:
    if isinstance(place, Unit) and place.closed_at:
        raise Refused(
            _("%(unit)s is closed. Reopen it first, or choose another unit.") % {"unit": place.name}
        )
