"""Choosing what becomes of pages that look like one that is here."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from lubuk.domains.importing import deciding
from lubuk.domains.importing.views.imports import for_importers, import_or_404
from lubuk.foundation.accounts.models import SignedInRequest


@require_POST
@for_importers
def decide(request: SignedInRequest, import_id: int, entry_id: int) -> HttpResponse:
    """Back to the same part of the list: there may be more to choose in it."""
    run = import_or_404(request, import_id)
    entry = get_object_or_404(run.entries.select_related("run__unit"), pk=entry_id)
    deciding.decide(entry, request.POST.get("choice", ""), by=request.person)
    asked = request.GET.urlencode()
    return redirect(f"{run.get_absolute_url()}?{asked}" if asked else run.get_absolute_url())


@require_POST
@for_importers
def leave_alike(request: SignedInRequest, import_id: int) -> HttpResponse:
    run = import_or_404(request, import_id)
    number = deciding.leave_alike(run, by=request.person)
    said = ngettext("%(number)s page is left out.", "%(number)s pages are left out.", number)
    messages.success(request, said % {"number": number})
    return redirect(run)
