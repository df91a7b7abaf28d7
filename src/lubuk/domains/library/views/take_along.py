"""Exports: asked for on a page, made by the worker, fetched by whoever asked."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from lubuk.domains.library.actions import KEPT_DAYS, ask_for_export
from lubuk.domains.library.loading import visible_or_404
from lubuk.domains.library.models import Export
from lubuk.domains.library.permissions import can_export_installation
from lubuk.domains.library.tasks import make_export
from lubuk.foundation.accounts.door import signed_in
from lubuk.foundation.accounts.models import SignedInRequest
from lubuk.foundation.items.models import Item


@signed_in
def exports(request: SignedInRequest) -> HttpResponse:
    """What one can take along, and what one has asked for."""
    if request.method == "POST":
        return ask(request)
    item = item_in(request, request.GET.get("item", ""))
    forms: list[Export.Form] = [form for form in Export.Form if form != Export.Form.INSTALLATION]
    if item is None and can_export_installation(request.person):
        forms.append(Export.Form.INSTALLATION)
    mine = Export.objects.filter(person=request.person).select_related("item")
    context = {
        "item": item,
        "forms": [(form, about(form)) for form in forms],
        "mine": mine,
        "days": KEPT_DAYS,
    }
    return render(request, "library/exports.html", context)


def about(form: Export.Form) -> str:
    return {
        Export.Form.SITE: _(
            "Unpack it and open index.html: pages, pictures and a search, without a network."
        ),
        Export.Form.MARKDOWN: _("Text files with their facts in front, pictures beside them, links kept."),
        Export.Form.INSTALLATION: _(
            "Everything with versions, rights and trail, for an empty Lubuk. Keep it safe."
        ),
    }[form]


def ask(request: SignedInRequest) -> HttpResponse:
    item = item_in(request, request.POST.get("item", ""))
    with transaction.atomic():
        export = ask_for_export(request.POST.get("form", ""), by=request.person, item=item)
        make_export.enqueue(export.pk)
    messages.success(request, _("It is being made. Stay, or come back to this page later."))
    return redirect("library:exports")


def item_in(request: SignedInRequest, number: str) -> Item | None:
    if not number:
        return None
    if not number.isascii() or not number.isdigit() or len(number) > 18:
        raise Http404
    return visible_or_404(request.person, int(number))


@signed_in
def export_file(request: SignedInRequest, export_id: int) -> HttpResponseBase:
    """For its asker alone; to everybody else it is not there."""
    export = get_object_or_404(Export, pk=export_id, person=request.person, finished_at__isnull=False)
    name = export.item.number if export.item else "lubuk"
    response = FileResponse(
        export.file.open("rb"), content_type="application/zip", as_attachment=True,
        filename=f"{name}-{export.form}-{export.asked_at:%Y-%m-%d}.zip",
    )  # fmt: skip
    response.headers["Cache-Control"] = "private, no-store"
    return response
