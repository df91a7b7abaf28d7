"""Forms of what a kind and a flow are made of: a field, a state, a step. Each asks only what its thing needs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext as _

from lubuk.domains.kinds.forms import LONGEST_HINT, Said, ShapingForm
from lubuk.domains.kinds.opening import Opened
from lubuk.domains.kinds.saying import COUNTS_AS, PHRASES, moment_words, type_words
from lubuk.foundation.items.kinds.conditions import ANSWERED_BY_WORD
from lubuk.foundation.items.kinds.definition import FieldDefinition
from lubuk.foundation.items.kinds.dublin_core_terms import TERMS
from lubuk.foundation.items.kinds.field_types.currencies import CODES
from lubuk.foundation.items.kinds.field_types.registered import types_for_columns, types_for_many
from lubuk.foundation.items.kinds.marked import MAX_NUMBER
from lubuk.foundation.items.kinds.reading_fields import CHOICE
from lubuk.foundation.items.kinds.rows import Column, RowsField
from lubuk.foundation.labels import in_language

LONGEST_NAME_OF_PART = 40
SEPARATOR = ": "


def as_is(value: Any) -> Any:
    return value


class PartForm(ShapingForm):
    """A part that is there (`name`) or a new one, whose name is made of its words, once and for good."""

    id_key = ""  # what its name stands under in the text
    labels_key = "name"  # … and its words
    joint = "-"  # between the words of a name

    def __init__(self, opened: Opened, said: Said, name: str, *args: Any, **kwargs: Any) -> None:
        self.opened, self.name = opened, name
        super().__init__(said, opened.revision, *args, **kwargs)
        self.ask()

    def ask(self) -> None:
        raise NotImplementedError

    def into(self, taken: set[str]) -> Said:
        """The part as the form says it. `taken`: names that something else has or had."""
        name = self.name or free_name(self.words(self.labels_key), taken, self.joint)
        return {self.id_key: name, **self.answered()}

    def answered(self) -> Said:
        raise NotImplementedError


def free_name(words: dict[str, str], taken: set[str], joint: str) -> str:
    """In the first language's words. What once had a name keeps it: what was written under it would turn up."""
    first = words.get(settings.LANGUAGES[0][0], "")
    plain = slugify(first).replace("-", joint)[: LONGEST_NAME_OF_PART - 4].strip(joint)
    stem = plain if re.match(r"[a-z]..*", plain) else f"part{joint}{plain}".strip(joint)
    return next(
        name for number in range(1, 1000) if (name := f"{stem}{number if number > 1 else ''}") not in taken
    )


class FieldForm(PartForm):
    id_key, labels_key, joint = "field", "label", "_"

    def ask(self) -> None:
        self.type = self.said["type"]
        self.add_words("label", _("What it is called"), needed=True)
        if self.type in ("choice", "choices"):
            self.fields["choices"] = RowsField(word_columns(), label=_("Answers to choose from"), required=True,
                                               initial=rows_of_choices(self.said))  # fmt: skip
        if self.type == "rows":
            self.fields["columns"] = RowsField(column_columns(), label=_("Columns"), required=True,
                                               initial=rows_of_columns(self.said))  # fmt: skip
        if self.type == "item":
            kinds = [(kind.key, kind.name) for kind in self.opened.after[0].values()]
            self.choose(
                "of",
                _("Which kinds of page"),
                kinds,
                _("None ticked: every kind."),
                several=True,
                initial=self.said.get("of", []),
            )
        if self.type in types_for_many():
            self.fields["many"] = forms.BooleanField(label=_("Several may be given"), required=False,
                                                     initial=self.said.get("many") in ("yes", "true"))  # fmt: skip
        if self.type == "money":
            self.choose("currency", _("Currency"), [("", _("They choose")), *((c, c) for c in CODES)], required=False,
                        initial=self.said.get("currency", ""))  # fmt: skip
        self.ask_when()
        self.add_words("help", _("Hint"), _("One sentence under the label."), most=LONGEST_HINT)
        self.add_words("example", _("An example of a good answer"), most=LONGEST_HINT)
        self.ask_rest()

    def ask_when(self) -> None:
        required, flow = self.said.get("required", ""), self.opened.flow
        moment = required.get("by", "") if isinstance(required, dict) else required
        steps = [step.name for step in flow.steps] if flow else []
        moments = [(word, moment_words(word, flow)) for word in ["begin", "publish", *steps] if flow]
        self.choose(
            "required", _("Has it to be filled?"), [("", _("No")), *moments], required=False, initial=moment
        )
        answers = list(self.answers())
        if answers:
            when = self.said.get("when")
            self.choose("when", _("Ask for it only if"), answers,
                        _("None ticked: always. Tick answers of one question; one of them is enough."),
                        several=True, initial=ticked(when))  # fmt: skip

    def ask_rest(self) -> None:
        self.fields["weight"] = forms.DecimalField(
            label=_("Weight in search"), min_value=0, max_value=MAX_NUMBER, decimal_places=2, required=False,
            initial=self.said.get("weight", ""),
            help_text=_("1 counts like the text, 2 twice as much, 0 keeps it out of search. Empty: 1."),
        )  # fmt: skip
        self.choose("dublin_core", _("Stands for this term of Dublin Core"), [("", _("None")), *((t, t) for t in TERMS)],
                    required=False, initial=self.said.get("dublin_core", ""))  # fmt: skip

    def answers(self) -> Iterable[tuple[str, str]]:
        """ "status: amended" for each answer to a question that stands before this field."""
        for field in self.fields_before():
            labels = dict(field.choices) or {"yes": {}, "no": {}}
            yes_no = {"yes": _("Yes"), "no": _("No")}
            for key, words in labels.items():
                yield (
                    f"{field.name}{SEPARATOR}{key}",
                    f"{field}: {in_language(words) or yes_no.get(key, key)}",
                )

    def fields_before(self) -> Iterable[FieldDefinition]:
        kind = self.opened.kind
        for field in kind.fields if kind else ():
            if field.name == self.name:
                return
            if field.type in ANSWERED_BY_WORD:
                yield field

    def clean(self) -> Said:
        cleaned: Said = super().clean() or self.cleaned_data
        self.complete_words("help", "example")
        if len({answer.split(SEPARATOR)[0] for answer in cleaned.get("when", [])}) > 1:
            self.add_error("when", _("Tick answers of one question only."))
        for name in ("choices", "columns"):
            if name in cleaned and any(
                not row[f"in_{code}"] for row in cleaned[name] for code, _l in settings.LANGUAGES
            ):
                self.add_error(name, _("Say each of them in every language."))
        return cleaned

    def answered(self) -> Said:
        c, said = self.cleaned_data, dict(self.said)
        weight = f"{c['weight'].normalize():f}" if c["weight"] is not None else ""
        changed: Said = {"type": self.type, "label": self.words("label"), "help": self.words("help"),
                         "example": self.words("example"), "weight": weight, "dublin_core": c["dublin_core"],
                         "required": required_as(said.get("required", ""), c["required"])}  # fmt: skip
        if "when" in self.fields:
            changed["when"] = condition_of(c["when"])
        if "choices" in c:
            changed["choices"] = choices_of(c["choices"])
        if "columns" in c:
            changed["columns"] = columns_of(c["columns"], said.get("columns", []))
        for name in ("of", "currency"):
            if name in c:
                changed[name] = c[name]
        if "many" in c:
            changed["many"] = "yes" if c["many"] else ""
        said.pop("field", None)
        return {**said, **changed}


def ticked(when: Any) -> list[str]:
    if not isinstance(when, dict):
        return []
    answers = when.get("is", [])
    return [
        f"{when.get('field')}{SEPARATOR}{answer}"
        for answer in (answers if isinstance(answers, list) else [answers])
    ]


def condition_of(answers: list[str]) -> Said:
    pairs = [answer.split(SEPARATOR, 1) for answer in answers]
    return {"field": pairs[0][0], "is": [answer for _field, answer in pairs]} if pairs else {}


def required_as(before: Any, moment: str) -> Any:
    """A condition of its own, which only the YAML page sets, stays as long as the field is required at all."""
    return {**before, "by": moment} if isinstance(before, dict) and moment else moment


def word_columns() -> dict[str, Column]:
    """The hidden key of an answer, and its words in each language."""
    columns = {"key": Column(_("Kept as"), forms.RegexField(CHOICE, max_length=40, required=False,
               error_messages={"invalid": _("Letters, figures, - and _ only.")}), as_is, as_is)}  # fmt: skip
    return columns | language_columns()


def language_columns() -> dict[str, Column]:
    return {
        f"in_{code}": Column(_(str(language)), forms.CharField(max_length=80, required=False), as_is, as_is)
        for code, language in settings.LANGUAGES
    }


def column_columns() -> dict[str, Column]:
    types = [(name, type_words(name)) for name in types_for_columns() if name not in ("choice",)]
    kept = {"key": Column(_("Kept as"), forms.CharField(max_length=40, required=False), as_is, as_is)}
    asked = {
        "type": Column(_("What it holds"), forms.ChoiceField(choices=types, required=False), as_is, as_is)
    }
    return kept | language_columns() | asked


def rows_of_choices(said: Said) -> list[Said]:
    return [
        {"key": key, **{f"in_{code}": words.get(code, "") for code, _l in settings.LANGUAGES}}
        for key, words in said.get("choices", {}).items()
    ]


def choices_of(rows: list[Said]) -> Said:
    found: Said = {}
    for row in rows:
        words = {code: row[f"in_{code}"] for code, _l in settings.LANGUAGES}
        key = row["key"] or free_name(words, set(found) | {r["key"] for r in rows}, "-")
        found[key] = words
    return found


def rows_of_columns(said: Said) -> list[Said]:
    return [
        {"key": column["field"], "type": column.get("type", "text"),
         **{f"in_{code}": column.get("label", {}).get(code, "") for code, _l in settings.LANGUAGES}}
        for column in said.get("columns", [])
    ]  # fmt: skip


def columns_of(rows: list[Said], before: list[Said]) -> list[Said]:
    """Those that were there keep what the table doesn't ask for."""
    known = {column["field"]: column for column in before}
    found: dict[str, Said] = {}
    for row in rows:
        words = {code: row[f"in_{code}"] for code, _l in settings.LANGUAGES}
        name = row["key"] or free_name(words, set(found) | {r["key"] for r in rows}, "_")
        found[name] = {**known.get(name, {}), "field": name, "type": row["type"] or "text", "label": words}
    return list(found.values())


class StateForm(PartForm):
    id_key = "state"

    def ask(self) -> None:
        self.add_words("name", _("Name"), needed=True)
        self.choose("counts_as", _("What it counts as"), COUNTS_AS.items(), widget=forms.RadioSelect,
                    initial=self.said.get("counts_as", "draft"))  # fmt: skip
        self.fields["end"] = forms.BooleanField(label=_("Nothing is expected to follow"), required=False,
                                                initial=self.said.get("end") in ("yes", "true"))  # fmt: skip

    def answered(self) -> Said:
        c = self.cleaned_data
        return {"name": self.words("name"), "counts_as": c["counts_as"], "end": "yes" if c["end"] else ""}


class StepForm(PartForm):
    id_key = "step"

    def ask(self) -> None:
        said, flow = self.said, self.opened.flow
        states = [(state.name, str(state)) for state in flow.states] if flow else []
        self.add_words("name", _("Name"), _("It stands on the button: begin with a verb."), needed=True)
        self.choose("from", _("From"), states, several=True, initial=said.get("from", []))
        self.choose("to", _("To"), states, initial=said.get("to", ""))
        self.choose(
            "by",
            _("By"),
            PHRASES.items(),
            _("One that holds is enough."),
            several=True,
            initial=said.get("by", []),
        )
        self.choose("not_by", _("But not by"), PHRASES.items(), several=True, initial=said.get("not_by", []))
        self.choose(
            "needs", _("Has to be filled"), self.needable(), several=True, initial=said.get("needs", [])
        )
        self.fields["ask"] = forms.BooleanField(
            label=_("Ask for a reason"), required=False, initial=bool(said.get("ask"))
        )

    def needable(self) -> list[tuple[str, str]]:
        """Fields of the kinds that go this way, and what the step names already."""
        labels = {f.name: str(f) for kind in self.opened.kinds_of_flow for f in kind.fields}
        return list(({name: name for name in self.said.get("needs", [])} | labels).items())

    def clean(self) -> Said:
        cleaned: Said = super().clean() or self.cleaned_data
        if not cleaned.get("from"):
            self.add_error("from", _("Choose where it begins."))
        if not cleaned.get("by") and not self.said.get("approvals"):  # the roles that approve may take it
            self.add_error("by", _("Choose who may take it."))
        return cleaned

    def answered(self) -> Said:
        c = self.cleaned_data
        # Several approvers are said in the text alone; what the form does not ask for stays as it is.
        return {"name": self.words("name"), "from": c["from"], "to": c["to"], "by": c["by"], "not_by": c["not_by"],
                "needs": c["needs"], "ask": {"reason": "long-text"} if c["ask"] else {},
                "approvals": self.said.get("approvals", "")}  # fmt: skip
