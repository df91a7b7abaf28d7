"""What one may mean while typing a name, in JSON: for @ and [[ in the editor and for the pickers of forms; and what
looks like a title that is being written.

Each row has what it is called, a word that tells it from others of its name, and the key that a form sends.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render

from lubuk.domains.library.queries import items_titled_like, people_named_like, places_named_like
from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.door import signed_in
from lubuk.foundation.accounts.models import Request, SignedInRequest
from lubuk.foundation.ids import id_in
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.units.models import Unit
from lubuk.shared.likeness.finding import titled_like

LONGEST = 80
LONGEST_TITLE = 250


def asked(request: Request | SignedInRequest) -> str:
    return request.GET.get("q", "").strip()[:LONGEST]


@signed_in
def people_lookup(request: SignedInRequest) -> HttpResponse:
    """Colleagues, for colleagues."""
    if not standing(request.person).is_staff:
        raise Http404
    rows = [
        {
            "id": p.pk,
            "name": str(p),
            "unit": str(p.unit or ""),
            "key": p.username,
            "url": p.get_absolute_url(),
        }
        for p in people_named_like(asked(request))
    ]
    return JsonResponse(rows, safe=False)


@signed_in
def items_lookup(request: SignedInRequest) -> HttpResponse:
    """Items that the person may see; with `kind`, once or more, of these alone."""
    found = items_titled_like(asked(request), request.person, of=request.GET.getlist("kind"))
    rows = [
        {"id": i.pk, "title": i.title, "kind": str(i.kind_definition), "number": i.number, "key": i.number}
        for i in found
    ]
    return JsonResponse(rows, safe=False)


@signed_in
def units_lookup(request: SignedInRequest) -> HttpResponse:
    return JsonResponse(places(Unit.objects.filter(closed_at=None), asked(request)), safe=False)


@signed_in
def subjects_lookup(request: SignedInRequest) -> HttpResponse:
    return JsonResponse(places(Subject.objects.all(), asked(request)), safe=False)


@signed_in
def look_alikes(request: SignedInRequest) -> HttpResponse:
    """For the writing page: published items with nearly this title, as the part of the page that shows them."""
    number = request.GET.get("but", "")
    found = titled_like(
        request.GET.get("title", "").strip()[:LONGEST_TITLE],
        request.person,
        but=id_in(number),
    )
    return render(request, "library/look_alikes.html", {"look_alikes": found})


def places(nodes: Any, text: str) -> list[dict[str, str]]:
    """With the place above each, since divisions of two agencies are often called alike."""
    found = places_named_like(nodes, text)
    return [{"name": node.name, "unit": str(node.parent or ""), "key": node.slug} for node in found]
