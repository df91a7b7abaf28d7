"""What the files of a text say of themselves, offered for the fields that are still empty. Nothing is taken unasked.

The words come from `Content.about`, which a process with limits has read: Dublin Core terms, as a kind's fields may name
them too (`dublin_core`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils.dateparse import parse_date
from django.utils.formats import date_format

from lubuk.domains.library.submitting import Sheet
from lubuk.foundation.items.forms import PREFIX
from lubuk.foundation.items.models import Item
from lubuk.shared.attachments.enclosed import key_of, keys_in
from lubuk.shared.attachments.models import Attachment, Reading

TAKE = "take:"  # before the name of a form's field, as the value of a button
SAID_AS = {"created": "date", "issued": "date"}  # finer terms for what files know as their date
WORDS = ("text", "long-text")


@dataclass(frozen=True)
class Offer:
    """`value` is as the form takes it, `shown` as a person reads it."""

    field: str
    label: str
    value: str
    shown: str
    file: str


@dataclass(frozen=True)
class FromFiles:
    offers: list[Offer]
    is_waiting: bool  # a file has not been read yet


def from_files(sheet: Sheet, item: Item | None) -> FromFiles:
    """One offer a field: of several files the first one that says something."""
    files = files_of(sheet, item)
    found: dict[str, Offer] = {}
    for attachment in files:
        for offer in offers_of(attachment, sheet):
            found.setdefault(offer.field, offer)
    return FromFiles(list(found.values()), any(one.content.reading == Reading.WAITING for one in files))


def files_of(sheet: Sheet, item: Item | None) -> list[Attachment]:
    """Those of the text, and those that its writer has sent; nobody else's, whatever keys are sent."""
    keys = keys_sent(sheet.sent) if sheet.writing.is_bound else keys_kept(item)
    mine = Q(uploaded_by=sheet.person) | Q(item=item, item__isnull=False)
    found = {one.key: one for one in Attachment.objects.filter(mine, key__in=keys).select_related("content")}
    return [found[key] for key in keys if key in found]


def keys_sent(sent: Mapping[str, Any]) -> list[UUID]:
    return [key for name, value in sent.items() if name.endswith("-file") and (key := key_of(value))]


def keys_kept(item: Item | None) -> list[UUID]:
    version = item and (item.draft or item.published)
    return keys_in(version.fields) if version else []


def offers_of(attachment: Attachment, sheet: Sheet) -> Iterator[Offer]:
    about, name = attachment.content.about, attachment.given_name
    for field, label, said in (*fixed(sheet, about), *named(sheet, about)):
        if said and not is_written(sheet, field):
            yield Offer(field, label, said, shown(said), name)
    language = str(about.get("language", ""))[:2].lower()
    languages = dict(settings.LANGUAGES)
    if language in languages and sheet.place["language"].value() != language:
        yield Offer("language", str(sheet.place["language"].label), language, str(languages[language]), name)


def fixed(sheet: Sheet, about: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for field, term in (("title", "title"), ("summary", "description")):
        yield field, str(sheet.writing[field].label), str(about.get(term, ""))


def named(sheet: Sheet, about: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for field in sheet.kind.fields:
        term = SAID_AS.get(field.dublin_core, field.dublin_core)
        said = str(about.get(term, "")) if term else ""
        if PREFIX + field.name in sheet.writing.fields and fits(field.type, said):
            yield PREFIX + field.name, str(field), said


def fits(type_name: str, said: str) -> bool:
    """A paper's extent is its number of pages; a picture's is no number."""
    is_count = type_name == "number" and said.isascii() and said.isdigit()
    return is_count or (type_name == "date" and is_date(said)) or type_name in WORDS


def is_written(sheet: Sheet, field: str) -> bool:
    return bool(str(sheet.writing[field].value() or "").strip())


def is_date(said: str) -> bool:
    try:
        return parse_date(said) is not None
    except ValueError:
        return False


def shown(said: str) -> str:
    day = parse_date(said) if is_date(said) else None
    return date_format(day, "j F Y") if day else said


def taken_over(sheet: Sheet, item: Item | None, field: str) -> Any:
    """What was sent, with what the file says of this field; as it was where the field isn't offered any more."""
    offer = next((one for one in from_files(sheet, item).offers if one.field == field), None)
    sent = sheet.sent.copy()
    if offer:
        sent[field] = offer.value
    return sent
