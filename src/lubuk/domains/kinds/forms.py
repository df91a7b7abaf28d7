"""The form of a kind: what it is called, who may do what, what its page has. Its fields have forms of their own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _

from lubuk.domains.kinds.saying import BEGINNERS, LAYERS, OFFERS, PHRASES
from lubuk.foundation.items.kinds.definition import Flow
from lubuk.foundation.items.kinds.field_types.currencies import CODES
from lubuk.foundation.items.kinds.problems import Problem
from lubuk.foundation.items.kinds.reading import ALWAYS, CLOSING, LONGEST_CODE, NUMBER, PERIOD
from lubuk.foundation.items.models import Audience
from lubuk.foundation.labels import in_language
from lubuk.foundation.shaping.plain import path_at

LONGEST_NAME, LONGEST_HINT = 80, 500
MOST_MONTHS = 120
ICONS = (
    "file-text", "book-open", "notebook-pen", "lightbulb", "sprout", "scale", "landmark", "list-checks",
    "clipboard-list", "message-circle-question", "hand-helping", "newspaper", "megaphone", "calendar", "map", "map-pin",
    "compass", "route", "users", "user-round", "id-card", "handshake", "briefcase", "building-2",
    "graduation-cap", "presentation", "phone", "shield-check", "wrench", "target", "gauge", "flag",
    "award", "archive", "folder", "layers", "table", "video", "image", "book-a",
    "scroll-text", "library", "puzzle", "milestone",
)  # fmt: skip

type Said = dict[str, Any]


class ShapingForm(forms.Form):
    """A form over a part of a text. `said` is the part as it is."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, said: Said, revision: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.said = said
        self.fields["revision"].initial = revision

    def add_words(
        self, name: str, label: str, help_text: str = "", *, needed: bool = False, most: int = LONGEST_NAME
    ) -> None:
        """One field for each language that the installation offers."""
        was = part_of(self.said, name)
        for code, language in settings.LANGUAGES:
            long = most > LONGEST_NAME
            self.fields[f"{name}_{code}"] = forms.CharField(
                label=_("%(what)s, in %(language)s") % {"what": label, "language": _(str(language))},
                help_text=help_text,
                max_length=most,
                required=needed,
                initial=was.get(code, "") if isinstance(was, dict) else "",
                widget=forms.Textarea(attrs={"rows": 2, "lang": code})
                if long
                else forms.TextInput(attrs={"lang": code}),
            )

    def words(self, name: str) -> dict[str, str]:
        found = {code: self.cleaned_data.get(f"{name}_{code}", "") for code, _l in settings.LANGUAGES}
        return found if any(found.values()) else {}

    def complete_words(self, *names: str) -> None:
        """Optional words are there in every language or in none."""
        for name in names:
            found = self.words(name)
            for code, _language in settings.LANGUAGES:
                if found and not found[code]:
                    self.add_error(
                        f"{name}_{code}", _("Say it in this language too, or leave it out in all.")
                    )

    def choose(
        self, name: str, label: str, choices: Iterable[tuple[str, Any]], help_text: str = "", **more: Any
    ) -> None:
        """One of a list; `several` ticks any number of it."""
        if more.pop("several", False):
            field: forms.Field = forms.MultipleChoiceField(
                choices=list(choices), widget=forms.CheckboxSelectMultiple, required=False, **more
            )
        else:
            field = forms.ChoiceField(choices=list(choices), **more)
        field.label, field.help_text = label, help_text
        self.fields[name] = field

    def blame(self, problems: list[Problem], text: str, within: tuple[str, ...] = ()) -> None:
        """What the reader of packs found, at the field it is about: a problem knows its line, the line its place."""
        for problem in problems:
            path = path_at(text, problem.line)
            inside = path[len(within) :] if path[: len(within)] == within else ()
            self.add_error(
                self.field_at(inside), problem.said if inside else f"{problem.place}: {problem.said}"
            )

    def field_at(self, path: tuple[str, ...]) -> str | None:
        for length in range(len(path), 0, -1):
            name = "_".join(path[:length])
            found = [field for field in self.fields if field == name or field.startswith(f"{name}_")]
            if found:
                return found[0]
        return None


def part_of(said: Said, name: str) -> Any:
    """`body_help` is what stands under `help` of `body`."""
    found: Any = said.get(name)
    if found is None and "_" in name:
        outer, inner = name.split("_", 1)
        whole = said.get(outer)
        found = whole.get(inner) if isinstance(whole, dict) else None
    return found if found is not None else {}


class KindForm(ShapingForm):
    def __init__(self, said: Said, revision: int, flows: dict[str, Flow], *args: Any, **kwargs: Any) -> None:
        super().__init__(said, revision, *args, **kwargs)
        self.add_what_it_is()
        self.add_who(flows)
        self.add_page()

    def add_what_it_is(self) -> None:
        self.add_words("name", _("Name"), needed=True)
        self.add_words("plural", _("Name of many"), needed=True)
        self.add_words(
            "purpose",
            _("What it is for"),
            _("People read it when they choose what to share."),
            needed=True,
            most=LONGEST_HINT,
        )
        icons = list(dict.fromkeys([self.said.get("icon", "file-text"), *ICONS]))
        self.choose(
            "icon", _("Picture"), [(icon, icon) for icon in icons], widget=forms.RadioSelect, initial=icons[0]
        )
        self.choose(
            "layer",
            _("How far readers rely on it"),
            LAYERS.items(),
            widget=forms.RadioSelect,
            initial=self.said.get("layer", "peer"),
        )
        self.fields["number"] = forms.RegexField(
            NUMBER,
            label=_("How its numbers look"),
            help_text=_(
                "One to six capitals, perhaps {year}, then a counter: GD-{year}-{seq:4} gives GD-2026-0001."
            ),
            required=False,
            max_length=40,
            initial=self.said.get("number", ""),
            error_messages={"invalid": _("Write it like GD-{year}-{seq:4} or GD-{seq:4}.")},
        )

    def add_who(self, flows: dict[str, Flow]) -> None:
        said = self.said.get("audience", {})
        self.choose(
            "flow",
            _("Flow"),
            [(name, flow_words(flow)) for name, flow in flows.items()],
            initial=self.said.get("flow"),
        )
        every = list(Audience.choices)
        self.choose(
            "may",
            _("Who may be its readers"),
            every,
            several=True,
            initial=said.get("may") or [word for word, _l in every],
        )
        self.choose(
            "default",
            _("Who sees a new one, until its author says otherwise"),
            every,
            initial=said.get("default", "institution"),
        )
        begin = self.said.get("begin") or ["staff"]
        who = [(phrase, PHRASES[phrase]) for phrase in dict.fromkeys([*BEGINNERS, *begin])]
        self.choose("begin", _("Who may begin one"), who, several=True, initial=begin)
        self.choose(
            "offers",
            _("What it offers"),
            OFFERS.items(),
            several=True,
            initial=self.said.get("offers") or ["versions"],
        )
        self.fields["check_again"] = forms.IntegerField(
            label=_("Check again after so many months"),
            min_value=0,
            max_value=MOST_MONTHS,
            required=False,
            help_text=_("Empty: nobody is asked, unless a steward endorses the page."),
            initial=months(self.said.get("check_again", "")) or None,
        )
        self.fields["retention"] = forms.CharField(
            label=_("Code in the retention schedule"),
            max_length=LONGEST_CODE,
            required=False,
            initial=self.said.get("retention", ""),
            help_text=_("Empty: it is kept without end."),
        )
        self.add_closing()

    def add_closing(self) -> None:
        """Only where the kind has a day that could say it."""
        days = {
            field["field"]: in_language(field.get("label", {})) or field["field"]
            for field in self.said.get("fields", [])
            if field.get("type") in CLOSING
        }
        if days:
            self.fields["closes"] = forms.ChoiceField(
                label=_("What closes its matter"),
                choices=[("", _("Nothing")), *days.items()],
                required=False,
                initial=self.said.get("closes", ""),
                help_text=_(
                    "A day, or the last day of a period. Classes of the schedule may count from it, as from the end of "
                    "a project or a contract."
                ),
            )

    def add_page(self) -> None:
        self.add_words("title_help", _("Hint under the title"), most=LONGEST_HINT)
        has_body = self.said.get("body") not in ("no", "false")
        self.fields["has_body"] = forms.BooleanField(
            label=_("It has a free text beside its fields"), required=False, initial=has_body
        )
        self.add_words("body_label", _("Heading of the text"))
        self.add_words("body_help", _("Hint under the text"), most=LONGEST_HINT)
        self.choose("currency", _("Currency that its amounts begin with"),
                    [("", _("They choose")), *((code, code) for code in CODES)],
                    _("A field of money may say another one."), required=False,
                    initial=self.said.get("currency", ""))  # fmt: skip
        own = [
            (f["field"], in_language(f.get("label", {})) or f["field"]) for f in self.said.get("fields", [])
        ]
        always = {"summary": _("In a sentence or two"), "body": _("Text"), "subjects": _("Subjects")}
        self.choose("complete", _("What a complete page has"), [*own, *((name, always[name]) for name in ALWAYS)],
                    _("It never stops anybody; authors and stewards see what is still to add."), several=True,
                    initial=self.said.get("complete", []))  # fmt: skip

    def clean(self) -> Said:
        cleaned: Said = super().clean() or self.cleaned_data
        if cleaned.get("default") and cleaned["default"] not in (cleaned.get("may") or Audience.values):
            self.add_error("default", _("Choose one of those who may be its readers."))
        if not cleaned.get("begin"):
            self.add_error("begin", _("Choose who may begin one."))
        self.complete_words("title_help", "body_label", "body_help")
        if self.words("body_help") and not self.words("body_label"):
            self.add_error(
                f"body_label_{settings.LANGUAGES[0][0]}",
                _("Give the text a heading, to which the hint belongs."),
            )
        return cleaned

    def into(self, said: Said) -> Said:
        """The kind with what the form says; its fields and all that the form doesn't ask for stay."""
        c = self.cleaned_data
        body: Any = (
            {"label": self.words("body_label"), "help": self.words("body_help")} if c["has_body"] else "no"
        )
        check = f"{c['check_again']} months" if c["check_again"] else ""
        head = {"kind": said["kind"], "name": self.words("name"), "plural": self.words("plural"),
                "purpose": self.words("purpose"),
                "icon": c["icon"], "number": c["number"], "layer": c["layer"], "flow": c["flow"],
                "retention": c["retention"], "closes": c.get("closes", said.get("closes", "")),
                "audience": {"default": c["default"], "may": c["may"]}, "begin": c["begin"], "offers": c["offers"],
                "check_again": check, "title": {"help": self.words("title_help")}, "body": body,
                "currency": c["currency"]}  # fmt: skip
        rest = {key: value for key, value in said.items() if key not in head}
        return {**head, **rest, "complete": c["complete"]}

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Headings of the page, each with its fields."""
        starts = {"name": _("What it is"), "flow": _("Who, and when"), "title_help": _("The page")}
        found: list[tuple[str, list[forms.BoundField]]] = []
        for field in self.visible_fields():
            start = next(
                (
                    words
                    for name, words in starts.items()
                    if field.name in (name, f"{name}_{settings.LANGUAGES[0][0]}")
                ),
                None,
            )
            if start:
                found.append((start, []))
            found[-1][1].append(field)
        return found


def flow_words(flow: Flow) -> str:
    return f"{flow}: {' → '.join(str(state) for state in flow.states)}"


def months(period: str) -> int:
    match = PERIOD.match(period)
    return int(match[1]) * (12 if match[2].startswith("year") else 1) if match else 0
