"""Types that keep days: a day, and a period of which one end may be open."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.kinds.definition import FieldDefinition
from lubuk.foundation.items.kinds.field_types.base import FieldType, SortKey
from lubuk.foundation.items.kinds.field_types.composed import ComposedField, ComposedWidget
from lubuk.foundation.items.kinds.field_types.finding import Finder
from lubuk.foundation.items.kinds.field_types.naming import NO_NAMES, Names

OPEN = ".."  # an end that is not known or not over, as in ISO 8601-2


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def plain_day(text: str) -> date:
    """Raises ValidationError."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValidationError(
            _("“%(text)s” is not a day. Write it as 2026-11-24.") % {"text": text[:80]}
        ) from error


def is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def in_words(day: str) -> str:
    return words_in(get_language(), day)


@lru_cache(
    maxsize=10_000
)  # a table of a hundred rows says as many days, and the next page many of them again
def words_in(language: str | None, day: str) -> str:
    """`language` is the active one."""
    return date_format(date.fromisoformat(day), "j F Y")


class Date(FieldType):
    def form_field(
        self, definition: FieldDefinition, reader: Reader | None = None, was: Any = None
    ) -> forms.Field:
        return forms.DateField(widget=day_input())

    def to_json(self, value: date) -> str:
        return value.isoformat()

    def from_json(self, value: str) -> date:
        return date.fromisoformat(value)

    def fits(self, value: Any, definition: FieldDefinition) -> bool:
        return is_day(value)

    def html(self, value: Any, definition: FieldDefinition, names: Names = NO_NAMES) -> SafeString:
        return format_html('<p><time datetime="{}">{}</time></p>', value, in_words(value))

    def text(self, value: Any, definition: FieldDefinition, names: Names = NO_NAMES) -> str:
        return in_words(value)

    def order(self, value: Any, definition: FieldDefinition, names: Names) -> SortKey:
        return False, value, Decimal(0)

    def read_plain(self, text: str, definition: FieldDefinition, finder: Finder, was: Any) -> Any:
        return plain_day(text).isoformat()


class PeriodWidget(ComposedWidget):
    def decompress(self, value: Any) -> list[Any]:
        return [value.get("from"), value.get("to")] if value else [None, None]


def ends_of_period() -> tuple[str, str]:
    return pgettext("a period", "From"), pgettext("a period", "To")


class PeriodField(ComposedField):
    def __init__(self) -> None:
        ends = [forms.DateField(widget=day_input(), label=label) for label in ends_of_period()]
        super().__init__(ends, PeriodWidget, "period")

    def compress(self, data_list: list[Any]) -> dict[str, str] | None:
        first, last = data_list or (None, None)
        return period(first, last)


def period(first: date | None, last: date | None) -> dict[str, str] | None:
    """Raises ValidationError when it ends before it begins."""
    if first and last and last < first:
        raise ValidationError(_("The last day is before the first. Change one of them."))
    ends = {"from": first, "to": last}
    return {name: day.isoformat() for name, day in ends.items() if day} or None


class Period(FieldType):
    """Kept as {"from": "2026-01-05", "to": "2026-03-01"}, one of which may be missing; a cell says
    "2026-01-05/2026-03-01", with ".." for the end that is open."""

    in_rows = False

    def form_field(
        self, definition: FieldDefinition, reader: Reader | None = None, was: Any = None
    ) -> forms.Field:
        return PeriodField()

    def fits(self, value: Any, definition: FieldDefinition) -> bool:
        return (
            isinstance(value, dict)
            and bool(value)
            and all(name in ("from", "to") and is_day(day) for name, day in value.items())
        )

    def text(self, value: Any, definition: FieldDefinition, names: Names = NO_NAMES) -> str:
        ends = {name: in_words(day) for name, day in value.items()}
        if len(ends) == 2:
            return ends["from"] if value["from"] == value["to"] else "{from} – {to}".format(**ends)
        return (
            _("since %(day)s") % {"day": ends["from"]}
            if "from" in ends
            else _("until %(day)s") % {"day": ends["to"]}
        )

    def order(self, value: Any, definition: FieldDefinition, names: Names) -> SortKey:
        """By the day on which it began; what has always been so comes first."""
        return False, value.get("from", ""), Decimal(0)

    def to_plain(self, value: Any, definition: FieldDefinition, names: Names = NO_NAMES) -> str:
        return f"{value.get('from', OPEN)}/{value.get('to', OPEN)}"

    def read_plain(self, text: str, definition: FieldDefinition, finder: Finder, was: Any) -> Any:
        first, stroke, last = (part.strip() for part in text.partition("/"))
        days = [
            plain_day(end) if end not in ("", OPEN) else None for end in (first, last if stroke else first)
        ]
        return period(days[0], days[1])
