"""Still correct; and beginning a translation."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lubuk.foundation.accounts.models import SignedInRequest
from lubuk.foundation.items.models import Item
from lubuk.shared.dependents import actions


@require_POST
@login_required
def uphold(request: HttpRequest, item_id: int, source_id: int) -> HttpResponse:
    by = cast(SignedInRequest, request).person
    seen = Item.objects.visible_to(by)
    item, source = get_object_or_404(seen, pk=item_id), get_object_or_404(seen, pk=source_id)
    actions.uphold(item, source, by=by)
    messages.success(request, _("Thank you. The page agrees with what it rests on."))
    return redirect(item)


@require_POST
@login_required
def translate(request: HttpRequest, item_id: int) -> HttpResponse:
    by = cast(SignedInRequest, request).person
    source = get_object_or_404(Item.objects.visible_to(by), pk=item_id)
    item = actions.translate(source, by=by, language=request.POST.get("language", ""))
    return redirect("library:edit", item.pk)
