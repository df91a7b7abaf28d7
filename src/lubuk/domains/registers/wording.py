"""A filter in words, for the chip that takes it away again."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from lubuk.domains.registers.asking import Filter
from lubuk.foundation.items.kinds.conditions import said_of as answer_words
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.units.models import Unit
from lubuk.ui.wording import day_words


def said_of(one: Filter) -> str:
    return f"{one.column.label}: {'; '.join(parts(one))}"


def parts(one: Filter) -> list[str]:
    said = [answers_in_words(one)] if one.answers else []
    said += [f"“{one.words}”"] if one.words else []
    low, high = (limit_in_words(one, end) for end in (one.low, one.high))
    if low and high:
        said.append(f"{low} – {high}")
    elif low:
        said.append(_("from %(limit)s") % {"limit": low})
    elif high:
        said.append(_("up to %(limit)s") % {"limit": high})
    if one.filled:
        said.append(_("filled") if one.filled == "filled" else _("empty"))
    return said


def answers_in_words(one: Filter) -> str:
    if one.column.asked == "any":
        return ", ".join(answer_words(answer, one.column.definition) for answer in one.answers)
    model: Any = Unit if one.column.definition.type == "unit" else Subject
    return ", ".join(str(node) for node in model.objects.filter(slug__in=one.answers)) or _("not here")


def limit_in_words(one: Filter, end: str) -> str:
    return day_words(date.fromisoformat(end)) if end and one.column.asked == "days" else end
