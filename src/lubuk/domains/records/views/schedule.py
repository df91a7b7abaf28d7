"""The retention schedule: its lines, one line, and the whole as a table that comes and goes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from lubuk.domains.records import tables
from lubuk.domains.records.door import for_officers
from lubuk.domains.records.forms import ClassForm, ImportForm
from lubuk.foundation.accounts.models import SignedInRequest
from lubuk.foundation.items.kinds.registry import kinds
from lubuk.foundation.refusal import Refused
from lubuk.shared.retention import actions
from lubuk.shared.retention.closing import never_closed
from lubuk.shared.retention.models import RetentionClass, Trigger
from lubuk.shared.retention.queries import kinds_by_code, unknown_codes


@for_officers
def schedule(request: SignedInRequest) -> HttpResponse:
    of_code = kinds_by_code()
    names = {key: kind.plural for key, kind in kinds().items()}
    rows = [
        (named, [names[key] for key in of_code.get(named.code, [])])
        for named in RetentionClass.objects.order_by("closed_at", "code")
    ]
    return render(
        request,
        "records/schedule.html",
        {
            "rows": rows,
            "unknown": sorted(unknown_codes().items()),
            "never_closed": sorted(
                never_closed(
                    {named.code for named, _kinds in rows if named.trigger == Trigger.CLOSED}
                ).items()
            ),
        },
    )


@for_officers
def add(request: SignedInRequest) -> HttpResponse:
    form = ClassForm(request.POST or None, initial={"code": request.GET.get("code", "")[:30]})
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"].strip()
        if RetentionClass.objects.filter(code=code).exists():
            form.add_error("code", _("This code is in the schedule already."))
        elif saved(request, form, code):
            return redirect("records:schedule")
    return shown(request, form, _("Add a class"), _("Add this class"))


@for_officers
def change(request: SignedInRequest, class_id: int) -> HttpResponse:
    known = get_object_or_404(RetentionClass, pk=class_id)
    form = ClassForm(request.POST or None, known=known)
    if request.method == "POST" and form.is_valid() and saved(request, form, known.code):
        return redirect("records:schedule")
    return shown(request, form, str(known), _("Save"), known=known)


def saved(request: SignedInRequest, form: ClassForm, code: str) -> bool:
    try:
        actions.set_class(code, by=request.person, **form.values())
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("Saved: %(code)s.") % {"code": code})
    return True


def shown(request: SignedInRequest, form: forms.Form, heading: str, verb: str, **more: Any) -> HttpResponse:
    context = {"form": form, "heading": heading, "verb": verb, "back": reverse("records:schedule"), **more}
    return render(request, "records/form.html", context, status=422 if form.errors else 200)


@require_POST
@for_officers
def close(request: SignedInRequest, class_id: int) -> HttpResponse:
    known = get_object_or_404(RetentionClass, pk=class_id)
    actions.close_class(known, by=request.person)
    messages.success(
        request, _("%(code)s is closed: no page gets it by hand any more.") % {"code": known.code}
    )
    return redirect("records:schedule")


@require_POST
@for_officers
def reopen(request: SignedInRequest, class_id: int) -> HttpResponse:
    known = get_object_or_404(RetentionClass, pk=class_id)
    actions.reopen_class(known, by=request.person)
    messages.success(request, _("%(code)s is open again.") % {"code": known.code})
    return redirect("records:schedule")


@for_officers
def as_csv(request: SignedInRequest) -> HttpResponse:
    response = HttpResponse(
        tables.written(RetentionClass.objects.all()), content_type="text/csv; charset=utf-8"
    )
    name = f"retention-schedule-{timezone.localdate():%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@for_officers
def bring_in(request: SignedInRequest) -> HttpResponse:
    """Twice: first the file, and what it would change; then the table that was seen, to be taken over."""
    form = ImportForm(request.POST or None, request.FILES or None)
    sent = request.FILES.get("file")
    table = request.POST.get("table", "").encode() if sent is None else b"".join(sent.chunks())
    rows: list[tables.Row] = []
    if table:
        try:
            rows = tables.read(table)
        except ValidationError as error:
            form.add_error("file", error)
    elif request.method == "POST":
        form.add_error("file", _("Choose a file first."))
    good = [row for row in rows if row.change]
    if rows and "take_over" in request.POST and not any(row.problem for row in rows):
        take_over(request, good)
        return redirect("records:schedule")
    context = {
        "form": form if form.errors and not rows else ImportForm(),
        "rows": [row for row in rows if row.change or row.problem],
        "same": len([row for row in rows if not row.change and not row.problem]),
        "problems": len([row for row in rows if row.problem]),
        "good": len(good),
        "table": tables.decoded(table) if rows else "",
    }
    return render(request, "records/import.html", context, status=422 if form.errors and not rows else 200)


@transaction.atomic
def take_over(request: SignedInRequest, rows: list[tables.Row]) -> None:
    for row in rows:
        actions.set_class(row.code, by=request.person, **row.values)
    said = ngettext("%(count)s class taken over.", "%(count)s classes taken over.", len(rows))
    messages.success(request, said % {"count": len(rows)})
