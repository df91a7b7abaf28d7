"""Reading the trail: whose acts an officer may read, and names in the place of numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.translation import gettext as _

from lubuk.domains.office.words import word_of_act
from lubuk.foundation.access.models import RoleName
from lubuk.foundation.accounts.models import Person, Reader
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Audience, Item
from lubuk.foundation.membership.queries import people_in_care_of
from lubuk.foundation.places.permissions import governed
from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.trail.models import Entry
from lubuk.foundation.units.models import Unit
from lubuk.ui.wording import day_words

REFERENCE = re.compile(r"\b(person|unit|subject|section) (\d+)\b")
UNTIL = re.compile(r"until (\d{4}-\d{2}-\d{2})")
ROLES = dict(RoleName.choices)
AUDIENCES = dict(Audience.choices)
MODELS = {"person": Person, "unit": Unit, "subject": Subject, "section": Section}


@dataclass(frozen=True, kw_only=True)
class TrailFilter:
    """What is asked of the trail; empty parts ask nothing."""

    person: Person | None = None
    number: str = ""
    act: str = ""
    first: date | None = None
    last: date | None = None


def entries_for(reader: Reader, asked: TrailFilter) -> QuerySet[Entry]:
    """Newest first."""
    entries = Entry.objects.filter(within_care_of(reader)).order_by("-id")
    if asked.person:
        entries = entries.filter(Q(actor_id=asked.person.pk) | Q(about=f"person {asked.person.pk}"))
    if asked.number:
        entries = entries.filter(item_id__in=Item.objects.filter(number__iexact=asked.number).values("pk"))
    if asked.act:
        entries = entries.filter(act=asked.act)
    if asked.first:
        entries = entries.filter(at__gte=start_of(asked.first))
    if asked.last:
        entries = entries.filter(at__lt=start_of(asked.last + timedelta(days=1)))
    return entries


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def within_care_of(reader: Reader) -> Q:
    """Acts of the institution's people, and acts on its pages, people and units, whoever did them."""
    institutions = governed(reader)
    if institutions is None:
        return Q()
    people = people_in_care_of(reader)
    units = Unit.objects.filter(institution_id__in=institutions)
    return (
        Q(actor_id__in=people.values("pk"))
        | Q(item_id__in=Item.objects.filter(unit__institution_id__in=institutions).values("pk"))
        | Q(about__in=references("person", people))
        | Q(about__in=references("unit", units))
        | Q(about__in=references("section", Section.objects.filter(unit__in=units)))
    )


def references(word: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    """ "unit 4" for each row, as a subquery: a province has thousands of units."""
    spelled = Concat(Value(f"{word} "), Cast(F("pk"), CharField()))
    found: QuerySet[Any] = rows.order_by().annotate(spelled=spelled).values("spelled")
    return found


@dataclass(frozen=True)
class Line:
    """An entry with names, for people."""

    entry: Entry
    who: str
    act: str
    item: Item | None  # only when the reader may see it
    about: str
    before: str
    after: str


def lines_of(entries: Iterable[Entry], reader: Reader) -> list[Line]:
    """Names are looked up once for all the entries, however many there are."""
    entries = list(entries)
    names = names_in(entries)
    ids = {entry.item_id for entry in entries if entry.item_id}
    items = Item.objects.visible_to(reader).in_bulk(ids)

    def named(words: str) -> str:
        return REFERENCE.sub(lambda found: names.get(found[0], found[0]), words)

    def said(entry: Entry, words: str) -> str:
        item = items.get(entry.item_id) if entry.item_id else None
        return named(in_words(entry.act, words, item))

    return [
        Line(
            entry=entry,
            who=names.get(f"person {entry.actor_id}", ""),
            act=word_of_act(entry.act),
            item=items.get(entry.item_id) if entry.item_id else None,
            about=named(entry.about),
            before=said(entry, entry.from_state),
            after=said(entry, entry.to_state),
        )
        for entry in entries
    ]


def in_words(act: str, words: str, item: Item | None) -> str:
    """The trail's codes ("review", "km_officer, unit 4") as the reader's language says them."""
    if act in {"RoleGiven", "RoleTaken"}:
        name, comma, rest = words.partition(", ")
        rest = UNTIL.sub(
            lambda found: _("until %(day)s") % {"day": day_words(date.fromisoformat(found[1]))}, rest
        )
        return f"{ROLES.get(name, name)}{comma}{rest}"
    if act == "AudienceChanged":
        return str(AUDIENCES.get(words, words))
    if act in {"Begun", "Stepped", "Published", "Discarded"} and item:
        known = {state.name: state for state in kind_of(item).flow.states}
        return str(known.get(words, words)).lower()
    return words


def names_in(entries: Iterable[Entry]) -> dict[str, str]:
    """ "unit 4" → "Network division". What is gone keeps its number."""
    wanted: defaultdict[str, set[int]] = defaultdict(set)
    for entry in entries:
        if entry.actor_id:
            wanted["person"].add(entry.actor_id)
        for words in (entry.about, entry.from_state, entry.to_state):
            for word, number in REFERENCE.findall(words):
                wanted[word].add(int(number))
    return {
        f"{word} {pk}": str(row)
        for word, ids in wanted.items()
        for pk, row in MODELS[word]._default_manager.in_bulk(ids).items()
    }
