"""Bringing things in: what is sent, what would come, how far it is, what became of everything."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, Concatenate, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lubuk.domains.importing import actions
from lubuk.domains.importing.deciding import renewable
from lubuk.domains.importing.forms import ImportForm, ReportForm
from lubuk.domains.importing.listing import count_by_outcome, found_in, imports_of, source_name
from lubuk.domains.importing.models import WAITING, Entry, Import, Outcome
from lubuk.domains.importing.packing import packed
from lubuk.domains.importing.permissions import can_import, can_look_after, can_stop, can_take, can_undo
from lubuk.domains.importing.sources.opening import SORTS
from lubuk.domains.importing.tasks import run_import
from lubuk.foundation.accounts.models import Request, SignedInRequest
from lubuk.foundation.items.kinds.registry import kinds
from lubuk.foundation.items.models import Item
from lubuk.foundation.refusal import Refused

FIRST = 50  # entries of a preview
PER_PAGE = 50
RECENT = 20
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run instead of showing


def for_importers[**P](
    view: Callable[Concatenate[SignedInRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """To everybody else there is no such room."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not can_import(cast(Request, request).person):
            raise Http404
        return view(cast(SignedInRequest, request), *args, **kwargs)

    return cast("Callable[Concatenate[HttpRequest, P], HttpResponseBase]", never_cache(guarded))


def import_or_404(request: SignedInRequest, import_id: int) -> Import:
    run = Import.objects.select_related("by", "unit").filter(pk=import_id).first()
    if run is None or not can_look_after(request.person, run):
        raise Http404
    return run


@for_importers
def imports(request: SignedInRequest) -> HttpResponse:
    form = ImportForm(request.POST or None, request.FILES or None, by=request.person)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(begun(request, form.cleaned_data))
        except Refused as refused:
            form.add_error(None, str(refused))
    recent = imports_of(request.person).select_related("by", "unit")[:RECENT]
    context = {"form": form, "recent": recent}
    return render(request, "importing/imports.html", context, status=422 if form.errors else 200)


def begun(request: SignedInRequest, asked: dict[str, Any]) -> Import:
    upload, name = packed(asked.pop("sent"), request.POST.get("paths", "").splitlines())
    with transaction.atomic():
        run = actions.begin_import(
            **asked | {"kind": kinds()[asked["kind"]], "source": asked["source"] or source_name(name)},
            by=request.person,
            upload=upload,
            upload_name=name,
        )
        run_import.enqueue(run.pk)
    return run


@for_importers
def shown(request: SignedInRequest, import_id: int) -> HttpResponse:
    run = import_or_404(request, import_id)
    form = ReportForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {"outcome": "", "words": ""}
    counts = count_by_outcome(run)
    page = Paginator(found_in(run, **asked), PER_PAGE if run.is_over else FIRST).get_page(
        request.GET.get("page")
    )
    may_take = can_take(request.person, run)
    waiting = sum(counts.get(outcome, 0) for outcome in WAITING)
    context = {
        "run": run,
        "kind": kinds().get(run.kind),
        "sort": SORTS.get(run.sort),
        "counts": [(outcome, Outcome(outcome).label, number) for outcome, number in counts.items()],
        "waiting": waiting,
        "done": sum(counts.values()) - waiting,
        "total": sum(counts.values()),
        "page": page,
        "seen": seen_items(request, page.object_list),
        "renewable": renewable(run, list(page)) if may_take else set(),
        "alike": counts.get(Outcome.ALIKE, 0),
        "form": form,
        "is_filtered": any(asked.values()),
        "may_take": may_take,
        "may_stop": can_stop(request.person, run),
        "may_undo": can_undo(request.person, run),
    }
    return render(request, "importing/import.html", context)


def seen_items(request: SignedInRequest, rows: Any) -> dict[int, Item]:
    """Items among the entries that may be named: one may have been hidden from an officer since."""
    numbers = [number for row in rows for number in (row.item_id, row.alike_id) if number]
    return {item.pk: item for item in Item.objects.visible_to(request.person).filter(pk__in=numbers)}


@require_POST
@for_importers
def take(request: SignedInRequest, import_id: int) -> HttpResponse:
    run = import_or_404(request, import_id)
    with transaction.atomic():
        actions.take_import(run, by=request.person)
        run_import.enqueue(run.pk)
    return redirect(run)


@require_POST
@for_importers
def stop(request: SignedInRequest, import_id: int) -> HttpResponse:
    run = import_or_404(request, import_id)
    actions.stop_import(run, by=request.person)
    messages.success(request, _("It stops after the pages that are being written now."))
    return redirect(run)


@require_POST
@for_importers
def undo(request: SignedInRequest, import_id: int) -> HttpResponse:
    run = import_or_404(request, import_id)
    actions.undo_import(run, by=request.person)
    messages.success(request, _("Taken back. What somebody has changed since stays, and is listed."))
    return redirect(run)


@for_importers
def as_csv(request: SignedInRequest, import_id: int) -> StreamingHttpResponse:
    run = import_or_404(request, import_id)
    response = StreamingHttpResponse(csv_lines(request, run), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="import-{run.pk}.csv"'
    return response


class Echo:
    """What csv writes to: each row is handed back at once."""

    def write(self, row: str) -> str:
        return row


def csv_lines(request: SignedInRequest, run: Import) -> Iterator[str]:
    writer = csv.writer(Echo())
    yield "\ufeff"  # spreadsheets take the letters for what they are
    yield writer.writerow([_("Path"), _("Title"), _("What became of it"), _("Why"), _("Number")])
    rows = found_in(run).order_by("pk")
    for start in range(0, rows.count(), 500):
        batch = list(rows[start : start + 500])
        seen = seen_items(request, batch)
        for row in batch:
            yield writer.writerow([safe(cell) for cell in cells(row, seen)])


def cells(row: Entry, seen: dict[int, Item]) -> list[str]:
    item = seen.get(row.item_id or 0)
    return [row.path, row.title, str(Outcome(row.outcome).label), row.why, item.number if item else ""]


def safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
