"""The form of a kind's register: what its table shows at first, in which order, and what its filter asks first."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from lubuk.domains.kinds.forms import Said, ShapingForm
from lubuk.domains.kinds.part_forms import as_is
from lubuk.domains.kinds.saying import column_words
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.files import FILES
from lubuk.foundation.items.kinds.register_columns import OF_EVERY_ITEM, UNORDERED, has_few_answers
from lubuk.foundation.items.kinds.rows import Column, RowsField

LAST_FIRST = "-"

type Choices = list[tuple[str, Any]]


class RegisterForm(ShapingForm):
    def __init__(self, said: Said, revision: int, kind: Kind, *args: Any, **kwargs: Any) -> None:
        super().__init__(said, revision, *args, **kwargs)
        self.kind = kind
        register = said.get("register", {})
        self.named(
            "columns", _("Columns"), register.get("columns", []), columns_of(kind),
            _("In this order; the title always stands first. None: the short fields, unit and day."),
        )  # fmt: skip
        sort = register.get("sort", "")
        orders = [(name, words) for name, words in columns_of(kind) if is_ordered(kind, name)]
        self.choose("sort", _("In the order of"), [("", _("Title")), *(each for each in orders if each[0] != "title")],
                    required=False, initial=sort.removeprefix(LAST_FIRST))  # fmt: skip
        self.fields["last_first"] = forms.BooleanField(
            label=_("The last first: the newest day, the highest number"), required=False,
            initial=sort.startswith(LAST_FIRST),
        )  # fmt: skip
        self.named(
            "facets", _("What its filter asks first"), register.get("facets", []), asked_first(kind),
            _("None: all that have few answers to choose from."),
        )  # fmt: skip

    def named(self, name: str, label: str, was: list[str], choices: Choices, help_text: str) -> None:
        """A short list in an order: a row each."""
        known = [each for each, _words in choices]
        more = [(each, column_words(self.kind, each)) for each in was if each not in known]
        column = Column(
            _("Column"), forms.ChoiceField(choices=[("", "–"), *choices, *more], required=False), as_is, as_is
        )
        self.fields[name] = RowsField({"name": column}, label=label, required=False, help_text=help_text,
                                      initial=[{"name": each} for each in was])  # fmt: skip

    def clean(self) -> Said:
        cleaned: Said = super().clean() or self.cleaned_data
        for name in ("columns", "facets"):
            names = [row["name"] for row in cleaned.get(name, [])]
            if len(set(names)) < len(names):
                self.add_error(name, _("Choose each of them once."))
        return cleaned

    def into(self, said: Said) -> Said:
        c = self.cleaned_data
        order = c["sort"] or ("title" if c["last_first"] else "")
        register = {
            "columns": [row["name"] for row in c["columns"]],
            "sort": f"{LAST_FIRST if c['last_first'] else ''}{order}",
            "facets": [row["name"] for row in c["facets"]],
        }
        return {**said, "register": register}


def columns_of(kind: Kind) -> Choices:
    own = [(field.name, str(field)) for field in kind.fields if field != FILES]
    return [*own, *((name, words) for name, (_type, words) in OF_EVERY_ITEM.items() if not kind.field(name))]


def is_ordered(kind: Kind, name: str) -> bool:
    return type_of(kind, name) not in UNORDERED


def asked_first(kind: Kind) -> Choices:
    return [(name, words) for name, words in columns_of(kind) if has_few_answers(type_of(kind, name))]


def type_of(kind: Kind, name: str) -> str:
    field = kind.field(name)
    return field.type if field else OF_EVERY_ITEM[name][0]


def register_words(kind: Kind) -> list[tuple[str, str]]:
    """What the kind's page says of it, a row each; nothing for what is left to the house."""
    columns = ", ".join(column_words(kind, name) for name in kind.register_columns)
    order = column_words(kind, kind.register_sort.removeprefix(LAST_FIRST)) if kind.register_sort else ""
    if kind.register_sort.startswith(LAST_FIRST):
        order = _("%(column)s, the last first") % {"column": order}
    facets = ", ".join(column_words(kind, name) for name in kind.register_facets)
    said = [(_("Columns"), columns), (_("In the order of"), order), (_("What its filter asks first"), facets)]
    return [(label, words) for label, words in said if words]
