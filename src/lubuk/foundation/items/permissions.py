"""Doing: can_<verb>(person, item), in plain Python over roles, flow and state. Seeing is in queries.visible_to."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models

from lubuk.foundation.access.phrases import Places, holds, is_author, is_owner, is_steward
from lubuk.foundation.access.standing import Standing, standing
from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.kinds.definition import Kind, Step
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Audience, Author, Endorsement, Item, ItemSubject, Phase
from lubuk.foundation.prepared import read_rows
from lubuk.foundation.units.models import Unit

WIDER = list(Audience.values)  # each shows an item to more people than the one before it


def places_of(item: Item) -> Places:
    """Where the item stands; kept on the object, since a page asks several times (`forget_places` after a change)."""
    known: Places | None = item.__dict__.get("_places")
    if known is None:
        known = Places(
            owner_id=item.owner_id,
            author_ids=frozenset(row.person_id for row in beside(item, "authors", Author)),
            unit_id=item.unit_id,
            institution_id=item.unit.institution_id,
            section_id=item.section_id,
            subject_ids=frozenset(row.subject_id for row in beside(item, "item_subjects", ItemSubject)),
        )
        remember_places(item, known)
    return known


def beside[M: models.Model](item: Item, name: str, model: type[M]) -> Iterable[M]:
    """The rows that hang on the item: those fetched with it, or else asked for with prepared SQL."""
    fetched: Iterable[M] | None = item.__dict__.get("_prefetched_objects_cache", {}).get(name)
    return read_rows(model, [item.pk], by="item") if fetched is None else fetched


def remember_places(item: Item, places: Places) -> None:
    item.__dict__["_places"] = places


def forget_places(item: Item) -> None:
    item.__dict__.pop("_places", None)


def ask_places_again(item: Item) -> None:
    """It stands elsewhere now, or others write it: what was fetched beforehand no longer holds."""
    for name in ("authors", "item_subjects"):
        item.__dict__.get("_prefetched_objects_cache", {}).pop(name, None)
    forget_places(item)


def can_begin(person: Reader, kind: Kind, unit: Unit | None = None) -> bool:
    where = Places(unit_id=unit.pk, institution_id=unit.institution_id) if unit else Places()
    who = standing(person)
    if not who.is_signed_in or who.is_guest or not holds(kind.begin, who, where):
        return False
    return unit is None or is_at_home_in(unit, who)


def can_see(person: Reader, item: Item) -> bool:
    return item.pk in Item.objects.ids_seen_among([item.pk], person)


def can_see_all(person: Reader, items: Iterable[Item]) -> bool:
    wanted = {item.pk for item in items}
    return Item.objects.visible_to(person).filter(pk__in=wanted).count() == len(wanted)


def is_private(item: Item) -> bool:
    """A draft and what is meant for named people are no steward's affair: they don't see it, so they can't act on it."""
    return item.phase == Phase.DRAFT or item.audience == Audience.PEOPLE


def tends(person: Reader, item: Item) -> bool:
    return not is_private(item) and is_steward(standing(person), places_of(item))


def can_edit(person: Reader, item: Item) -> bool:
    """Owner and authors always; stewards once it is theirs to see."""
    return is_author(standing(person), places_of(item)) or tends(person, item)


def can_read_next(person: Reader, item: Item) -> bool:
    """The text that isn't published yet: who may edit it, and in review also the unit's manager, whom a flow may
    have decide."""
    if can_edit(person, item):
        return True
    state = item.draft and kind_of(item).flow.state(item.draft.state)
    is_managed = item.unit_id in standing(person).managed_units
    return bool(is_managed and state and state.counts_as == Phase.REVIEW and not is_private(item))


def takes_back_by_editing(person: Reader, item: Item) -> bool:
    """Whether a change by this person takes the text out of its review: an author's does, for nobody approves what
    changes under their eyes. A steward who mends a word while reading goes on reviewing."""
    state = item.draft and kind_of(item).flow.state(item.draft.state)
    is_in_review = bool(state and state.counts_as == Phase.REVIEW)
    return is_in_review and is_author(standing(person), places_of(item))


def can_take(person: Reader, item: Item, step: Step) -> bool:
    """Whether the person may take this step of the flow now (what it still needs is checked by the action)."""
    who, where = standing(person), places_of(item)
    if not who.is_signed_in or holds(step.not_by, who, where) or not holds(step.by, who, where):
        return False
    if is_private(item) and not is_author(who, where):
        return False
    if step.asks_several and "author" in step.not_by and wrote_last(person, item):
        return False
    publishes = kind_of(item).flow.state(step.to).counts_as == Phase.PUBLISHED
    return not (publishes and item.endorsed_at) or is_steward(who, where)


def wrote_last(person: Reader, item: Item) -> bool:
    """Where several have to approve, a steward who mended the text has become one of its authors."""
    return item.draft is not None and item.draft.author_id == person.pk


def can_publish(person: Reader, item: Item) -> bool:
    state = item.draft.state if item.draft else item.state
    steps = kind_of(item).flow.publishing_steps()
    return any(state in step.sources and can_take(person, item, step) for step in steps)


def can_endorse(person: Reader, item: Item) -> bool:
    """A steward's act, and never about one's own work."""
    is_own = is_author(standing(person), places_of(item))
    return item.phase == Phase.PUBLISHED and tends(person, item) and not is_own


def can_confirm(person: Reader, item: Item) -> bool:
    """Saying "still correct": the stewards, and the owner, who knows first when it isn't."""
    if item.phase != Phase.PUBLISHED or item.check_by is None:
        return False
    return is_owner(standing(person), places_of(item)) or tends(person, item)


def can_take_back(person: Reader, endorsement: Endorsement) -> bool:
    return endorsement.withdrawn_at is None and endorsement.by_id == person.pk


def can_arrange(person: Reader, whole: Item) -> bool:
    """Choosing its parts and their order: who may write it, and once it is endorsed only a steward, as with its text."""
    if not kind_of(whole).does_offer("parts") or not can_edit(person, whole):
        return False
    return whole.endorsed_at is None or is_steward(standing(person), places_of(whole))


def can_change_audience(person: Reader, item: Item) -> bool:
    return can_edit(person, item)


def needs_publisher(person: Reader, item: Item, audience: str, new_readers: Iterable[Reader] = ()) -> bool:
    """Whether this would show a text to more readers than those it was reviewed for, and `person` is not one who
    could have published it. In review it counts too: what is approved is approved for an audience."""
    if item.phase == Phase.DRAFT:
        return False
    widens = WIDER.index(audience) > WIDER.index(item.audience)
    if not widens and all(can_see(reader, item) for reader in new_readers):
        return False
    who, where, flow = standing(person), places_of(item), kind_of(item).flow
    unread = {state.name for state in flow.states if state.counts_as in {Phase.DRAFT, Phase.REVIEW}}
    steps = [step for step in flow.publishing_steps() if unread.intersection(step.sources)]
    return not any(holds(s.by, who, where) and not holds(s.not_by, who, where) for s in steps)


def can_place(person: Reader, item: Item) -> bool:
    return can_edit(person, item)


def can_link(person: Reader, item: Item) -> bool:
    """From either end; the other end must be theirs to see."""
    return can_edit(person, item)


def can_place_in(person: Reader, item: Item, unit: Unit) -> bool:
    """Units of the institution that the item or the person belongs to: no foreign shelf is filled from outside."""
    return unit.institution_id == item.unit.institution_id or is_at_home_in(unit, standing(person))


def is_at_home_in(unit: Unit, who: Standing) -> bool:
    return (
        who.is_administrator
        or who.institution_id == unit.institution_id
        or who.is_officer_in(unit.institution_id)
    )


def can_hand_over(person: Reader, item: Item) -> bool:
    """Owner and stewards; when the owner has left, whoever runs the institution, since nobody else can reach a draft."""
    who, where = standing(person), places_of(item)
    if is_owner(who, where) or tends(person, item):
        return True
    return (who.is_administrator or who.is_officer_in(where.institution_id)) and not item.owner.is_active


def can_restore(person: Reader, item: Item) -> bool:
    return can_edit(person, item)


def can_move_to_kind_version(person: Reader, item: Item) -> bool:
    """Whoever runs the institution, and who may change the page anyway: no word of it changes."""
    who = standing(person)
    return who.is_administrator or who.is_officer_in(places_of(item).institution_id) or can_edit(person, item)


def can_discard(person: Reader, item: Item) -> bool:
    """Only what was never published may vanish; the rest is withdrawn and kept."""
    return item.published is None and is_owner(standing(person), places_of(item))


def can_acknowledge(person: Reader, item: Item) -> bool:
    return bool(
        standing(person).is_staff
        and item.phase == Phase.PUBLISHED
        and kind_of(item).does_offer("acknowledgement")
        and can_see(person, item)
    )
