"""Views of a register: kept from its page, named, shared, forgotten on a page of their own."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lubuk.domains.registers import viewing
from lubuk.domains.registers.asking import read_asked
from lubuk.domains.registers.models import View
from lubuk.domains.registers.permissions import can_change_view
from lubuk.domains.registers.views.table import ALL, address
from lubuk.foundation.accounts.door import signed_in
from lubuk.foundation.accounts.models import Person, SignedInRequest
from lubuk.foundation.ids import id_in
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.loading import kind_or_404
from lubuk.foundation.refusal import Refused
from lubuk.foundation.units.models import Unit


@signed_in
def views(request: SignedInRequest, key: str) -> HttpResponse:
    """Those a person may pick; keeping one is posting its name to the address of what it asks."""
    kind = kind_or_404(key)
    if request.method == "POST":
        asked, _wrong = read_asked(kind, request.GET)
        try:
            view = viewing.keep_view(
                asked, request.POST.get("name", ""), by=request.person, unit=unit_sent(request)
            )
        except Refused as refused:
            return page(request, kind, str(refused))
        messages.success(request, _("Kept as “%(name)s”.") % {"name": view.name})
        return redirect(address(asked))
    return page(request, kind)


def page(request: SignedInRequest, kind: Kind, problem: str = "") -> HttpResponse:
    opening = viewing.opening_of(request.person, kind)
    there = [
        (view, address(read_asked(kind, QueryDict(view.query))[0]), can_change_view(request.person, view))
        for view in viewing.views_for(request.person, kind)
    ]
    units = viewing.units_to_share_with(request.person)
    context = {
        "kind": kind,
        "there": there,
        "opening": opening,
        "units": units,
        "problem": problem,
        "back": f"{reverse('registers:register', args=[kind.key])}?{ALL}",
    }
    return render(request, "registers/views.html", context, status=422 if problem else 200)


def unit_sent(request: SignedInRequest) -> Unit | None:
    """With whom it is to be shared; the action asks whether it may be."""
    said = request.POST.get("unit", "")
    if not said:
        return None
    unit = Unit.objects.filter(pk=id_in(said)).first()
    if unit is None:
        raise Refused(_("This unit is not there any more. Choose another one."))
    return unit


def view_or_404(person: Person, view_id: int) -> tuple[View, Kind]:
    view = View.objects.select_related("unit").filter(pk=view_id).first()
    if view is None or not viewing.views_for(person, kind_or_404(view.kind)).filter(pk=view_id).exists():
        raise Http404
    return view, kind_or_404(view.kind)


@require_POST
@signed_in
def change(request: SignedInRequest, view_id: int) -> HttpResponse:
    view, kind = view_or_404(request.person, view_id)
    try:
        viewing.rename_view(view, request.POST.get("name", ""), by=request.person, unit=unit_sent(request))
    except Refused as refused:
        return page(request, kind, str(refused))
    return redirect("registers:views", kind.key)


@require_POST
@signed_in
def delete(request: SignedInRequest, view_id: int) -> HttpResponse:
    view, kind = view_or_404(request.person, view_id)
    viewing.delete_view(view, by=request.person)
    messages.success(
        request, _("The view “%(name)s” is deleted. Its rows are as they were.") % {"name": view}
    )
    return redirect("registers:views", kind.key)


@require_POST
@signed_in
def opening(request: SignedInRequest, view_id: int) -> HttpResponse:
    """Begin with it, or no longer."""
    view, kind = view_or_404(request.person, view_id)
    is_mine = viewing.opening_of(request.person, kind) == view
    viewing.open_with(None if is_mine else view, kind, by=request.person)
    return redirect("registers:views", kind.key)
