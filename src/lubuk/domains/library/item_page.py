"""Everything that an item's page shows to one reader. Its query count is written in tests/test_item_page.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects

from lubuk.domains.library.queries import stewards_of
from lubuk.domains.library.reading import read_version
from lubuk.domains.library.returning import last_return
from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.kinds.definition import Step
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Acknowledgement, Item, Link, Phase
from lubuk.foundation.items.permissions import (
    can_acknowledge,
    can_confirm,
    can_discard,
    can_edit,
    can_endorse,
    can_hand_over,
    can_take,
    forget_places,
)

VERSIONS_SHOWN = 3


@dataclass(frozen=True)
class Related:
    item: Item
    meaning: str
    is_translation: bool


def item_page(item: Item, reader: Reader) -> dict[str, Any]:
    prefetch_places(item)
    shown = item.published or item.draft
    assert shown is not None  # an item is begun with its first version
    subjects = [row.subject for row in item.item_subjects.all()]
    related = related_to(item, reader)
    signed_in = standing(reader).is_signed_in
    context: dict[str, Any] = {
        "item": item,
        "version": shown,
        "kind": kind_of(item),
        "reading": read_version(item, shown, reader),
        "subjects": subjects,
        "tags": [tag.word for tag in item.tags.all()],
        "stewards": stewards_of(item, subjects),
        "related": [other for other in related if not other.is_translation],
        "translations": [other.item for other in related if other.is_translation],
        "versions": list(item.versions.exclude(published_at=None).select_related("author")[:VERSIONS_SHOWN]),
        "state": kind_of(item).flow.state(item.state),
    }
    return context | what_one_may_do(item, reader) if signed_in else context


def prefetch_places(item: Item) -> None:
    """Subjects, tags and authors: asked by the page and by each right."""
    prefetch_related_objects([item], "item_subjects__subject", "tags", "authors__person")
    forget_places(item)


def what_one_may_do(item: Item, reader: Reader) -> dict[str, Any]:
    may_edit = can_edit(reader, item)
    return {
        "can_edit": may_edit,
        "can_endorse": item.endorsed_at is None and can_endorse(reader, item),
        "is_asked_to_check": item.trust in {"due", "overdue"} and can_confirm(reader, item),
        "can_confirm": can_confirm(reader, item),
        "can_hand_over": can_hand_over(reader, item),
        "can_discard": can_discard(reader, item),
        "steps": open_steps(item, reader),
        "returned": last_return(item) if may_edit else None,
        "draft": item.draft if may_edit and item.published_id else None,
        "asks_reading": can_acknowledge(reader, item),
        "acknowledged": acknowledged(item, reader),
    }


def open_steps(item: Item, reader: Reader) -> list[Step]:
    """The steps this reader may take now: of the draft if there is one, else of the item."""
    flow = kind_of(item).flow
    states = {item.draft.state} if item.draft else set()
    if item.published_id:
        states.add(item.state)
    steps = [
        step for step in flow.steps if states.intersection(step.sources) and can_take(reader, item, step)
    ]
    return [step for step in steps if not (item.phase == Phase.DRAFT and not item.draft)]


def writing_steps(item: Item, reader: Reader) -> list[Step]:
    """What may be done with the text on the writing page, also where the next version is only about to begin."""
    if item.draft:
        return open_steps(item, reader)
    flow = kind_of(item).flow
    return [step for step in flow.steps_from(flow.first.name) if can_take(reader, item, step)]


def acknowledged(item: Item, reader: Reader) -> Acknowledgement | None:
    if not kind_of(item).does_offer("acknowledgement"):
        return None
    return item.acknowledgements.filter(version=item.published_id, person=standing(reader).person_id).first()


def related_to(item: Item, reader: Reader) -> list[Related]:
    """Items linked from here or to here, each once, that the reader may see."""
    links = Link.objects.touching(item.pk).values_list("source_id", "target_id", "meaning")
    meanings: dict[int, tuple[str, bool]] = {}
    for source, target, meaning in links:
        forth, back = Link.MEANINGS[meaning]
        other, said = (target, forth) if source == item.pk else (source, back)
        meanings.setdefault(other, (str(said), meaning == Link.TRANSLATION))
    if not meanings:
        return []
    seen = Item.objects.visible_to(reader).filter(pk__in=meanings, phase=Phase.PUBLISHED)
    return [Related(other, *meanings[other.pk]) for other in seen.order_by("title")[:12]]
