"""Everything that an item's page shows to one reader. How many questions it
asks the database is written in tests/test_query_counts.py."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cache, partial
from typing import Any

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.utils.translation import get_language

from lubuk.domains.library.approving import awaits, round_of
from lubuk.domains.library.folio import Folio, Key, folios, key_of, neighbours, read
from lubuk.domains.library.permissions import can_offer_template
from lubuk.domains.library.reading import read_version
from lubuk.domains.library.related import related_to
from lubuk.domains.library.returning import last_return
from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.completeness import Completeness, completeness_of
from lubuk.foundation.items.dublin_core import meta_names, terms_of
from lubuk.foundation.items.kinds.definition import Step
from lubuk.foundation.items.kinds.field_types.naming import PERSON, Names, names_instead, names_of_items
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Audience, Item, Link, Phase
from lubuk.foundation.items.permissions import (
    can_acknowledge,
    can_arrange,
    can_confirm,
    can_discard,
    can_edit,
    can_endorse,
    can_hand_over,
    can_read_next,
    can_take,
    forget_places,
    remember_places,
    takes_back_by_editing,
)
from lubuk.foundation.items.succession import ends_of, successors
from lubuk.shared.comments.permissions import takes_part
from lubuk.shared.comments.talking import talk
from lubuk.shared.dependents.permissions import can_translate
from lubuk.shared.dependents.reading import told_of
from lubuk.shared.duties.permissions import can_ask_somebody
from lubuk.shared.duties.queries import last_word
from lubuk.shared.duties.reckoning import due_for


def item_page(item_id: int, reader: Reader) -> dict[str, Any]:
    """One question to the database says what of it this reader may see: the item, and those it speaks of.

    Raises Http404.
    """
    key = key_of(item_id)
    folio = folios.get(key)
    seen = seen_by(reader, folio.neighbours if folio else (), key, item_id)
    item = seen.get(item_id)
    if item is None:
        raise Http404
    if folio is None or folio.published_id != item.published_id:
        folio = read(item)
        if item.published_id:
            folios.keep(key, folio)
        seen |= seen_by(reader, folio.neighbours, key)
    seen |= seen_by(reader, folio.beside.further(seen), key)
    furnish(item, folio)
    instead = successors(folio.withdrawn - seen.keys(), reader)
    there = {pk: one.title for pk, one in (instead | seen).items()}
    titles = {pk: there.get(pk) for pk in folio.mentioned}
    pointed_at = {pk: there[pk] for pk in folio.pointed_at if pk in there}
    names = names_on(folio, seen, reader) | names_instead(instead)
    context: dict[str, Any] = {
        "item": item,
        "version": folio.version,
        "kind": kind_of(item),
        # Called by the parts of the page that are drawn; those that are kept need no reading.
        "reading": cache(partial(read_version, item, folio.version, titles, names)),
        "titles": [sorted(titles.items()), sorted(pointed_at.items()), standing(reader).is_staff],
        "metadata": partial(metadata, item, folio, names),
        "may_be_kept": item.published_id is not None,  # a draft changes without an act
        "subjects": folio.subjects,
        "tags": folio.tags,
        "authors": folio.authors,
        "stewards": folio.stewards,
        "stand_ins": folio.stand_ins,
        "related": partial(related_to, item, folio.beside, seen),
        "wholes": wholes_of(folio, seen),
        "is_template": folio.is_template,
        "translations": (translations := translations_of(folio, seen)),
        "offered": offered(item, translations),
        "changed": told_of(folio.bases, seen),
        "related_ids": [pk for pk in (*folio.links, *folio.beside.near) if pk in seen],
        "successor": ends_of([item_id], reader).get(item_id) if item.phase == Phase.WITHDRAWN else None,
        "versions": folio.versions,
        "state": kind_of(item).flow.state(item.state),
    }
    if not standing(reader).is_signed_in:
        return context
    if takes_part(reader, item):
        context["talk"] = talk(item, reader)
    more = {"lacks": partial(lacks, item, folio), "into": may_be_translated_into(item, reader, translations)}
    return context | what_one_may_do(item, reader) | to_be_read(item, folio, reader) | more


def names_on(folio: Folio, seen: Mapping[int, Item], reader: Reader) -> Names:
    """What the fields point at, for this reader; only staff can open a colleague's page."""
    named = folio.named.known
    if not standing(reader).is_staff:
        named = {about: replace(one, url="") if about[0] == PERSON else one for about, one in named.items()}
    return Names(named) | names_of_items(seen[pk] for pk in folio.pointed_at if pk in seen)


def metadata(item: Item, folio: Folio, names: Names) -> list[tuple[str, str]]:
    """What harvesters read in the head of a page for everyone: nothing that this reader may not see."""
    if item.audience != Audience.PUBLIC or item.phase != Phase.PUBLISHED:
        return []
    about = [*map(str, folio.subjects), *folio.tags]
    people = [str(person) for person in (folio.owner, *folio.authors)]
    terms = terms_of(item, folio.version, names, about=about, people=people)
    for term, numbers in folio.succession.items():
        terms[term] = [*terms.get(term, ()), *numbers]
    return meta_names(terms)


def lacks(item: Item, folio: Folio) -> Completeness | None:
    """What the text being written, or else the one that is read, lacks to be complete; None when nothing."""
    found = completeness_of(item.draft or folio.version, kind_of(item), has_subjects=bool(folio.subjects))
    return found if found.missing else None


def seen_by(reader: Reader, beside: Collection[int], key: Key, *own: int) -> dict[int, Item]:
    """What of these the reader may see. The page's own item is always read, because of its draft; rows of what stands
    beside it are kept as folios are, and of them only whether is asked."""
    stamp, _day, _id = key
    known = {pk: row for pk in beside if (row := neighbours.get((stamp, pk)))}
    seen = Item.objects.seen_among({*own, *beside}, reader, known=known)
    for pk in seen.keys() - known.keys() - set(own):
        if stamp and seen[pk].published_id:
            neighbours.keep((stamp, pk), seen[pk])
    return seen


def furnish(item: Item, folio: Folio) -> None:
    """What the page asks the item for is in the folio already."""
    item.owner, item.unit, item.section = folio.owner, folio.unit, folio.section
    if item.published_id:
        item.published = folio.version
    else:
        item.draft = folio.version
    remember_places(item, folio.places)


def prefetch_places(item: Item) -> None:
    """Subjects, tags and authors: asked by the page and by each right."""
    prefetch_related_objects([item], "item_subjects__subject", "tags", "authors__person")
    forget_places(item)


def what_one_may_do(item: Item, reader: Reader) -> dict[str, Any]:
    may_edit = can_edit(reader, item)
    return {
        "can_edit": may_edit,
        "can_arrange": can_arrange(reader, item),
        "can_offer_template": can_offer_template(reader, item),
        "can_collect": standing(reader).is_staff,
        "can_endorse": item.endorsed_at is None and can_endorse(reader, item),
        "is_asked_to_check": item.trust in {"due", "overdue"} and can_confirm(reader, item),
        "can_confirm": can_confirm(reader, item),
        "can_hand_over": can_hand_over(reader, item),
        "can_discard": can_discard(reader, item),
        "steps": (steps := open_steps(item, reader)),
        "withdraws": [step for step in steps if kind_of(item).flow.withdraws(step)],
        "approvals": round_of(item) if may_edit or steps else None,
        "returned": last_return(item) if may_edit else None,
        "draft": item.draft if item.published_id and can_read_next(reader, item) else None,
    }


def to_be_read(item: Item, folio: Folio, reader: Reader) -> dict[str, Any]:
    """Whether this reader is asked to say that they have read it, by when, and what they said."""
    due = due_for(folio.duties, reader)
    asks = due is not None or can_acknowledge(reader, item)
    return {
        "asks_reading": asks,
        "read_by": due,
        "acknowledged": last_word(folio.counting, reader) if asks else None,
        "can_ask_to_read": can_ask_somebody(reader, item),
    }


def open_steps(item: Item, reader: Reader) -> list[Step]:
    """The steps this reader may take now: of the draft if there is one, else of the item."""
    flow = kind_of(item).flow
    states = {item.draft.state} if item.draft else set()
    if item.published_id:
        states.add(item.state)
    steps = [
        step
        for step in flow.steps
        if states.intersection(step.sources) and can_take(reader, item, step) and awaits(item, step, reader)
    ]
    return [step for step in steps if not (item.phase == Phase.DRAFT and not item.draft)]


def writing_steps(item: Item, reader: Reader) -> list[Step]:
    """What may be done with the text on the writing page, also where the next version is only about to begin, and
    where writing on takes the text back from its review."""
    if item.draft and not takes_back_by_editing(reader, item):
        return open_steps(item, reader)
    flow = kind_of(item).flow
    return [step for step in flow.steps_from(flow.first.name) if can_take(reader, item, step)]


def translations_of(folio: Folio, seen: Mapping[int, Item]) -> list[Item]:
    return [item for item in linked(folio, seen) if folio.links[item.pk][0] == Link.TRANSLATION]


def wholes_of(folio: Folio, seen: Mapping[int, Item]) -> list[Item]:
    """The collections and manuals that hold the item."""
    return [item for item in linked(folio, seen) if folio.links[item.pk][0] == Link.PART]


def offered(item: Item, translations: list[Item]) -> Item | None:
    """The translation in the reader's own language, where the page itself isn't."""
    language = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    own = [other for other in translations if other.language == language]
    return own[0] if own and item.language != language else None


def may_be_translated_into(item: Item, reader: Reader, translations: list[Item]) -> list[str]:
    if not can_translate(reader, item):
        return []
    there = {item.language, *(other.language for other in translations)}
    return [code for code, _name in settings.LANGUAGES if code not in there]


def linked(folio: Folio, seen: Mapping[int, Item]) -> list[Item]:
    there = (seen[pk] for pk in folio.links if pk in seen)
    return sorted((item for item in there if item.phase == Phase.PUBLISHED), key=title)


def title(item: Item) -> str:
    return item.title
