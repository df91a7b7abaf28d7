"""What an item's page shows to every reader alike, read once and kept until somebody does something.

Only of published items, and nothing of a next version that is being written: drafts are saved without a
word to the trail. Whether a reader may see the item, and what else of it all they may see, is asked anew
each time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.utils import timezone

from lubuk.domains.library.reading import rich_texts
from lubuk.domains.library.related import Beside, beside
from lubuk.foundation.access.models import Role
from lubuk.foundation.access.phrases import Places
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.kinds.conditions import references_in
from lubuk.foundation.items.kinds.field_types.naming import ITEM, Names, ids_of, names_for_all
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Audience, Author, Item, ItemSubject, Link, Phase, Version
from lubuk.foundation.items.permissions import places_of
from lubuk.foundation.items.queries import ItemQuerySet
from lubuk.foundation.items.stewards import officers_of, stewards_of
from lubuk.foundation.richtext.references import items_in
from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.trail.stamp import stamp
from lubuk.foundation.units.models import Unit
from lubuk.shared.dependents.reading import RestsOn, changed_bases
from lubuk.shared.duties.models import Duty
from lubuk.shared.duties.queries import counting_versions
from lubuk.ui.keeping import Kept

MOST = 2_000  # folios of a process: some 20 kB each
MOST_NEIGHBOURS = 10_000  # some 3 kB each
VERSIONS_SHOWN = 3
# That it holds this one, then what people say the two are to each other, then that one mentions the other.
WEIGHT = {Link.PART: 0, Link.MENTIONS: 2}


@dataclass(frozen=True)
class Folio:
    """Shared by requests, so nothing of it may be changed."""

    published_id: int | None
    owner: Person
    unit: Unit
    section: Section | None
    version: Version
    subjects: list[Subject]
    tags: list[str]
    authors: list[Person]
    stewards: list[Role]
    stand_ins: list[Person]  # the KM officers, where no steward is left and the owner has gone
    versions: list[Version]
    # By the item at the other end: the meaning, and from which side it is read.
    links: dict[int, tuple[str, int]]
    beside: Beside
    # Numbers of pages for everyone, by the Dublin Core term that says what they are to this one.
    succession: dict[str, list[str]]
    mentioned: frozenset[int]  # items that the text speaks of
    named: Names  # people, units and subjects that the fields point at
    pointed_at: frozenset[int]  # items that the fields point at
    withdrawn: frozenset[int]  # of both, those that were taken away from their readers
    places: Places
    is_template: bool
    bases: list[RestsOn]  # what has changed of what the item rests on
    duties: list[Duty]  # who is asked to read it, with those named
    counting: dict[int, int]  # the versions that who has read one has read what is in force, number by id

    @property
    def neighbours(self) -> set[int]:
        return {
            *self.links,
            *self.beside.foremost,
            *self.mentioned,
            *self.pointed_at,
            *(basis.source_id for basis in self.bases),
        }


folios = Kept[Folio](MOST)
neighbours = Kept[Item](MOST_NEIGHBOURS)
type Key = tuple[str, date, int]


def key_of(item_id: int) -> Key:
    """The day is in it because roles end. To be asked before the item is read."""
    return stamp(), timezone.localdate(), item_id


def read(item: Item) -> Folio:
    """From an item whose published version, if there is one, comes along."""
    item = with_what_hangs_on_it().get(pk=item.pk)
    version = item.published or item.draft
    assert version is not None  # an item is begun with its first version
    subjects = [row.subject for row in item.item_subjects.all()]
    references = references_in(kind_of(item), version.fields)
    versions = item.versions.exclude(published_at=None).defer("body", "fields").select_related("author")
    mentioned = frozenset(pk for text in rich_texts(item, version) for pk in items_in(text))
    pointed_at = frozenset(ids_of(ITEM, references))
    stewards = stewards_of(item, subjects)
    duties = list(Duty.objects.open().filter(item=item).prefetch_related("people"))
    is_to_be_read = duties or kind_of(item).does_offer("acknowledgement")
    return Folio(
        published_id=item.published_id,
        owner=item.owner,
        unit=item.unit,
        section=item.section,
        version=version,
        subjects=subjects,
        tags=[tag.word for tag in item.tags.all()],
        authors=[author.person for author in item.authors.all()],
        stewards=stewards,
        stand_ins=[] if stewards or item.owner.is_active else officers_of(item),
        versions=list(versions[:VERSIONS_SHOWN]),
        links=(links := links_of(item)),
        beside=beside(item, links, subjects),
        succession=succession_of(item, links),
        mentioned=mentioned,
        named=names_for_all(references, links_people=True),
        pointed_at=pointed_at,
        withdrawn=withdrawn_among(mentioned | pointed_at),
        places=places_of(item),
        is_template=hasattr(item, "template"),
        bases=changed_bases(item),
        duties=duties,
        counting=counting_versions(item) if is_to_be_read else {},
    )


def with_what_hangs_on_it() -> ItemQuerySet:
    """Subjects and authors are asked for by the page and by the rights: once for both."""
    items = Item.objects.select_related("owner__unit", "unit", "section", "published__author", "template")
    subjects = Prefetch("item_subjects", ItemSubject.objects.select_related("subject"))
    return items.prefetch_related(subjects, Prefetch("authors", Author.objects.select_related("person")))


def withdrawn_among(ids: frozenset[int]) -> frozenset[int]:
    found = Item.objects.filter(pk__in=ids, phase=Phase.WITHDRAWN) if ids else Item.objects.none()
    return frozenset(found.values_list("pk", flat=True))


def links_of(item: Item) -> dict[int, tuple[str, int]]:
    """Items linked from here or to here, each once: by what says most of the two (`WEIGHT`).

    What this one holds may be thousands: `contents` asks for it a page at a time.
    """
    links: dict[int, tuple[str, int]] = {}
    touching = Link.objects.touching(item.pk).exclude(source=item, meaning=Link.PART)
    rows = touching.values_list("source_id", "target_id", "meaning")
    for source, target, meaning in sorted(rows, key=lambda row: WEIGHT.get(row[2], 1)):
        links.setdefault(*((target, (meaning, 0)) if source == item.pk else (source, (meaning, 1))))
    return links


def succession_of(item: Item, links: dict[int, tuple[str, int]]) -> dict[str, list[str]]:
    """What it replaces and what replaces it, for harvesters of a public page: a withdrawn page has its old number."""
    if item.audience != Audience.PUBLIC or not any(said == Link.REPLACES for said, _side in links.values()):
        return {}
    public = Item.objects.filter(audience=Audience.PUBLIC)
    after = public.published().filter(links_out__target=item, links_out__meaning=Link.REPLACES)
    before = public.filter(
        links_in__source=item, links_in__meaning=Link.REPLACES, phase__in=(Phase.PUBLISHED, Phase.WITHDRAWN)
    )
    return {
        term: list(items.order_by("number").values_list("number", flat=True))
        for term, items in (("replaces", before), ("isReplacedBy", after))
    }
