"""What the office does about single searches."""

from __future__ import annotations

from django.utils.translation import gettext as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.announcing import announce
from lubuk.foundation.items.actions.acting import act
from lubuk.foundation.items.models import Item
from lubuk.foundation.refusal import Refused, require
from lubuk.shared.search.announcements import Pinned, Unpinned
from lubuk.shared.search.models import Pin
from lubuk.shared.search.permissions import can_pin, can_unpin
from lubuk.shared.search.pinning import MOST_PINS, words_of_pin


@act
def pin(item: Item, words: str, *, by: Person) -> None:
    """Put it first for a search in these words, below what was put there before. Twice changes nothing."""
    require(can_pin(by, item), _("You can put first what is published and belongs to your institution."))
    words = words_of_pin(words)
    if not words:
        raise Refused(_("Write the words of the search first."))
    others = Pin.objects.filter(words=words).exclude(item=item)
    if others.count() >= MOST_PINS:
        raise Refused(_("Five pages stand first already. Take one of them away."))
    _pin, is_new = Pin.objects.get_or_create(words=words, item=item, defaults={"by": by})
    if is_new:
        announce(Pinned(item=item, by=by, to_state=words))


@act
def unpin(item: Item, words: str, *, by: Person) -> None:
    require(can_unpin(by, item))
    gone, _rows = Pin.objects.filter(words=words_of_pin(words), item=item).delete()
    if gone:
        announce(Unpinned(item=item, by=by, from_state=words_of_pin(words)))
