"""Legal holds: the list, one with what stands under it, and choosing what it takes."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from lubuk.domains.records.door import for_officers
from lubuk.domains.records.forms import ChoiceForm, HoldForm, ReasonForm
from lubuk.domains.records.queries import holds_of
from lubuk.foundation.accounts.models import Person, SignedInRequest
from lubuk.foundation.items.models import Item, Link
from lubuk.foundation.items.queries import ItemQuerySet
from lubuk.foundation.refusal import Refused
from lubuk.shared.retention import actions
from lubuk.shared.retention.models import Hold
from lubuk.shared.retention.queries import all_below

PER_PAGE = 30
FIRST = 20  # titles of a preview


def hold_or_404(person: Person, hold_id: int) -> Hold:
    hold = holds_of(person).filter(pk=hold_id).first()
    if hold is None:
        raise Http404
    return hold


@for_officers
def holds(request: SignedInRequest) -> HttpResponse:
    page = Paginator(holds_of(request.person).order_by("lifted_at", "-at", "-pk"), PER_PAGE)
    return render(request, "records/holds.html", {"page": page.get_page(request.GET.get("page"))})


@for_officers
def add(request: SignedInRequest) -> HttpResponse:
    form = HoldForm(request.POST or None, by=request.person)
    if request.method == "POST" and form.is_valid():
        try:
            hold = actions.place_hold(by=request.person, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("records:choose_for_hold", hold.pk)
    context = {
        "form": form, "heading": _("Place a legal hold"), "verb": _("Go on to choose the pages"),
        "lede": _("As long as it stands, nothing under it can be deleted, thrown away or destroyed."),
        "back": reverse("records:holds"),
    }  # fmt: skip
    return render(request, "records/form.html", context, status=422 if form.errors else 200)


@for_officers
def hold(request: SignedInRequest, hold_id: int) -> HttpResponse:
    shown = hold_or_404(request.person, hold_id)
    held = shown.held.in_force()
    seen = Item.objects.visible_to(request.person).filter(pk__in=held.values("item"))
    page = Paginator(seen.with_places().order_by("pk"), PER_PAGE).get_page(request.GET.get("page"))
    wholes = held.filter(
        with_parts_at__isnull=False, item__in=Link.objects.parts().order_by().values("source")
    )
    context = {
        "hold": shown,
        "wholes": set(wholes.values_list("item_id", flat=True)),
        "page": page,
        "unseen": shown.count - page.paginator.count,  # type: ignore[attr-defined]
    }
    return render(request, "records/hold.html", context)


@for_officers
def choose(request: SignedInRequest, hold_id: int) -> HttpResponse:
    """What fits is counted and shown before it is put on hold: the same conditions are sent twice."""
    shown = hold_or_404(request.person, hold_id)
    if shown.lifted_at:
        return redirect(shown)
    asked = request.POST if request.method == "POST" else request.GET
    form = ChoiceForm(asked or None, institution=shown.institution)
    is_understood = bool(asked) and form.is_valid()
    found = form.choice().items(shown.institution) if is_understood else Item.objects.none()
    with_parts = is_understood and form.cleaned_data["with_parts"]
    if request.method == "POST" and is_understood:
        chosen = found.iterator(chunk_size=500)
        count = actions.put_on_hold(shown, chosen, by=request.person, with_parts=with_parts)
        said = ngettext("%(count)s page is on hold now.", "%(count)s pages are on hold now.", count)
        messages.success(request, said % {"count": count})
        return redirect(shown)
    found = still_free(shown, found, with_parts=with_parts)
    seen = Item.objects.visible_to(request.person).filter(pk__in=found.order_by().values("pk"))
    count = found.count()
    context = {
        "hold": shown, "form": form, "is_asked": is_understood, "count": count,
        "is_empty": is_understood and form.choice().is_empty,
        "unseen": count - seen.count(), "first": seen.with_places().order_by("pk")[:FIRST], "asked": asked.items(),
        "more": max(seen.count() - FIRST, 0),
    }  # fmt: skip
    return render(request, "records/choose.html", context, status=422 if form.errors else 200)


def still_free(hold: Hold, found: ItemQuerySet, *, with_parts: bool) -> ItemQuerySet:
    """What would come under the hold. A collection that is held without its parts counts again once they are wanted."""
    held = hold.held.in_force()
    if with_parts:
        below = all_below(found.order_by().values_list("pk", flat=True))
        here = Item.objects.filter(unit__institution_id=hold.institution_id)
        found = here.filter(Q(pk__in=found.order_by().values("pk")) | Q(pk__in=below))
        bare = Q(with_parts_at=None, item__in=Link.objects.parts().order_by().values("source"))
        held = held.exclude(bare)
    return found.exclude(pk__in=held.values("item"))


@for_officers
def lift(request: SignedInRequest, hold_id: int) -> HttpResponse:
    shown = hold_or_404(request.person, hold_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.lift(shown, by=request.person, reason=form.cleaned_data["reason"])
        messages.success(request, _("The hold “%(name)s” is lifted.") % {"name": shown.name})
        return redirect("records:holds")
    count: int = shown.count  # type: ignore[attr-defined]
    lede = ngettext(
        "%(count)s page stands under it. What no other hold keeps can be lost again.",
        "%(count)s pages stand under it. What no other hold keeps can be lost again.",
        count,
    )
    context = {
        "form": form, "heading": _("Lift “%(name)s”") % {"name": shown.name}, "verb": _("Lift the hold"),
        "lede": lede % {"count": count}, "back": shown.get_absolute_url(), "is_risky": True,
    }  # fmt: skip
    return render(request, "records/form.html", context, status=422 if form.errors else 200)


@require_POST
@for_officers
def release(request: SignedInRequest, hold_id: int, item_id: int) -> HttpResponse:
    shown = hold_or_404(request.person, hold_id)
    held = get_object_or_404(shown.held.in_force().select_related("hold", "item"), item=item_id)
    actions.release(held, by=request.person, reason=request.POST.get("reason", ""))
    messages.success(request, _("The page is no longer under this hold."))
    return redirect(shown)
