"""All kinds and flows there are, and a new one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lubuk.domains.kinds.door import for_shapers
from lubuk.domains.kinds.forms import KindForm
from lubuk.domains.kinds.new_forms import NewFlowForm
from lubuk.domains.kinds.opening import Opened, opened_or_404
from lubuk.domains.kinds.part_forms import free_name
from lubuk.domains.kinds.storing import kind_with, store
from lubuk.domains.kinds.views.kind import form_page
from lubuk.foundation.accounts.models import SignedInRequest
from lubuk.foundation.items.kinds.definition import Flow, Kind
from lubuk.foundation.items.kinds.registry import kinds_and_flows
from lubuk.foundation.items.models import Item
from lubuk.foundation.shaping.following import FOLLOWED
from lubuk.foundation.shaping.models import Definition, Sort
from lubuk.foundation.shaping.texts import Name, shipped


@dataclass(frozen=True)
class Row:
    """A kind or flow in the list; `now` is None for one that is only a draft yet, or out of use."""

    name: Name
    now: Kind | Flow | None
    origin: str
    has_draft: bool
    items: int = 0

    @property
    def label(self) -> str:
        if isinstance(self.now, Kind):
            return self.now.name
        return str(self.now or self.name[1])


@for_shapers
def kinds(request: SignedInRequest) -> HttpResponse:
    rows = {row.name: row for row in Definition.objects.all()}
    counts = dict(Item.objects.order_by().values_list("kind").annotate(Count("pk")))
    now: dict[Name, Any] = {("kind", key): kind for key, kind in kinds_and_flows()[0].items()}
    now |= {("flow", key): flow for key, flow in kinds_and_flows()[1].items()}
    every = [
        Row(
            name, now.get(name), origin(name, rows.get(name)),
            bool(name in rows and rows[name].draft), counts.get(name[1], 0),
        )
        for name in dict.fromkeys([*now, *rows])
    ]  # fmt: skip
    context = {
        "kinds": sorted(
            (row for row in every if row.name[0] == "kind"), key=lambda row: row.label.casefold()
        ),
        "flows": [row for row in every if row.name[0] == "flow"],
        "problems": FOLLOWED.problems,
        "has_own": any(row.in_force_id for row in rows.values()),
    }
    return render(request, "kinds/kinds.html", context)


def origin(name: Name, row: Definition | None) -> str:
    own = bool(row and row.in_force_id)
    if name in shipped():
        return _("Adapted here") if own else _("Shipped")
    return _("Made here") if own else _("Not in force")


def taken(sort: str) -> set[str]:
    """Keys that something has or had: what was made under one would turn up under the other."""
    now = kinds_and_flows()[0 if sort == "kind" else 1]
    used = set(Item.objects.order_by().values_list("kind", flat=True).distinct()) if sort == "kind" else set()
    return {*now, *used, *Definition.objects.filter(sort=sort).values_list("key", flat=True)}


@for_shapers
def add_kind(request: SignedInRequest) -> HttpResponse:
    sent = request.POST or None
    form = KindForm({"kind": "", "flow": "open"}, 0, kinds_and_flows()[1], sent)
    kind = None
    if request.method == "POST" and form.is_valid():
        key = free_name(form.words("name"), taken(Sort.KIND), "-")
        said = form.into({"kind": key})
        opened = Opened((Sort.KIND.value, key), "", None)
        kind = kind_with(opened, said)
        if "preview" not in request.POST and store(request, opened, said, form):
            return redirect(opened.url())
    return form_page(request, form, "kinds/words.html", heading=_("A new kind"), kind=kind, is_previewed=True)


@for_shapers
def add_flow(request: SignedInRequest) -> HttpResponse:
    form = NewFlowForm(kinds_and_flows()[1], request.POST or None)
    if request.method == "POST" and form.is_valid():
        key = free_name(form.words("name"), taken(Sort.FLOW), "-")
        opened = Opened((Sort.FLOW.value, key), "", None)
        like = opened_or_404(Sort.FLOW, form.cleaned_data["like"])
        if store(request, opened, {**like.said, "flow": key, "name": form.words("name")}, form):
            return redirect(opened.url())
    return form_page(request, form, "kinds/part.html", heading=_("A new flow"))
