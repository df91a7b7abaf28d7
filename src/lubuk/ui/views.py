"""The page of parts: every component in its states, for those who build pages. Mounted only in debugging."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from lubuk.ui.drawings import GAUGE_STEPS, ICONS

COLOURS = [
    *("paper", "surface", "sunk", "ink", "ink-2", "ink-3", "rule", "edge"),
    *("water-1", "water-2", "water-3", "water-4", "water-5", "deep", "deep-2", "link"),
    *("buff", "buff-2", "reed", "reed-bg", "signal", "signal-bg", "brick", "brick-bg", "mark"),
]
STATES = ("", "is-hover", "is-focus", "is-active")
PLACES = [("flood", "Flood response"), ("water", "Water supply")]


@dataclass(frozen=True)
class Sample:
    """What the components ask of a person, a unit or a kind."""

    name: str
    post: str = ""
    icon: str = "sprout"

    def get_absolute_url(self) -> str:
        return "#"


@dataclass(frozen=True)
class SampleItem:
    """What ui/entry.html and ui/stamp.html ask of an item."""

    trust: str
    title: str = "Night crews that repair leaks before the morning peak"
    summary: str = "A crew of four, a van and the right to decide. Outages last half as long."
    language: str = "en"
    kind_definition: Sample = Sample("Good practice")
    owner: Sample = Sample("Ratna Halimun")
    unit: Sample = Sample("Network division")
    check_by: date = date(2027, 6, 30)
    published_at: date = field(default_factory=lambda: timezone.now() - timedelta(days=1))

    def get_absolute_url(self) -> str:
        return "#"


class SampleForm(forms.Form):
    """One field of each shape; sent empty, it shows every error."""

    title = forms.CharField(label="What is it about?", help_text="As you would say it to a colleague.")
    story = forms.CharField(label="What happened?", widget=forms.Textarea)
    day = forms.DateField(label="Day", widget=forms.DateInput(attrs={"type": "date"}), required=False)
    place = forms.ChoiceField(label="Place", choices=PLACES)
    hears = forms.MultipleChoiceField(
        label="Who should hear of it?", choices=PLACES, widget=forms.CheckboxSelectMultiple
    )
    photo = forms.FileField(label="Photo", required=False)
    nameless = forms.BooleanField(label="Leave my name out", help_text="No one sees who wrote it.")


def parts(request: HttpRequest) -> HttpResponse:
    """Everything in every state, in the theme and language of the reader."""
    context = {
        "colours": COLOURS,
        "states": STATES,
        "icons": sorted(ICONS),
        "levels": range(1, GAUGE_STEPS + 1),
        "items": [SampleItem(trust) for trust in ("endorsed", "due", "overdue", "peer")],
        "people": [
            Sample("Ratna Halimun", "Network division"),
            Sample("Made Suryapati"),
            Sample("Dewi Larasmaya"),
        ],
        "form": SampleForm(),
        "wrong": SampleForm({}, auto_id="wrong_%s"),
        "page": Paginator(range(90), 10).get_page(request.GET.get("page", 2)),
        "crumbs": [{"url": "#", "label": "Water supply"}, {"url": "#", "label": "Leaks and repairs"}],
        "task": SimpleNamespace(
            icon="badge-check",
            url="#",
            title="Temporary water connections: the checklist",
            due="Check by 24 November.",
            text="Used 212 times since you last checked it.",
            verb="Still correct",
        ),
    }
    return render(request, "ui/parts.html", context)
