"""Saying what a pair is. That one replaces the other, or belongs beside it, is said with a link (items.actions.link)."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.announcing import announce
from lubuk.foundation.refusal import require
from lubuk.shared.likeness.announcements import ToldApart
from lubuk.shared.likeness.models import Pair
from lubuk.shared.likeness.permissions import can_tell_apart


@transaction.atomic
def tell_apart(pair: Pair, *, by: Person) -> None:
    """They are not the same, and are not shown as such again. Saying it twice changes nothing."""
    require(can_tell_apart(by, pair), _("Only who looks after these pages says whether they are the same."))
    said = Pair.objects.filter(pk=pair.pk, settled_at=None).update(settled_at=timezone.now(), settled_by=by)
    if said:
        for item, other in ((pair.first, pair.second), (pair.second, pair.first)):
            announce(ToldApart(item=item, by=by, to_state=f"item {other.pk}"))
