"""Fields of a kind, columns of a field, states and steps of a flow: one after the other, each on a page of its own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lubuk.domains.kinds.door import for_shapers
from lubuk.domains.kinds.drawing import draw
from lubuk.domains.kinds.opening import opened_or_404
from lubuk.domains.kinds.part_forms import PartForm
from lubuk.domains.kinds.part_rows import Row, rows_of_columns, rows_of_steps
from lubuk.domains.kinds.parts import FIELDS, SORTS, Parts, parts_or_404
from lubuk.domains.kinds.storing import after_with, store, store_quietly
from lubuk.domains.kinds.views.kind import form_page, within
from lubuk.foundation.accounts.models import SignedInRequest
from lubuk.foundation.items.kinds.registry import KindsAndFlows
from lubuk.foundation.labels import in_language


@for_shapers
def add(request: SignedInRequest, sort: str, key: str, part: str, field: str = "") -> HttpResponse:
    """A new field or column is first asked what it holds."""
    parts = parts_or_404(opened_or_404(sort, key), part, field)
    types, type_ = parts.types, request.GET.get("type", "")
    if types and type_ not in types:
        context = {"heading": parts.sort.add, "types": types, "crumbs": crumbs_of(parts), "back": parts.where}
        return render(request, "kinds/new_field.html", context)
    form = parts.sort.form(parts.opened, {"type": type_} if types else {}, "", request.POST or None)
    return changing(request, parts, form, str(parts.sort.add))


@for_shapers
def part(
    request: SignedInRequest, sort: str, key: str, part: str, name: str, field: str = ""
) -> HttpResponse:
    parts = parts_or_404(opened_or_404(sort, key), part, field)
    said = parts.one_or_404(name)
    form = parts.sort.form(parts.opened, said, name, request.POST or None)
    return changing(request, parts, form, in_language(said.get(parts.sort.form.labels_key, {})) or name)


def changing(request: SignedInRequest, parts: Parts, form: PartForm, heading: str) -> HttpResponse:
    opened, only = parts.opened, parts.field or form.name
    after: KindsAndFlows | None = opened.after
    if request.method == "POST" and form.is_valid():
        said = parts.with_one(form.name, form.into(parts.ever_named()))
        if "preview" not in request.POST and store(request, opened, said, form, parts.path_of(form.name)):
            return redirect(parts.where)
        after, only = after_with(opened, said), only or last_field(said)
    more = {"crumbs": crumbs_of(parts), "back": parts.where, **columns_of(parts, form)}
    if opened.is_kind:
        more |= {"kind": after[0].get(opened.key) if after else None, "only": only}
    else:
        more |= drawing_of(parts, after) if after else {}
    return form_page(
        request, form, "kinds/part.html", heading=heading, opened=opened, is_previewed=True, **more
    )


def drawing_of(parts: Parts, after: KindsAndFlows) -> dict[str, Any]:
    """A flow beside the form of one of its parts."""
    flow = after[1].get(parts.opened.key)
    kinds = [kind for kind in after[0].values() if kind.flow is flow]
    return {"drawing": draw(flow), "steps": rows_of_steps(parts, flow, kinds)} if flow else {}


def last_field(said: dict[str, Any]) -> str:
    """The new one."""
    return str(said["fields"][-1]["field"]) if "fields" in said else ""


def columns_of(parts: Parts, form: PartForm) -> dict[str, Any]:
    """What a table that is there is made of; it stands under the table's own form."""
    if parts.sort is not FIELDS or not form.name or form.said.get("type") != "rows":
        return {}
    columns, kind = Parts(parts.opened, SORTS["columns"], form.name), parts.opened.kind
    table = kind.field(form.name) if kind else None
    rows: list[Row] = rows_of_columns(columns, table) if table else []
    return {"columns": rows, "add_column": columns.url()}


def crumbs_of(parts: Parts) -> list[dict[str, object]]:
    crumbs = within(parts.opened)
    if parts.field:
        crumbs.append(
            {"url": Parts(parts.opened, FIELDS).url(parts.field), "label": in_language(parts.said["label"])}
        )
    return crumbs


@require_POST
@for_shapers
def move(
    request: SignedInRequest, sort: str, key: str, part: str, name: str, field: str = ""
) -> HttpResponse:
    parts = parts_or_404(opened_or_404(sort, key), part, field)
    parts.one_or_404(name)
    by = -1 if request.POST.get("to") == "up" else 1
    store_quietly(request, parts.opened, parts.moved(name, by))
    return redirect(parts.where)


@require_POST
@for_shapers
def remove(
    request: SignedInRequest, sort: str, key: str, part: str, name: str, field: str = ""
) -> HttpResponse:
    parts = parts_or_404(opened_or_404(sort, key), part, field)
    parts.one_or_404(name)
    if store_quietly(request, parts.opened, parts.without(name)):
        messages.success(request, _("Taken out of the draft. What was written in it stays kept."))
    return redirect(parts.where)
