"""What a published page says itself, as plain words. What its files say they say of many pages, so it doesn't count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lubuk.foundation.items.kinds.field_types.naming import Names
from lubuk.foundation.items.models import Audience, Item, Version
from lubuk.foundation.richtext.plain import to_text
from lubuk.shared.likeness.measuring import Shingles, shingles
from lubuk.shared.search.analysis import Language, language_of
from lubuk.shared.search.documents import fields_of

NAMELESS = Names({}, tells_unseen=False)  # whom a field names is no prose


@dataclass(frozen=True)
class Text:
    item_id: int
    title: str
    words: str  # the title is among them
    language: Language
    is_for_named_people: bool

    @property
    def shingles(self) -> Shingles:
        return shingles(self.words, self.language)


def published_texts(item_ids: Iterable[int]) -> list[Text]:
    """In one question. Without those that are not published."""
    items = Item.objects.published().select_related("published").filter(pk__in=list(item_ids))
    return [text_of(item, item.published) for item in items if item.published]


def text_of(item: Item, version: Version) -> Text:
    fields = (words for words, _weight in fields_of(item, version, NAMELESS))
    parts = [version.title, version.summary, *fields, to_text(version.body)]
    return Text(
        item_id=item.pk,
        title=version.title,
        words="\n".join(filter(None, parts)),
        language=language_of(item.language),
        is_for_named_people=item.audience == Audience.PEOPLE,
    )
