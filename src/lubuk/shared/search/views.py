"""The search page and the suggestions under the box."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lubuk.foundation.accounts.models import Request
from lubuk.foundation.items.leading_on import named_by_number
from lubuk.shared.search import searching, suggesting, synonyms
from lubuk.shared.search.cards import cards
from lubuk.shared.search.engine import NoIndex
from lubuk.shared.search.explaining import whys
from lubuk.shared.search.filters import Filters
from lubuk.shared.search.live import wake
from lubuk.shared.search.permissions import can_explain
from lubuk.shared.search.pinning import pinned
from lubuk.shared.search.query import LONGEST
from lubuk.shared.search.said import FOUND

RETRY_AFTER = "10"  # seconds: the first index of a full library takes about that


@require_safe
def search(request: Request) -> HttpResponse:
    text = " ".join(request.GET.get("q", "")[:LONGEST].split())
    try:
        found = searching.search(
            text, request.person, Filters.read(request.GET), synonyms=synonyms.in_force()
        )
    except NoIndex:
        return preparing(request, text)
    found = found.below(pinned(found.query, request.person, found.filters))
    chips = [(chip.text, address(request, found.query.without(chip))) for chip in found.query.chips]
    context: dict[str, Any] = {
        "text": text,
        "found": found,
        "chips": chips,
        "instead": named_by_number(text, request.person),
        "cards": cards(found.query, request.person),
        "may_explain": can_explain(request.person),
    }
    if context["may_explain"] and request.GET.get("explain"):
        context["whys"] = whys(found)
    answer = render(request, "search/results.html", context)
    answer[FOUND] = str(found.said)
    return answer


def preparing(request: Request, text: str) -> HttpResponse:
    answer = render(request, "search/preparing.html", {"text": text}, status=503)
    answer["Retry-After"] = RETRY_AFTER
    return answer


@require_safe
def suggest(request: Request) -> HttpResponse:
    """A fragment of `role="option"` rows in their groups."""
    wake()
    found = suggesting.groups(request.GET.get("q", ""), request.person)
    return render(request, "search/suggestions.html", {"groups": found})


def address(request: Request, text: str) -> str:
    """This page with another query: the choices stay, the page number doesn't."""
    said = request.GET.copy()
    said.pop("page", None)
    said["q"] = text
    return f"?{said.urlencode()}"
