"""Taking a register along: CSV at once, XLSX when the worker has made it."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from lubuk.domains.registers.asking import read_asked
from lubuk.domains.registers.leaving import as_csv
from lubuk.domains.registers.models import Workbook
from lubuk.domains.registers.tasks import make_workbook
from lubuk.domains.registers.workbooks import KEPT_DAYS, ask_for_workbook
from lubuk.foundation.accounts.door import signed_in
from lubuk.foundation.accounts.models import Request, SignedInRequest
from lubuk.foundation.items.kinds.loading import kind_or_404
from lubuk.foundation.items.kinds.registry import get

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv(request: Request, key: str) -> StreamingHttpResponse:
    """The rows and columns that the address asks for, all pages of them."""
    kind = kind_or_404(key)
    asked, _wrong = read_asked(kind, request.GET)
    response = StreamingHttpResponse(as_csv(asked, request.person), content_type="text/csv; charset=utf-8")
    name = f"{key}-{timezone.localdate().isoformat()}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@signed_in
def workbook(request: SignedInRequest, key: str) -> HttpResponse:
    """Ask for it, and see how far it is."""
    kind = kind_or_404(key)
    if request.method == "POST":
        asked, _wrong = read_asked(kind, request.GET)
        with transaction.atomic():
            ordered = ask_for_workbook(asked, by=request.person)
            make_workbook.enqueue(ordered.pk)
        messages.success(request, _("It is being made. Stay, or come back to this page later."))
        return redirect("registers:workbook", key)
    mine = Workbook.objects.filter(person=request.person, kind=key)
    return render(request, "registers/workbook.html", {"kind": kind, "mine": mine, "days": KEPT_DAYS})


@signed_in
def workbook_file(request: SignedInRequest, workbook_id: int) -> HttpResponseBase:
    """For its asker alone; to everybody else it is not there."""
    made = get_object_or_404(Workbook, pk=workbook_id, person=request.person, finished_at__isnull=False)
    if get(made.kind) is None:
        raise Http404
    name = f"{made.kind}-{made.asked_at:%Y-%m-%d}.xlsx"
    response = FileResponse(made.file.open("rb"), content_type=XLSX, as_attachment=True, filename=name)
    response.headers["Cache-Control"] = "private, no-store"
    return response
