"""Where an item stands, who owns and writes it, and who may see it."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.announcing import announce
from lubuk.foundation.items.actions.acting import act
from lubuk.foundation.items.announcements import AudienceChanged, HandedOver, Placed
from lubuk.foundation.items.completeness import completeness_of
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Audience, Author, Item, ItemSubject, NamedReader, Tag, TagAlias
from lubuk.foundation.items.permissions import (
    ask_places_again,
    beside,
    can_change_audience,
    can_hand_over,
    can_place,
    can_place_in,
    needs_publisher,
)
from lubuk.foundation.prepared import read_by_key
from lubuk.foundation.refusal import NotAllowed, Refused, require
from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.units.closing import refuse_closed
from lubuk.foundation.units.models import Unit

MAX_TAGS = 12


@act
def change_audience(item: Item, audience: str, *, by: Person, readers: Iterable[Person] = ()) -> None:
    """Who may see the item from now on. `readers` counts for the audience "people" only."""
    require(can_change_audience(by, item))
    if audience not in kind_of(item).audiences:
        raise Refused(_("This kind of page can't have that audience. Choose another one."))
    people = {person.pk: person for person in readers} if audience == Audience.PEOPLE else {}
    wanted = set(people)
    named = {row.person_id for row in beside(item, "named_readers", NamedReader)}
    if audience == item.audience and wanted == named:
        return
    new = [people[pk] for pk in wanted - named]
    if needs_publisher(by, item, audience, new):
        raise NotAllowed(
            _("This page was reviewed for fewer readers. Ask whoever publishes it to open it to more.")
        )
    before, item.audience = item.audience, audience
    item.save(update_fields=["audience"])
    if named - wanted:
        item.named_readers.exclude(person_id__in=wanted).delete()
    NamedReader.objects.bulk_create(NamedReader(item=item, person_id=pk) for pk in wanted - named)
    announce(AudienceChanged(item=item, by=by, from_state=before, to_state=audience))


@act
def place(
    item: Item,
    *,
    by: Person,
    unit: Unit,
    section: Section | None = None,
    subjects: Iterable[Subject] = (),
    tags: Iterable[str] = (),
    language: str = "",
) -> None:
    """Put the item with a unit and on a shelf, and say what it is about."""
    require(can_place(by, item))
    require(can_place_in(by, item, unit), _("Choose a unit of your own institution."))
    if unit.pk != item.unit_id:
        refuse_closed(unit)
    subject_ids = {subject.pk for subject in subjects}
    words, named = now_called(clean_tags(tags))
    subject_ids |= named
    in_subjects, has_words = subjects_of(item), words_of(item)
    before = (item.unit_id, item.section_id, item.language, in_subjects, has_words)
    item.unit, item.section, item.language = unit, section, language or item.language
    if before == (unit.pk, item.section_id, item.language, subject_ids, set(words)):
        return
    item.save(update_fields=["unit", "section", "language"])
    if in_subjects - subject_ids:
        item.item_subjects.exclude(subject_id__in=subject_ids).delete()
    ItemSubject.objects.bulk_create(ItemSubject(item=item, subject_id=pk) for pk in subject_ids - in_subjects)
    if has_words - set(words):
        item.tags.exclude(word__in=words).delete()
    Tag.objects.bulk_create(Tag(item=item, word=word) for word in words if word not in has_words)
    ask_places_again(item)
    reckon(item)
    announce(Placed(item=item, by=by))


def reckon(item: Item) -> None:
    """How complete its texts are, again: subjects may count, or the kind asks for something else now."""
    kind, has_subjects = kind_of(item), bool(subjects_of(item))
    for version in filter(None, (item.draft, item.published)):
        percent = completeness_of(version, kind, has_subjects=has_subjects).percent
        if percent != version.completeness:
            version.completeness = percent
            version.save(update_fields=["completeness"])


def subjects_of(item: Item) -> set[int]:
    return {row.subject_id for row in beside(item, "item_subjects", ItemSubject)}


def words_of(item: Item) -> set[str]:
    return {tag.word for tag in beside(item, "tags", Tag)}


def clean_tags(tags: Iterable[str]) -> list[str]:
    """Small letters, single spaces, each once, in the order given."""
    words = dict.fromkeys(" ".join(tag.split()).lower()[:60] for tag in tags)
    kept = [word for word in words if word]
    if len(kept) > MAX_TAGS:
        raise Refused(_("Choose the %(most)s tags that say most.") % {"most": MAX_TAGS})
    return kept


def now_called(words: list[str]) -> tuple[list[str], set[int]]:
    """Words that were merged are taken as what they became: another tag, or a subject."""
    became = read_by_key(TagAlias, words)
    named = {alias.subject_id for alias in became.values() if alias.subject_id}
    kept = [became[word].into if word in became else word for word in words]
    return list(dict.fromkeys(word for word in kept if word)), named


@act
def hand_over(item: Item, to: Person, *, by: Person, reason: str = "") -> None:
    """`to` owns the item from now on; the owner before stays among its authors."""
    require(can_hand_over(by, item), _("Its owner or a steward hands a page over."))
    if not to.is_active or to.unit_id is None:
        raise Refused(_("Only a colleague with a unit can own a page."))
    before, item.owner = item.owner, to
    item.save(update_fields=["owner"])
    Author.objects.get_or_create(item=item, person=before)
    Author.objects.filter(item=item, person=to).delete()
    ask_places_again(item)
    announce(HandedOver(item=item, by=by, reason=reason, from_state=before.username, to_state=to.username))


@act
def name_authors(item: Item, people: Iterable[Person], *, by: Person) -> None:
    """The colleagues who write the item together with its owner. Who was named before and has left may stay."""
    require(can_place(by, item))
    named = {person.pk: person for person in people if person.pk != item.owner_id}
    wanted = set(named)
    there = set(Author.objects.filter(item=item).values_list("person_id", flat=True))
    outside = [named[pk].name for pk in wanted - there if not named[pk].is_active or not named[pk].unit_id]
    if outside:
        raise Refused(
            _("Only colleagues with a unit write a page together. Leave out: %(names)s.")
            % {"names": ", ".join(sorted(outside))}
        )
    item.authors.exclude(person_id__in=wanted).delete()
    Author.objects.bulk_create(Author(item=item, person_id=pk) for pk in wanted - there)
    ask_places_again(item)
    announce(Placed(item=item, by=by))
