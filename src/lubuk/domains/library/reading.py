"""A version made ready for one reader: fields and text as HTML, references resolved by what that reader may
see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.safestring import SafeString, mark_safe

from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.kinds.conditions import references_in, written
from lubuk.foundation.items.kinds.definition import FieldDefinition
from lubuk.foundation.items.kinds.field_types.naming import Names, names_for
from lubuk.foundation.items.kinds.fields import FIELD_TYPES
from lubuk.foundation.items.kinds.files import FILES
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Item, Version
from lubuk.foundation.items.succession import successors
from lubuk.foundation.labels import in_language
from lubuk.foundation.richtext.display import Heading, prepare
from lubuk.foundation.richtext.plain import reading_minutes
from lubuk.foundation.richtext.references import items_in
from lubuk.shared.attachments.lookup import files_of
from lubuk.shared.attachments.models import Attachment
from lubuk.shared.attachments.showing import FilesShown, shown_in

RICH, FILE = "rich-text", "file"

type Titles = Mapping[int, str | None]


@dataclass(frozen=True)
class Part:
    """One typed field as it is read."""

    definition: FieldDefinition
    html: SafeString

    @property
    def label(self) -> str:
        return str(self.definition)

    @property
    def is_short(self) -> bool:
        return not FIELD_TYPES[self.definition.type].is_long


@dataclass(frozen=True)
class Reading:
    shown: FilesShown  # the kind's own fields for files: what the page is about
    enclosed: FilesShown  # what hangs on the text
    facts: list[Part]  # short fields, shown side by side
    parts: list[Part]  # long fields, each a section of the story
    body: SafeString
    body_label: str
    headings: list[Heading]
    minutes: int


def read_version(
    item: Item,
    version: Version,
    titles: Titles,
    names: Names,
    files: Mapping[UUID, Attachment] | None = None,
) -> Reading:
    """`titles` has the items that the texts mention: None for those this reader may not see (`titles_for`).
    `names` has what the fields point at, as far as this reader may know (`names_of`). `files` has the version's own,
    where they were asked for with those of others."""
    kind = kind_of(item)
    parts, attached = [], files_of(item, version) if files is None else files
    for definition, field_type, value in written(kind, version.fields):
        if definition.type == FILE:
            continue
        if definition.type == RICH:
            html = prepare(value, titles=titles).html
        else:
            html = field_type.html(value, definition, names)
        parts.append(Part(definition, mark_safe(html)))  # noqa: S308 - sanitised or escaped by its type
    prepared = prepare(version.body, titles=titles)
    return Reading(
        shown=shown_in(
            [f for f in kind.fields if f.type == FILE and f != FILES], version, attached, item.language
        ),
        enclosed=shown_in([FILES], version, attached),
        facts=[part for part in parts if part.is_short],
        parts=[part for part in parts if not part.is_short],
        body=mark_safe(prepared.html),  # noqa: S308 - sanitised before it was kept
        body_label=in_language(kind.body_label),
        headings=prepared.headings,
        minutes=reading_minutes("".join(rich_texts(item, version))),
    )


def readings(items: Sequence[Item], reader: Reader) -> dict[int, Reading]:
    """The published texts of many items by their ids: as many questions as for one."""
    ids = [item.published_id for item in items if item.published_id]
    versions = {version.item_id: version for version in Version.objects.filter(pk__in=ids)}
    texts = [text for item in items if item.pk in versions for text in rich_texts(item, versions[item.pk])]
    titles = titles_for(texts, reader)
    there = [item for item in items if item.pk in versions]
    pointed_at = {found for item in there for found in references_in(kind_of(item), versions[item.pk].fields)}
    names = names_for(pointed_at, reader)
    return {item.pk: read_version(item, versions[item.pk], titles, names) for item in there}


def rich_texts(item: Item, version: Version) -> list[str]:
    fields = written(kind_of(item), version.fields)
    return [version.body, *(value for definition, _type, value in fields if definition.type == RICH)]


def names_of(item: Item, versions: Iterable[Version], reader: Reader) -> Names:
    """What the fields of these versions point at, in the words that the reader may be told."""
    kind = kind_of(item)
    return names_for({found for version in versions for found in references_in(kind, version.fields)}, reader)


def titles_for(texts: list[str], reader: Reader) -> dict[int, str | None]:
    """The titles of the items that the texts refer to, or of what is read in the place of withdrawn ones: None for
    those the reader may not see."""
    wanted = {pk for text in texts for pk in items_in(text)}
    if not wanted:
        return {}
    seen = dict(Item.objects.visible_to(reader).filter(pk__in=wanted).values_list("pk", "title"))
    seen |= {pk: item.title for pk, item in successors(wanted - seen.keys(), reader).items()}
    return {pk: seen.get(pk) for pk in wanted}
