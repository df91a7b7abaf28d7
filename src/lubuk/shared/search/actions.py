"""What the office does about single searches."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.announcing import announce
from lubuk.foundation.items.actions.acting import act
from lubuk.foundation.items.models import Item
from lubuk.foundation.refusal import Refused, require
from lubuk.shared.search.announcements import Pinned, SynonymsRemoved, SynonymsSet, Unpinned
from lubuk.shared.search.models import Pin, Synonym
from lubuk.shared.search.permissions import can_pin, can_set_synonyms, can_unpin
from lubuk.shared.search.pinning import MOST_PINS, words_of_pin
from lubuk.shared.search.synonyms import MOST_GROUPS, same_group, ways


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


@transaction.atomic
def set_synonyms(direction: str, text: str, *, by: Person, instead_of: Synonym | None = None) -> None:
    """A new group, or one in another's place."""
    require(can_set_synonyms(by))
    words = ways(text)
    others = Synonym.objects.exclude(pk=instead_of.pk) if instead_of else Synonym.objects.all()
    if others.count() >= MOST_GROUPS:
        raise Refused(_("The table is full. Take out what nobody needs any more."))
    if same_group(direction, words) in {same_group(one.direction, one.words) for one in others}:
        raise Refused(_("These words stand in the table already."))
    before = str(instead_of or "")
    group = instead_of or Synonym()
    group.direction, group.words, group.by = direction, words, by
    group.save()
    announce(SynonymsSet(by=by, from_state=before, to_state=str(group)))


@transaction.atomic
def remove_synonyms(group: Synonym, *, by: Person) -> None:
    require(can_set_synonyms(by))
    before = str(group)
    group.delete()
    announce(SynonymsRemoved(by=by, from_state=before))


@transaction.atomic
def bring_synonyms(groups: list[tuple[str, list[str]]], *, by: Person) -> int:
    """Those of a table that aren't there yet. Returns how many that were."""
    require(can_set_synonyms(by))
    known = {same_group(one.direction, one.words) for one in Synonym.objects.all()}
    new = {same: group for group in groups if (same := same_group(*group)) not in known}
    if len(known) + len(new) > MOST_GROUPS:
        raise Refused(_("The table would be too long. Bring at most 2,000 groups in all."))
    Synonym.objects.bulk_create(Synonym(direction=way, words=words, by=by) for way, words in new.values())
    if new:
        announce(SynonymsSet(by=by, to_state=str(len(new))))
    return len(new)
