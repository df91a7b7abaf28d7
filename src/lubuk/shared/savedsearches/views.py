"""Keeping a search, the list of one's own, and the link of a letter that stops letters."""

from __future__ import annotations

from collections import Counter

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from lubuk.foundation.accounts.door import signed_in
from lubuk.foundation.accounts.models import Person, Request, SignedInRequest
from lubuk.foundation.ids import BIGGEST_ID
from lubuk.foundation.items.models import Item
from lubuk.foundation.refusal import Refused
from lubuk.shared.savedsearches import actions
from lubuk.shared.savedsearches.addresses import Asked, results_of
from lubuk.shared.savedsearches.forms import KeepForm
from lubuk.shared.savedsearches.letters import person_of
from lubuk.shared.savedsearches.models import MOST_LETTERS, Alert, Find, KeptSearch
from lubuk.shared.savedsearches.saying import sentences

NEWEST = 3  # new pages named under each search
LOOKED_AT = 300  # finds among which they are looked for


@signed_in
@require_http_methods(["GET", "POST"])
def keep(request: SignedInRequest) -> HttpResponse:
    """The search stands in the address, so that the form says it back when something is wrong."""
    address = Asked.read(request.GET).address
    if not address:
        messages.info(request, _("Search for something first, then keep the search."))
        return redirect("search")
    there = KeptSearch.objects.of(request.person).filter(address=address).first()
    if there:
        return redirect("savedsearches:change", there.pk)
    (said,) = sentences([address])
    first = {"name": said[:MOST_LETTERS], "alert": Alert.NOTICE}
    form = KeepForm(request.POST or None, initial=first, person=request.person)
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep(address, by=request.person, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The search is kept."))
            return redirect(results_of(address))
    context = {"form": form, "said": said, "results": results_of(address)}
    return render(request, "savedsearches/keep.html", context, status=422 if form.errors else 200)


@signed_in
@require_safe
def searches(request: SignedInRequest) -> HttpResponse:
    own = list(KeptSearch.objects.of(request.person))
    said = sentences([search.address for search in own])
    how_many, newest = news_of(request.person)
    rows = [
        (search, words, how_many[search.pk], newest.get(search.pk, []))
        for search, words in zip(own, said, strict=True)
    ]
    return render(request, "savedsearches/searches.html", {"rows": rows})


def news_of(person: Person) -> tuple[Counter[int], dict[int, list[Item]]]:
    """By search, how many pages are new since it was opened, and the newest of them. Two questions."""
    new = Find.objects.shown_to(person).since_opened()
    counts = new.order_by().values_list("search").annotate(Count("pk"))
    how_many, newest = Counter(dict(counts)), dict[int, list[Item]]()
    for find in new.select_related("item")[:LOOKED_AT] if how_many else ():
        if len(named := newest.setdefault(find.search_id, [])) < NEWEST:
            named.append(find.item)
    return how_many, newest


@signed_in
@require_safe
def open_search(request: SignedInRequest, search_id: int) -> HttpResponse:
    search = own_or_404(request, search_id)
    actions.look_at(search, by=request.person)
    return redirect(results_of(search.address))


@signed_in
@require_http_methods(["GET", "POST"])
def change(request: SignedInRequest, search_id: int) -> HttpResponse:
    search = own_or_404(request, search_id)
    first = {"name": search.name, "alert": search.alert}
    form = KeepForm(request.POST or None, initial=first, person=request.person)
    if request.method == "POST" and form.is_valid():
        actions.change(search, by=request.person, **form.cleaned_data)
        messages.success(request, _("The search is changed."))
        return redirect("savedsearches:list")
    (said,) = sentences([search.address])
    context = {"form": form, "said": said, "search": search, "results": results_of(search.address)}
    return render(request, "savedsearches/change.html", context, status=422 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "POST"])
def remove(request: SignedInRequest, search_id: int) -> HttpResponse:
    search = own_or_404(request, search_id)
    if request.method == "POST":
        actions.remove(search, by=request.person)
        messages.success(request, _("“%(name)s” is no longer kept.") % {"name": search.name})
        return redirect("savedsearches:list")
    (said,) = sentences([search.address])
    return render(request, "savedsearches/remove.html", {"search": search, "said": said})


def own_or_404(request: SignedInRequest, search_id: int) -> KeptSearch:
    """Another's can't be found."""
    search: KeptSearch = get_object_or_404(
        KeptSearch.objects.of(request.person), pk=min(search_id, BIGGEST_ID)
    )
    return search


@csrf_exempt  # a mail programme presses it (RFC 8058); the token in the address says whose letters they are
@require_http_methods(["GET", "POST"])
def stop(request: Request, token: str) -> HttpResponse:
    """For whoever has the letter, signed in or not. Looking stops nothing: some mail servers look at every link."""
    person = person_of(token)
    if person is None:
        raise Http404
    if request.method == "POST":
        actions.stop_letters(person)
    return render(request, "savedsearches/stop.html", {"is_stopped": request.method == "POST"})
