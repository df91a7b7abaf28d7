"""Bringing rows in: what is sent, what it would change, how far it is, what became of each row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lubuk.domains.registers.bringing import running
from lubuk.domains.registers.bringing.running import KEPT_DAYS
from lubuk.domains.registers.forms import MatchingForm, TableForm
from lubuk.domains.registers.leaving import harmless
from lubuk.domains.registers.models import WAITING, Intake, IntakeRow
from lubuk.domains.registers.permissions import can_bring_rows
from lubuk.domains.registers.tasks import advance_intake
from lubuk.foundation.accounts.door import signed_in
from lubuk.foundation.accounts.models import SignedInRequest
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.loading import kind_or_404
from lubuk.foundation.items.models import Item
from lubuk.foundation.refusal import Refused, require

PER_PAGE = 50
RECENT = 10
AT_ONCE = 500


@signed_in
def bring(request: SignedInRequest, key: str) -> HttpResponse:
    """Send a table, and find those that were sent."""
    kind = kind_or_404(key)
    require(can_bring_rows(request.person, kind), _("You can't begin this kind of page here."))
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and (file := form.file(by=request.person)):
        try:
            with transaction.atomic():
                intake = running.begin_intake(kind, file, by=request.person)
                advance_intake.enqueue(intake.pk)
            return redirect(intake)
        except Refused as refused:
            form.add_error(None, str(refused))
    mine = Intake.objects.filter(person=request.person, kind=key)[:RECENT]
    context = {"kind": kind, "form": form, "mine": mine, "days": KEPT_DAYS}
    return render(request, "registers/bring.html", context, status=422 if form.errors else 200)


@signed_in
def intake(request: SignedInRequest, intake_id: int) -> HttpResponse:
    mine, kind = own(request, intake_id)
    return page(request, mine, kind, MatchingForm(mine, kind))


def own(request: SignedInRequest, intake_id: int) -> tuple[Intake, Kind]:
    """Whoever brought it sees it; to everybody else it is not there."""
    mine = get_object_or_404(Intake, pk=intake_id, person=request.person)
    return mine, kind_or_404(mine.kind)


def page(request: SignedInRequest, mine: Intake, kind: Kind, form: MatchingForm) -> HttpResponse:
    numbers = dict(mine.rows.order_by().values_list("outcome").annotate(Count("pk")))
    asked = request.GET.get("outcome", "")
    rows = mine.rows.filter(outcome=asked) if asked in numbers else mine.rows.all()
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    seen = seen_items(request, list(shown.object_list))
    waiting = sum(numbers.get(outcome, 0) for outcome in WAITING)
    context = {
        "intake": mine,
        "kind": kind,
        "form": form,
        "counts": [(one.value, one.label, numbers[one]) for one in IntakeRow.Outcome if one in numbers],
        "asked": asked if asked in numbers else "",
        "page": shown,
        "lines": [(row, seen.get(row.item_id or 0)) for row in shown],
        "waiting": waiting,
        "of": mine.done + waiting if mine.state == Intake.State.TAKING else mine.total,
    }
    return render(request, "registers/intake.html", context, status=422 if form.errors else 200)


def seen_items(request: SignedInRequest, rows: list[IntakeRow]) -> dict[int, Item]:
    numbers = [row.item_id for row in rows if row.item_id]
    return Item.objects.visible_to(request.person).filter(pk__in=numbers).order_by().in_bulk()


@require_POST
@signed_in
def match(request: SignedInRequest, intake_id: int) -> HttpResponse:
    mine, kind = own(request, intake_id)
    form = MatchingForm(mine, kind, data=request.POST)
    if form.is_valid():
        try:
            with transaction.atomic():
                publishes = form.cleaned_data["publishes"]
                running.match_anew(mine, kind, form.matching(), publishes=publishes, by=request.person)
                advance_intake.enqueue(mine.pk)
            return redirect(mine)
        except Refused as refused:
            form.add_error(None, str(refused))
    return page(request, mine, kind, form)


@require_POST
@signed_in
def take(request: SignedInRequest, intake_id: int) -> HttpResponse:
    mine, kind = own(request, intake_id)
    with transaction.atomic():
        running.take_intake(mine, kind, by=request.person)
        advance_intake.enqueue(mine.pk)
    return redirect(mine)


@require_POST
@signed_in
def leave(request: SignedInRequest, intake_id: int) -> HttpResponse:
    mine, kind = own(request, intake_id)
    running.leave_intake(mine, by=request.person)
    messages.success(request, _("Left alone: nothing of it was kept."))
    return redirect("registers:bring", kind.key)


@signed_in
def report(request: SignedInRequest, intake_id: int) -> StreamingHttpResponse:
    """What became of each row, as CSV."""
    mine, _kind = own(request, intake_id)
    response = StreamingHttpResponse(report_lines(request, mine), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="rows-{mine.pk}.csv"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


class Echo:
    """What csv writes to: each row is handed back at once."""

    def write(self, row: str) -> str:
        return row


def report_lines(request: SignedInRequest, mine: Intake) -> Iterator[str]:
    writer = csv.writer(Echo())
    yield "\ufeff"  # spreadsheets take the letters for what they are
    yield writer.writerow(
        [_("Row"), _("Title"), _("Number"), _("What became of it"), _("Why"), _("What changed")]
    )
    last = 0
    while some := list(mine.rows.filter(number__gt=last)[:AT_ONCE]):
        seen = seen_items(request, some)
        for row in some:
            yield writer.writerow([harmless(cell) for cell in report_cells(row, seen)])
        last = some[-1].number


def report_cells(row: IntakeRow, seen: dict[int, Item]) -> list[Any]:
    item = seen.get(row.item_id or 0)
    changes = "; ".join(f"{label}: {before or '–'} → {after or '–'}" for label, before, after in row.changes)
    outcome = str(IntakeRow.Outcome(row.outcome).label)
    return [str(row.number), row.title, item.number if item else "", outcome, row.why, changes]
