"""Disposals: proposed, approved, carried out; and the certificate of each."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from lubuk.domains.records.door import for_records
from lubuk.domains.records.queries import disposals_of
from lubuk.foundation.accounts.models import Person, SignedInRequest
from lubuk.foundation.items.models import Item
from lubuk.shared.retention import actions
from lubuk.shared.retention.actions.disposing import APPROVALS_NEEDED
from lubuk.shared.retention.models import Disposal
from lubuk.shared.retention.permissions import can_approve, can_carry_out, can_stop

PER_PAGE = 30


def disposal_or_404(person: Person, disposal_id: int) -> Disposal:
    disposal = disposals_of(person).filter(pk=disposal_id).first()
    if disposal is None:
        raise Http404
    return disposal


@for_records
def disposals(request: SignedInRequest) -> HttpResponse:
    page = Paginator(disposals_of(request.person), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "records/disposals.html", {"page": page, "needed": APPROVALS_NEEDED})


@for_records
def disposal(request: SignedInRequest, disposal_id: int) -> HttpResponse:
    shown = disposal_or_404(request.person, disposal_id)
    stubs = list(shown.stubs.select_related("unit"))
    there = Item.objects.visible_to(request.person).in_bulk([stub.item_id for stub in stubs])
    approvals = list(shown.approvals.select_related("by"))
    context = {
        "disposal": shown,
        "stubs": [(stub, there.get(stub.item_id)) for stub in stubs],
        "approvals": approvals,
        "lacking": max(APPROVALS_NEEDED - len(approvals), 0),
        "may_approve": can_approve(request.person, shown),
        "may_stop": can_stop(request.person, shown),
        "may_carry_out": len(approvals) >= APPROVALS_NEEDED and can_carry_out(request.person, shown),
    }
    return render(request, "records/disposal.html", context)


@require_POST
@for_records
def approve(request: SignedInRequest, disposal_id: int) -> HttpResponse:
    shown = disposal_or_404(request.person, disposal_id)
    actions.approve(shown, by=request.person)
    messages.success(request, _("You approved %(number)s.") % {"number": shown.number})
    return redirect(shown)


@require_POST
@for_records
def stop(request: SignedInRequest, disposal_id: int) -> HttpResponse:
    shown = disposal_or_404(request.person, disposal_id)
    actions.stop(shown, by=request.person, reason=request.POST.get("reason", ""))
    messages.success(request, _("%(number)s is stopped. Its pages stay.") % {"number": shown.number})
    return redirect(shown)


@require_POST
@for_records
def carry_out(request: SignedInRequest, disposal_id: int) -> HttpResponse:
    shown = disposal_or_404(request.person, disposal_id)
    count = actions.carry_out(shown, by=request.person)
    said = ngettext(
        "%(count)s page was destroyed. This is the certificate.",
        "%(count)s pages were destroyed. This is the certificate.",
        count,
    )
    messages.success(request, said % {"count": count})
    return redirect("records:certificate", shown.pk)


@for_records
def certificate(request: SignedInRequest, disposal_id: int) -> HttpResponse:
    shown = disposal_or_404(request.person, disposal_id)
    if shown.carried_out_at is None:
        raise Http404
    context = {
        "disposal": shown,
        "stubs": shown.stubs.select_related("unit"),
        "approvals": shown.approvals.select_related("by"),
    }
    return render(request, "records/certificate.html", context)
