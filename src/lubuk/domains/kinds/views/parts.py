"""Fields of a kind, states and steps of a flow: one after the other, each on a page of its own."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lubuk.domains.kinds.door import for_shapers
from lubuk.domains.kinds.opening import Opened, opened_or_404
from lubuk.domains.kinds.part_forms import PartForm
from lubuk.domains.kinds.parts import (
    Sort,
    ever_named,
    moved,
    part_or_404,
    parts_of,
    put,
    sort_or_404,
    without,
)
from lubuk.domains.kinds.saying import TYPES
from lubuk.domains.kinds.storing import kind_with, store, store_quietly
from lubuk.domains.kinds.views.kind import form_page, within
from lubuk.foundation.accounts.models import SignedInRequest
from lubuk.foundation.labels import in_language


@for_shapers
def add(request: SignedInRequest, sort: str, key: str, part: str) -> HttpResponse:
    """A new field is first asked what it holds."""
    opened = opened_or_404(sort, key)
    of = sort_or_404(opened, part)
    type_ = request.GET.get("type", "")
    if of.key == "fields" and type_ not in TYPES:
        context = {"heading": of.add, "types": TYPES, "crumbs": within(opened)}
        return render(request, "kinds/new_field.html", context)
    form = of.form(opened, {"type": type_} if of.key == "fields" else {}, "", request.POST or None)
    return changing(request, opened, of, form, str(of.add))


@for_shapers
def part(request: SignedInRequest, sort: str, key: str, part: str, name: str) -> HttpResponse:
    opened = opened_or_404(sort, key)
    of = sort_or_404(opened, part)
    said = part_or_404(opened, of, name)
    form = of.form(opened, said, name, request.POST or None)
    return changing(request, opened, of, form, in_language(said.get(of.form.labels_key, {})) or name)


def changing(
    request: SignedInRequest, opened: Opened, of: Sort, form: PartForm, heading: str
) -> HttpResponse:
    kind = opened.kind
    if request.method == "POST" and form.is_valid():
        said = put(opened.said, of, form.name, form.into(ever_named(opened, of)))
        kind = kind_with(opened, said)
        if "preview" not in request.POST and store(
            request, opened, said, form, path_of(opened, of, form.name)
        ):
            return redirect(f"{opened.url()}#{of.key}")
    return form_page(request, form, "kinds/part.html", heading=heading, kind=kind, opened=opened)


def path_of(opened: Opened, of: Sort, name: str) -> tuple[str, ...]:
    """Where the part stands in the text."""
    if of.key == "states":
        return of.key, name
    names = [part[of.form.id_key] for part in parts_of(opened.said, of)]
    return of.key, str(names.index(name) if name else len(names))


@require_POST
@for_shapers
def move(request: SignedInRequest, sort: str, key: str, part: str, name: str) -> HttpResponse:
    opened = opened_or_404(sort, key)
    of = sort_or_404(opened, part)
    part_or_404(opened, of, name)
    by = -1 if request.POST.get("to") == "up" else 1
    store_quietly(request, opened, moved(opened.said, of, name, by))
    return redirect(f"{opened.url()}#{of.key}")


@require_POST
@for_shapers
def remove(request: SignedInRequest, sort: str, key: str, part: str, name: str) -> HttpResponse:
    opened = opened_or_404(sort, key)
    of = sort_or_404(opened, part)
    part_or_404(opened, of, name)
    if store_quietly(request, opened, without(opened.said, of, name)):
        messages.success(request, _("Taken out of the draft. What was written in it stays kept."))
    return redirect(f"{opened.url()}#{of.key}")
