"""Pages that look the same, in pairs, as the worker found them; and what the officer says of a pair."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lubuk.domains.office.door import for_officers
from lubuk.foundation.accounts.models import Person, SignedInRequest
from lubuk.foundation.items.actions import link
from lubuk.foundation.items.models import Item
from lubuk.foundation.items.permissions import can_link
from lubuk.shared.likeness.actions import tell_apart
from lubuk.shared.likeness.models import Pair
from lubuk.shared.likeness.queries import PairQuerySet

PER_PAGE = 20
RELATED, REPLACES = "relation", "replaces"
FIRST, SECOND = "first", "second"


def pairs_of(person: Person) -> PairQuerySet:
    return Pair.objects.unsettled().shown_to(person)


def pair_or_404(person: Person, pair_id: int) -> Pair:
    pairs = pairs_of(person).select_related("first__unit", "second__unit")
    return get_object_or_404(pairs, pk=pair_id)


@for_officers
def alike(request: SignedInRequest) -> HttpResponse:
    places = [f"{end}__{place}" for end in (FIRST, SECOND) for place in ("owner", "unit")]
    pairs = pairs_of(request.person).select_related(*places)
    page = Paginator(pairs, PER_PAGE).get_page(request.GET.get("page"))
    rows = [(pair, round(100 * pair.score)) for pair in page]
    return render(request, "office/alike.html", {"page": page, "rows": rows})


@require_POST
@for_officers
def apart(request: SignedInRequest, pair_id: int) -> HttpResponse:
    tell_apart(pair_or_404(request.person, pair_id), by=request.person)
    messages.success(request, _("Noted: they only look alike. The two are not shown here again."))
    return redirect("office:alike")


@require_POST
@for_officers
def link_pair(request: SignedInRequest, pair_id: int) -> HttpResponse:
    """`as` names the one that is kept, or says that both are."""
    pair, kept = pair_or_404(request.person, pair_id), request.POST.get("as", "")
    if kept == SECOND:
        join(pair.second, pair.first, REPLACES, by=request.person)
    elif kept == FIRST:
        join(pair.first, pair.second, REPLACES, by=request.person)
    else:
        join(pair.first, pair.second, RELATED, by=request.person)
    messages.success(request, said_of(pair, kept))
    return redirect("office:alike")


def join(one: Item, other: Item, meaning: str, *, by: Person) -> None:
    """Set from the end that is in the person's care; the other may stand in another institution."""
    if can_link(by, one):
        link(one, other, meaning, by=by)
    else:
        link(other, one, meaning, by=by, backwards=True)


def said_of(pair: Pair, kept: str) -> str:
    if kept not in {FIRST, SECOND}:
        return _("The two are linked now, and their readers are led from one to the other.")
    one, other = (pair.first, pair.second) if kept == FIRST else (pair.second, pair.first)
    words = {"one": one.title, "other": other.title}
    return _("“%(one)s” replaces “%(other)s” now. Open the one replaced to withdraw it.") % words
