"""One kind or flow: its page, and what it is called and who may do what."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lubuk.domains.kinds.door import for_shapers
from lubuk.domains.kinds.drawing import draw
from lubuk.domains.kinds.flow_forms import FlowForm, RemindersForm
from lubuk.domains.kinds.forms import KindForm, ShapingForm
from lubuk.domains.kinds.opening import Opened, opened_or_404
from lubuk.domains.kinds.part_rows import rows_of_fields, rows_of_states, rows_of_steps
from lubuk.domains.kinds.parts import FIELDS, SORTS, Parts
from lubuk.domains.kinds.previewing import preview_of, table_of
from lubuk.domains.kinds.register_form import RegisterForm, register_words
from lubuk.domains.kinds.saying import OFFERS, PHRASES, listed, months_words, reminder_words
from lubuk.domains.kinds.storing import kind_with, store
from lubuk.foundation.accounts.models import SignedInRequest
from lubuk.foundation.items.kinds.definition import Flow, Kind
from lubuk.foundation.items.models import Audience
from lubuk.foundation.shaping.models import Moving
from lubuk.foundation.shaping.moving import behind


@for_shapers
def look(request: SignedInRequest, sort: str, key: str) -> HttpResponse:
    opened = opened_or_404(sort, key)
    context: dict[str, Any] = {"opened": opened, "crumbs": crumbs(), "heading": heading_of(opened)}
    if opened.definition:
        context["versions"] = opened.definition.versions.select_related("by")
    if opened.kind:
        context |= about_kind(opened, opened.kind, request)
    if opened.flow:
        context |= about_flow(opened, opened.flow)
    return render(request, "kinds/look.html", context)


def about_kind(opened: Opened, kind: Kind, request: SignedInRequest) -> dict[str, Any]:
    return {
        "kind": kind,
        "facts": facts(kind),
        "fields": rows_of_fields(Parts(opened, FIELDS), kind),
        "register": register_words(kind),
        "preview": preview_of(kind, request.person),
        "behind": behind(kind.key).count(),
        "moving": Moving.objects.filter(kind=kind.key).first(),
    }


def about_flow(opened: Opened, flow: Flow) -> dict[str, Any]:
    return {
        "drawing": draw(flow),
        "states": [] if opened.is_kind else rows_of_states(Parts(opened, SORTS["states"]), flow),
        "steps": rows_of_steps(Parts(opened, SORTS["steps"]), flow, opened.kinds_of_flow),
        "reminders": [reminder_words(reminder, flow) for reminder in flow.reminders],
    }


def crumbs() -> list[dict[str, object]]:
    return [{"url": reverse("kinds:kinds"), "label": _("Kinds")}]


def within(opened: Opened) -> list[dict[str, object]]:
    return [*crumbs(), {"url": opened.url(), "label": heading_of(opened)}]


def heading_of(opened: Opened) -> str:
    if opened.kind:
        return opened.kind.name
    return opened.key if opened.is_kind else _("Flow “%(name)s”") % {"name": opened.flow or opened.key}


def facts(kind: Kind) -> list[tuple[str, str]]:
    labels = dict(Audience.choices)
    said = [
        (_("Numbers"), number_words(kind.number)),
        (_("May begin one"), listed([str(PHRASES[phrase]) for phrase in kind.begin])),
        (_("Seen at first by"), str(labels[Audience(kind.default_audience)])),
        (_("Offers"), ", ".join(str(words) for offer, words in OFFERS.items() if kind.does_offer(offer))),
        (_("Checked again"), months_words(kind.check_again_months) if kind.check_again_months else ""),
        (_("Kept as"), kind.retention),
        (_("What closes its matter"), str(kind.field(kind.closes) or "")),
    ]
    return [(label, words) for label, words in said if words]


def number_words(pattern: str) -> str:
    """GD-2026-0001: the first of this year."""
    stem, _brace, width = pattern.replace("{year}", str(timezone.localdate().year)).partition("{seq:")
    return f"{stem}{1:0{width.rstrip('}')}d}" if width else stem


@for_shapers
def words(request: SignedInRequest, sort: str, key: str) -> HttpResponse:
    """Everything about a kind but its fields; of a flow its name."""
    opened = opened_or_404(sort, key)
    if not opened.is_kind:
        return name_of_flow(request, opened)
    form = KindForm(opened.said, opened.revision, opened.after[1], request.POST or None)
    kind = opened.kind
    if request.method == "POST" and form.is_valid():
        said = form.into(opened.said)
        kind = kind_with(opened, said)
        if "preview" not in request.POST and store(request, opened, said, form):
            return redirect(opened.url())
    return form_page(
        request,
        form,
        "kinds/words.html",
        heading=heading_of(opened),
        kind=kind,
        opened=opened,
        is_previewed=True,
    )


def name_of_flow(request: SignedInRequest, opened: Opened) -> HttpResponse:
    form = FlowForm(opened.said, opened.revision, request.POST or None)
    if request.method == "POST" and form.is_valid() and store(request, opened, form.into(opened.said), form):
        return redirect(opened.url())
    return form_page(request, form, "kinds/part.html", heading=heading_of(opened), opened=opened)


@for_shapers
def register(request: SignedInRequest, sort: str, key: str) -> HttpResponse:
    """What the table of its pages shows at first."""
    opened = opened_or_404(sort, key)
    if opened.kind is None:
        raise Http404
    form = RegisterForm(opened.said, opened.revision, opened.kind, request.POST or None)
    kind: Kind | None = opened.kind
    if request.method == "POST" and form.is_valid():
        said = form.into(opened.said)
        kind = kind_with(opened, said)
        if "preview" not in request.POST and store(request, opened, said, form, ("register",)):
            return redirect(f"{opened.url()}#register")
    more: dict[str, Any] = {"table": table_of(kind) if kind else None, "back": f"{opened.url()}#register"}
    return form_page(
        request, form, "kinds/register.html", heading=_("Register"), opened=opened, is_previewed=True, **more
    )


@for_shapers
def reminders(request: SignedInRequest, sort: str, key: str) -> HttpResponse:
    """Who is told when nobody does anything."""
    opened = opened_or_404(sort, key)
    if opened.is_kind or opened.flow is None:
        raise Http404
    form = RemindersForm(opened.said, opened.revision, opened.flow, request.POST or None)
    if request.method == "POST" and form.is_valid() and store(request, opened, form.into(opened.said), form):
        return redirect(f"{opened.url()}#reminders")
    return form_page(request, form, "kinds/part.html", heading=_("Reminders"), opened=opened)


def form_page(
    request: SignedInRequest, form: ShapingForm, template: str, *, heading: str, kind: Kind | None = None,
    opened: Opened | None = None, only: str = "", is_previewed: bool = False, **more: Any,
) -> HttpResponse:  # fmt: skip
    context = {
        "form": form,
        "heading": heading,
        "preview": preview_of(kind, request.person, only) if kind else None,
        "is_previewed": is_previewed or bool(kind),
        "opened": opened,
        "back": opened.url() if opened else reverse("kinds:kinds"),
        "crumbs": within(opened) if opened else crumbs(),
        **more,
    }
    return render(request, template, context, status=422 if form.errors else 200)
