"""How long one page is kept, and why: for those who tend it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lubuk.domains.records.door import door, for_officers
from lubuk.domains.records.forms import AddToHoldForm, OwnClassForm
from lubuk.domains.records.queries import holds_of
from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Person, SignedInRequest
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Item
from lubuk.foundation.refusal import Refused
from lubuk.shared.retention import actions
from lubuk.shared.retention.models import Held, OwnClass
from lubuk.shared.retention.permissions import can_classify, can_hold
from lubuk.shared.retention.queries import keeping_of

for_signed_in = door(lambda person: standing(person).is_signed_in)


def tended_or_404(person: Person, item_id: int) -> Item:
    item = get_object_or_404(
        Item.objects.visible_to(person).select_related("unit__institution", "published"), pk=item_id
    )
    if not can_classify(person, item):
        raise Http404
    return item


@for_signed_in
def keeping(request: SignedInRequest, item_id: int) -> HttpResponse:
    item = tended_or_404(request.person, item_id)
    own = OwnClass.objects.filter(item=item).first()
    initial = {"to": own.retention_class_id, "reason": own.reason} if own else {}
    form = OwnClassForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.classify(
                item, form.cleaned_data["to"], by=request.person, reason=form.cleaned_data["reason"]
            )
        except Refused as refused:
            form.add_error("reason", str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("records:keeping", item.pk)
    institution = item.unit.institution
    may_hold = institution is not None and can_hold(request.person, institution)
    held = Held.objects.in_force().filter(item=item).select_related("hold")
    context = {
        "item": item, "holds_parts": kind_of(item).does_offer("parts"),
        "form": form, "keeping": keeping_of(item), "may_hold": may_hold, "held": held,
        "holds": holds_of(request.person).filter(lifted_at=None, institution=institution).exclude(
            pk__in=held.values("hold")
        ),
    }  # fmt: skip
    return render(request, "records/keeping.html", context, status=422 if form.errors else 200)


@require_POST
@for_officers
def put_on_hold(request: SignedInRequest, item_id: int) -> HttpResponse:
    item = tended_or_404(request.person, item_id)
    form = AddToHoldForm(request.POST, holds=holds_of(request.person).filter(lifted_at=None))
    if form.is_valid():
        said = form.cleaned_data
        actions.put_on_hold(said["hold"], [item], by=request.person, with_parts=said["with_parts"])
        messages.success(request, _("The page is under the hold now."))
    else:
        messages.error(request, _("Choose one of the holds that stand."))
    return redirect("records:keeping", item.pk)
