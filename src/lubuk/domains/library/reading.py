"""A version made ready for one reader: fields and text as HTML, references resolved by what that reader may
see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.kinds.definition import FieldDefinition
from lubuk.foundation.items.kinds.fields import FIELD_TYPES
from lubuk.foundation.items.kinds.files import FILES
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Item, Version
from lubuk.foundation.labels import in_language
from lubuk.foundation.richtext.display import Heading, prepare
from lubuk.foundation.richtext.plain import reading_minutes
from lubuk.foundation.richtext.references import items_in
from lubuk.shared.attachments.lookup import files_of
from lubuk.shared.attachments.showing import FilesShown, shown_in

RICH, FILE = "rich-text", "file"


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
        return self.definition.type not in {"rich-text", "long-text", "rows"}


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


def read_version(item: Item, version: Version, titles: Mapping[int, str | None]) -> Reading:
    """`titles` has the items that the texts mention: None for those this reader may not see
    (`titles_for`)."""
    kind = kind_of(item)
    parts = []
    attached = files_of(item, version)
    for definition in kind.fields:
        value = version.fields.get(definition.name)
        if value is None or definition.type == FILE:
            continue
        if definition.type == RICH:
            html = prepare(value, titles=titles).html
        else:
            html = FIELD_TYPES[definition.type].html(value, definition)
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


def rich_texts(item: Item, version: Version) -> list[str]:
    rich = [definition.name for definition in kind_of(item).fields if definition.type == RICH]
    return [version.body, *(str(version.fields[name]) for name in rich if name in version.fields)]


def titles_for(texts: list[str], reader: Reader) -> dict[int, str | None]:
    """The titles of the items that the texts refer to: None for those the reader may not see."""
    wanted = {pk for text in texts for pk in items_in(text)}
    if not wanted:
        return {}
    seen = dict(Item.objects.visible_to(reader).filter(pk__in=wanted).values_list("pk", "title"))
    return {pk: seen.get(pk) for pk in wanted}
