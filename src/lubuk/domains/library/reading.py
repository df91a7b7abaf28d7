"""A version made ready for one reader: fields and text as HTML, references resolved by what that reader may
see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.kinds.definition import FieldDefinition
from lubuk.foundation.items.kinds.fields import FIELD_TYPES
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Item, Version
from lubuk.foundation.labels import in_language
from lubuk.foundation.richtext.display import Heading, prepare
from lubuk.foundation.richtext.plain import reading_minutes
from lubuk.foundation.richtext.references import items_in

RICH = "rich-text"


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
    for definition in kind.fields:
        value = version.fields.get(definition.name)
        if value is None:
            continue
        if definition.type == RICH:
            html = prepare(value, titles=titles).html
        else:
            html = FIELD_TYPES[definition.type].html(value, definition)
        parts.append(Part(definition, mark_safe(html)))  # noqa: S308 - sanitised or escaped by its type
    prepared = prepare(version.body, titles=titles)
    return Reading(
        facts=[part for part in parts if part.is_short],
        parts=[part for part in parts if not part.is_short],
        body=mark_safe(prepared.html),  # noqa: S308 - sanitised before it was kept
        body_label=in_language(kind.body_label),
        headings=prepared.headings,
        minutes=reading_minutes("".join(rich_texts(item, version))),
    )


def readings(items: Sequence[Item], reader: Reader) -> dict[int, Reading]:
    """The published texts of many items by their ids: two questions for all of them."""
    ids = [item.published_id for item in items if item.published_id]
    versions = {version.item_id: version for version in Version.objects.filter(pk__in=ids)}
    texts = [text for item in items if item.pk in versions for text in rich_texts(item, versions[item.pk])]
    titles = titles_for(texts, reader)
    return {item.pk: read_version(item, versions[item.pk], titles) for item in items if item.pk in versions}


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
