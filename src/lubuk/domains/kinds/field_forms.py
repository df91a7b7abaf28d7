"""The form of a field, and of a column of a table, which is a field that asks for less."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _

from lubuk.domains.kinds.condition_forms import (
    answers_before,
    are_of_several,
    condition_of,
    moments_of,
    one_question_only,
    required_as,
    ticked,
)
from lubuk.domains.kinds.forms import LONGEST_HINT, Said
from lubuk.domains.kinds.part_forms import PartForm, as_is, free_name
from lubuk.domains.kinds.saying import file_words, type_words
from lubuk.foundation.items.kinds.dublin_core_terms import TERMS
from lubuk.foundation.items.kinds.field_types.currencies import CODES
from lubuk.foundation.items.kinds.field_types.registered import types_for_columns, types_for_many
from lubuk.foundation.items.kinds.marked import MAX_NUMBER
from lubuk.foundation.items.kinds.reading_fields import ACCEPTED, CHOICE
from lubuk.foundation.items.kinds.rows import Column, RowsField

YES = ("yes", "true")


class FieldForm(PartForm):
    id_key, labels_key, joint = "field", "label", "_"

    def ask(self) -> None:
        self.type = self.said["type"]
        self.add_words("label", _("What the field is called"), needed=True)
        self.ask_of_type()
        if self.type in types_for_many():
            self.fields["many"] = forms.BooleanField(label=_("Several may be given"), required=False,
                                                     initial=self.said.get("many") in YES)  # fmt: skip
        self.ask_when()
        self.add_words("help", _("Hint"), _("One sentence under the label."), most=LONGEST_HINT)
        self.add_words("example", _("An example of a good answer"), most=LONGEST_HINT)
        self.ask_rest()

    def ask_of_type(self) -> None:
        """What means something for this type alone."""
        said = self.said
        if self.type in ("choice", "choices"):
            self.fields["choices"] = RowsField(word_columns(), label=_("Answers to choose from"), required=True,
                                               initial=rows_of_choices(said))  # fmt: skip
        if self.type == "rows" and not self.name:
            self.fields["columns"] = RowsField(column_columns(), label=_("Its columns"), required=True,
                                               help_text=_("Hints, answers to choose from and more columns come next, "
                                                           "on the page of the field."))  # fmt: skip
        if self.type == "item":
            kinds = [(kind.key, kind.name) for kind in self.opened.after[0].values()]
            self.choose("of", _("Which kinds of page"), kinds, _("None ticked: every kind."), several=True,
                        initial=said.get("of", []))  # fmt: skip
        if self.type == "file":
            self.choose("accept", _("Which sorts of files"), [(sort, file_words(sort)) for sort in ACCEPTED],
                        _("None ticked: every sort."), several=True, initial=said.get("accept", []))  # fmt: skip
        if self.type == "money":
            of_kind = self.opened.said.get("currency", "")
            as_kind = (
                _("As the kind says: %(currency)s") % {"currency": of_kind} if of_kind else _("They choose")
            )
            self.choose("currency", _("Currency"), [("", as_kind), *((c, c) for c in CODES)], required=False,
                        initial=said.get("currency", ""))  # fmt: skip

    def ask_when(self) -> None:
        required = self.said.get("required", "")
        is_conditional = isinstance(required, dict)
        self.choose("required", _("Has it to be filled?"), [("", _("No")), *moments_of(self.opened.flow)],
                    required=False, initial=required.get("by", "") if is_conditional else required)  # fmt: skip
        answers = answers_before(self.opened.kind, self.name)
        if answers:
            several = _("None ticked: always. Tick answers of one question; one of them is enough.")
            self.choose("required_when", _("It has to be filled only if"), answers, several, several=True,
                        initial=ticked(required.get("when")) if is_conditional else [])  # fmt: skip
            self.choose("when", _("Ask for it only if"), answers, several, several=True,
                        initial=ticked(self.said.get("when")))  # fmt: skip

    def ask_rest(self) -> None:
        self.fields["weight"] = forms.DecimalField(
            label=_("Weight in search"), min_value=0, max_value=MAX_NUMBER, decimal_places=2, required=False,
            initial=self.said.get("weight", ""),
            help_text=_("1 counts like the text, 2 twice as much, 0 keeps it out of search. Empty: 1."),
        )  # fmt: skip
        terms = [("", "–"), *((term, term) for term in TERMS)]  # which are English whoever reads them
        self.choose("dublin_core", _("Stands for this term of Dublin Core"), terms, required=False,
                    widget=forms.Select(attrs={"lang": "en"}), initial=self.said.get("dublin_core", ""))  # fmt: skip

    def clean(self) -> Said:
        cleaned: Said = super().clean() or self.cleaned_data
        self.complete_words(*(name for name in ("help", "example") if f"{name}_{first()}" in self.fields))
        for name in ("when", "required_when"):
            if are_of_several(cleaned.get(name, [])):
                self.add_error(name, one_question_only())
        for name in ("choices", "columns"):
            if any(not row[f"in_{code}"] for row in cleaned.get(name, []) for code, _l in settings.LANGUAGES):
                self.add_error(name, _("Say each of them in every language."))
        return cleaned

    def answered(self) -> Said:
        """What the form asks for; every other key stays as it is."""
        c, said = self.cleaned_data, {key: value for key, value in self.said.items() if key != "field"}
        said |= {"type": self.type, "label": self.words("label"), "help": self.words("help")}
        if f"example_{first()}" in self.fields:
            said["example"] = self.words("example")
        if "weight" in c:
            said["weight"] = f"{c['weight'].normalize():f}" if c["weight"] is not None else ""
        said["required"] = required_as(c["required"], c.get("required_when", []))
        if "when" in c:
            said["when"] = condition_of(c["when"])
        if "choices" in c:
            said["choices"] = choices_of(c["choices"])
        if "columns" in c:
            said["columns"] = columns_of(c["columns"])
        if "many" in c:
            said["many"] = "yes" if c["many"] else ""
        return said | {name: c[name] for name in ("of", "accept", "currency", "dublin_core") if name in c}


class ColumnForm(FieldForm):
    """Only what a table does something with. What else the text says of a column stays, and is told."""

    ASKED = {"field", "type", "label", "help", "required", "choices", "of", "currency"}

    @property
    def only_in_text(self) -> str:
        return ", ".join(key for key in self.said if key not in self.ASKED)

    def ask(self) -> None:
        self.type = self.said["type"]
        self.add_words("label", _("What the column is called"), needed=True)
        self.ask_of_type()
        moments = [("", _("No")), ("publish", _("in each row, before it is published"))]
        self.choose("required", _("Has it to be filled?"), moments, required=False,
                    initial=self.said.get("required", ""))  # fmt: skip
        self.add_words("help", _("Hint"), _("A few words over the column."))


def first() -> str:
    """The language of which there is always a field when there is one of any."""
    return settings.LANGUAGES[0][0]


def language_columns() -> dict[str, Column]:
    return {
        f"in_{code}": Column(_(str(language)), forms.CharField(max_length=80, required=False), as_is, as_is)
        for code, language in settings.LANGUAGES
    }


def word_columns() -> dict[str, Column]:
    """The key of an answer, and its words in each language."""
    columns = {"key": Column(_("Kept as"), forms.RegexField(CHOICE, max_length=40, required=False,
               error_messages={"invalid": _("Letters, figures, - and _ only.")}), as_is, as_is)}  # fmt: skip
    return columns | language_columns()


def column_columns() -> dict[str, Column]:
    """Of a new table. Columns to choose from are added after, on a page that asks for their answers."""
    others = [(name, type_words(name)) for name in types_for_columns() if name not in ("text", "choice")]
    types = [("", type_words("text")), *others]  # empty, so that a spare row stays one
    asked = Column(_("What it holds"), forms.ChoiceField(choices=types, required=False), as_is, as_is)
    return language_columns() | {"type": asked}


def rows_of_choices(said: Said) -> list[Said]:
    return [
        {"key": key, **{f"in_{code}": words.get(code, "") for code, _l in settings.LANGUAGES}}
        for key, words in said.get("choices", {}).items()
    ]


def choices_of(rows: list[Said]) -> Said:
    found: Said = {}
    for row in rows:
        words = words_in(row)
        key = row["key"] or free_name(words, set(found) | {r["key"] for r in rows}, "-")
        found[key] = words
    return found


def columns_of(rows: list[Said]) -> list[Said]:
    found: dict[str, Said] = {}
    for row in rows:
        words = words_in(row)
        name = free_name(words, set(found) | {"add"}, "_")
        found[name] = {"field": name, "type": row["type"] or "text", "label": words}
    return list(found.values())


def words_in(row: Said) -> dict[str, Any]:
    return {code: row[f"in_{code}"] for code, _l in settings.LANGUAGES}
