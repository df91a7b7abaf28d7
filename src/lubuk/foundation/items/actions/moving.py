"""Moving an item to the definition that its kind has today, and saying before what that hides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.announcing import announce
from lubuk.foundation.items.actions.acting import act
from lubuk.foundation.items.actions.placing import reckon
from lubuk.foundation.items.announcements import MovedToKindVersion
from lubuk.foundation.items.kinds.conditions import written
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.registry import get, keep, kind_of
from lubuk.foundation.items.models import Item, Version
from lubuk.foundation.items.permissions import can_move_to_kind_version
from lubuk.foundation.refusal import Refused, require


@dataclass(frozen=True)
class Preview:
    """What a move to the definition of today would do to an item."""

    hidden: tuple[str, ...]  # labels of fields that are filled and would no longer be shown; they stay kept
    unknown_states: tuple[
        str, ...
    ]  # where the item or a text of it stands, and the new flow has no such state

    @property
    def is_possible(self) -> bool:
        return not self.unknown_states


@act
def move_to_kind_version(item: Item, *, by: Person) -> None:
    """From here on the item follows the definition that its kind has today; not a word of it is changed.

    Raises NotAllowed, and Refused when the kind's pack is gone or the new flow lacks a state the item is in.
    """
    require(
        can_move_to_kind_version(by, item), _("A KM officer moves pages to the newer form of their kind.")
    )
    kind = get(item.kind)
    if kind is None:
        raise Refused(_("The pack of this kind is no longer here. Put it back first."))
    before, preview = item.kind_version, preview_of_move(item, kind)
    if not preview.is_possible:
        said = {"states": ", ".join(preview.unknown_states)}
        raise Refused(_("The kind has no state “%(states)s” any more. Move the page on first.") % said)
    item.kind_version = keep(kind)
    if item.kind_version == before:
        return
    item.phase = kind.flow.state(item.state).counts_as
    item.save(update_fields=["kind_version", "phase"])
    reckon(item)
    announce(MovedToKindVersion(item=item, by=by, from_state=before, to_state=item.kind_version))


def preview_of_move(item: Item, kind: Kind) -> Preview:
    texts = [text for text in (item.draft, item.published) if text]
    hidden = {label for text in texts for label in hidden_by_move(text, kind_of(item), kind)}
    states = {item.state, *(text.state for text in texts)}
    return Preview(tuple(sorted(hidden)), tuple(sorted(states - {state.name for state in kind.flow.states})))


def hidden_by_move(text: Version, old: Kind, new: Kind) -> Iterable[str]:
    stay = {definition.name for definition, _type, _value in written(new, text.fields)}
    return (
        str(definition)
        for definition, _type, _value in written(old, text.fields)
        if definition.name not in stay
    )
