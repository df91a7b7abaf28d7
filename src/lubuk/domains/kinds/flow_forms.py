"""The forms of a flow's parts: a state, a step with its approvals, and whom to remind."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lubuk.domains.kinds.forms import Said, ShapingForm
from lubuk.domains.kinds.part_forms import PartForm, as_is
from lubuk.domains.kinds.saying import COUNTS_AS, PHRASES
from lubuk.foundation.items.kinds.definition import Flow
from lubuk.foundation.items.kinds.files import FILES
from lubuk.foundation.items.kinds.reading_reviews import DAYS_OF_A_WEEK, FEWEST, MOST, PERIOD
from lubuk.foundation.items.kinds.rows import Column, RowsField

OF_ROLES = "of"
MOST_DAYS = 365


class FlowForm(ShapingForm):
    """What it is called."""

    def __init__(self, said: Said, revision: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(said, revision, *args, **kwargs)
        self.add_words(
            "name", _("Name"), _("For those who shape kinds: “three eyes”, “by the council”."), needed=True
        )

    def into(self, said: Said) -> Said:
        rest = {key: value for key, value in said.items() if key not in ("flow", "name")}
        return {"flow": said["flow"], "name": self.words("name"), **rest}


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
        self.choose("by", _("By"), PHRASES.items(), _("One that holds is enough."), several=True,
                    initial=said.get("by", []))  # fmt: skip
        self.choose("not_by", _("But not by"), PHRASES.items(), several=True, initial=said.get("not_by", []))
        self.ask_approvals(said.get("approvals", ""))
        self.choose(
            "needs", _("Has to be filled"), self.needable(), several=True, initial=said.get("needs", [])
        )
        self.fields["ask"] = forms.BooleanField(label=_("Ask for a reason"), required=False,
                                                initial=bool(said.get("ask")))  # fmt: skip

    def ask_approvals(self, said: Any) -> None:
        of = said.get("of", []) if isinstance(said, dict) else []
        numbers = [
            (str(n), ngettext("%(n)s person", "%(n)s people", n) % {"n": n}) for n in range(FEWEST, MOST + 1)
        ]
        ways = [
            ("", _("One of them is enough")),
            *numbers,
            (OF_ROLES, _("One in each of the roles below")),
        ]
        self.choose("approvals", _("How many have to approve"), ways,
                    _("An approval is of one wording: when the text changes, they are asked again."), required=False,
                    initial=OF_ROLES if of else said)  # fmt: skip
        self.choose(
            "approvals_of", _("One in each of these roles"), PHRASES.items(), several=True, initial=of
        )

    def needable(self) -> list[tuple[str, str]]:
        """Fields of the kinds that go this way, and what the step names already."""
        found: dict[str, tuple[str, list[str]]] = {name: (name, []) for name in self.said.get("needs", [])}
        for kind in self.opened.kinds_of_flow:
            for field in kind.fields:
                if field != FILES:
                    _words, kinds = found.get(field.name, ("", []))
                    found[field.name] = str(field), [*kinds, kind.name]
        return [
            (name, f"{words} ({', '.join(kinds)})" if kinds else words)
            for name, (words, kinds) in found.items()
        ]

    def clean(self) -> Said:
        cleaned: Said = super().clean() or self.cleaned_data
        roles, is_by_roles = cleaned.get("approvals_of", []), cleaned.get("approvals") == OF_ROLES
        if not cleaned.get("from"):
            self.add_error("from", _("Choose where it begins."))
        if not cleaned.get("by") and not is_by_roles:  # the roles that approve may take it
            self.add_error("by", _("Choose who may take it."))
        if is_by_roles and len(roles) < FEWEST:
            self.add_error("approvals_of", _("Tick two roles or more."))
        return cleaned

    def answered(self) -> Said:
        c = self.cleaned_data
        several = {"of": c["approvals_of"]} if c["approvals"] == OF_ROLES else c["approvals"]
        return {"name": self.words("name"), "from": c["from"], "to": c["to"], "by": c["by"], "not_by": c["not_by"],
                "approvals": several, "needs": c["needs"],
                "ask": {"reason": "long-text"} if c["ask"] else {}}  # fmt: skip


class RemindersForm(ShapingForm):
    """A row a reminder; several may be about one state."""

    def __init__(self, said: Said, revision: int, flow: Flow, *args: Any, **kwargs: Any) -> None:
        super().__init__(said, revision, *args, **kwargs)
        self.fields["remind"] = RowsField(
            reminder_columns(flow), label=_("Whom to tell, and when"), required=False, initial=rows_of(said),
            help_text=_("They get a notice when nothing was done for so many days, and one more each time as many "
                        "days have passed. To take one away, empty its row."),
        )  # fmt: skip

    def clean_remind(self) -> list[Said]:
        rows: list[Said] = self.cleaned_data["remind"]
        for number, row in enumerate(rows, start=1):
            if not all(row.values()):
                raise forms.ValidationError(
                    _("Row %(row)s: choose the state, the days and who is told.") % {"row": number}
                )
        return rows

    def into(self, said: Said) -> Said:
        rows = self.cleaned_data["remind"]
        remind = [{"in": row["in"], "after": f"{row['after']} days", "tell": row["tell"]} for row in rows]
        return {**said, "remind": remind}


def reminder_columns(flow: Flow) -> dict[str, Column]:
    states = [("", "–"), *((state.name, str(state)) for state in flow.states)]
    roles = [("", "–"), *PHRASES.items()]
    days = forms.IntegerField(min_value=1, max_value=MOST_DAYS, required=False)
    return {
        "in": Column(_("When it stands in"), forms.ChoiceField(choices=states, required=False), as_is, as_is),
        "after": Column(_("for so many days"), days, as_is, as_is),
        "tell": Column(_("tell"), forms.ChoiceField(choices=roles, required=False), as_is, as_is),
    }


def rows_of(said: Said) -> list[Said]:
    return [
        {"in": each.get("in", ""), "after": days_in(each.get("after", "")), "tell": each.get("tell", "")}
        for each in said.get("remind", [])
    ]


def days_in(period: str) -> int | str:
    match = PERIOD.match(period)
    return int(match[1]) * (DAYS_OF_A_WEEK if match[2].startswith("week") else 1) if match else ""
