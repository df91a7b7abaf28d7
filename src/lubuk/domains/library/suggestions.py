"""What the writing page suggests for the text that stands on it, saved or not."""

from __future__ import annotations

from dataclasses import dataclass

from lubuk.domains.library.submitting import Sheet
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.ids import id_in
from lubuk.foundation.items.actions.placing import words_of
from lubuk.foundation.items.models import Item
from lubuk.foundation.richtext.plain import to_text
from lubuk.shared.suggestions.naming import Text
from lubuk.shared.suggestions.suggesting import Suggestion, TagSuggestion, subjects_for, tags_for


@dataclass(frozen=True)
class Suggestions:
    subjects: list[Suggestion]
    tags: list[TagSuggestion]


def suggestions_for(sheet: Sheet, person: Person, item: Item | None) -> Suggestions:
    """Without those that are chosen already."""
    text = text_of(sheet)
    chosen = [pk for said in sheet.sent.getlist("subjects") if (pk := id_in(said))]
    tags = [word.strip() for word in sheet.sent.get("tags", "").split(",")]
    number = item.pk if item else 0
    return Suggestions(
        subjects_for(text, person, but=chosen, item_id=number),
        tags_for(text, person, but=[*tags, *(words_of(item) if item else ())], item_id=number),
    )


def text_of(sheet: Sheet) -> Text:
    """As far as it can be read: a form with mistakes has a text too."""
    sheet.writing.is_valid()
    written = sheet.writing.cleaned_data
    rich = [to_text(str(written.get(field.name, ""))) for field in sheet.writing.text_fields]
    return Text(
        title=written.get("title", ""),
        summary=written.get("summary", ""),
        body="\n".join(rich),
        language=sheet.sent.get("language", "")[:10] or sheet.person.language,
    )
