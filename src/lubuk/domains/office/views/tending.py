"""One search as the office sees it: how it fared, what is found today, and what the office puts first."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lubuk.domains.office.door import for_officers
from lubuk.domains.office.searches import WEEK, sums
from lubuk.foundation.accounts.models import Person, SignedInRequest
from lubuk.foundation.ids import id_in
from lubuk.foundation.items.by_number import page_of_number
from lubuk.foundation.items.models import Item
from lubuk.foundation.refusal import Refused
from lubuk.shared.search import actions, searching
from lubuk.shared.search.engine import NoIndex
from lubuk.shared.search.filters import Filters
from lubuk.shared.search.models import Pin
from lubuk.shared.search.permissions import can_pin
from lubuk.shared.search.pinning import words_of_pin
from lubuk.shared.searchlog.models import Lookup

LOOKED_BACK = 12 * WEEK


@for_officers
def tend_search(request: SignedInRequest) -> HttpResponse:
    words = words_of_pin(request.GET.get("q", ""))
    if not words:
        return redirect("office:searches")
    since = timezone.localdate() - LOOKED_BACK
    pinned = pinned_for(request.person, words)
    found = [item for item in found_for(request.person, words) if item not in pinned]
    return render(request, "office/tend_search.html", {
        "words": words,
        "sums": sums(Lookup.objects.in_care_of(request.person).since(since).filter(words=words)),
        "pinned": pinned,
        "found": [(item, can_pin(request.person, item)) for item in found],
        "crumbs": [{"url": reverse("office:searches"), "label": _("Searches")}],
    })  # fmt: skip


def pinned_for(person: Person, words: str) -> list[Item]:
    ids = list(Pin.objects.filter(words=words).values_list("item_id", flat=True))
    seen = Item.objects.visible_to(person).with_places().in_bulk(ids)
    return [seen[pk] for pk in ids if pk in seen]


def found_for(person: Person, words: str) -> list[Item]:
    try:
        return [one.item for one in searching.search(words, person, Filters()).results]
    except NoIndex:
        return []


@require_POST
@for_officers
def pin(request: SignedInRequest) -> HttpResponse:
    """By the button beside a result, or by the number that stands on the page."""
    words = request.POST.get("q", "")
    try:
        if "number" in request.POST:
            item = page_of_number(request.POST["number"], request.person)
        else:
            item = item_or_404(request.person, request.POST.get("item", ""))
        actions.pin(item, words, by=request.person)
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("It stands first now, for all who may see it."))
    return back_to(words)


@require_POST
@for_officers
def unpin(request: SignedInRequest) -> HttpResponse:
    words = request.POST.get("q", "")
    actions.unpin(item_or_404(request.person, request.POST.get("item", "")), words, by=request.person)
    messages.success(request, _("It stands where it stood before."))
    return back_to(words)


def item_or_404(person: Person, pk: str) -> Item:
    item = Item.objects.visible_to(person).filter(pk=id_in(pk)).first()
    if item is None:
        raise Http404
    return item


def back_to(words: str) -> HttpResponse:
    return redirect(f"{reverse('office:tend_search')}?{urlencode({'q': words_of_pin(words)})}")
