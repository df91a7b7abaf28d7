"""The search page and the suggestions under the box."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Request
from lubuk.shared.search import queries, suggesting, synonyms
from lubuk.shared.search.engine import NoIndex
from lubuk.shared.search.filters import Filters
from lubuk.shared.search.pinning import pinned
from lubuk.shared.search.query import LONGEST
from lubuk.shared.search.said import FOUND

RETRY_AFTER = "10"  # seconds: the first index of a full library takes about that


@require_safe
def search(request: Request) -> HttpResponse:
    text = " ".join(request.GET.get("q", "")[:LONGEST].split())
    try:
        found = queries.search(text, request.person, Filters.read(request.GET), synonyms=synonyms.in_force())
    except NoIndex:
        return preparing(request, text)
    found = found.below(pinned(found.query, request.person, found.filters))
    chips = [(chip.text, address(request, found.query.without(chip))) for chip in found.query.chips]
    answer = render(request, "search/results.html", {
        "text": text, "found": found, "chips": chips, "may_tend": standing(request.person).is_officer,
    })  # fmt: skip
    answer[FOUND] = str(found.said)
    return answer


def preparing(request: Request, text: str) -> HttpResponse:
    answer = render(request, "search/preparing.html", {"text": text}, status=503)
    answer["Retry-After"] = RETRY_AFTER
    return answer


@require_safe
def suggest(request: Request) -> HttpResponse:
    """A fragment of `role="option"` rows; empty while the first index is being built."""
    try:
        rows = suggesting.rows(request.GET.get("q", ""), request.person)
    except NoIndex:
        rows = []
    return render(request, "search/suggestions.html", {"rows": rows})


def address(request: Request, text: str) -> str:
    """This page with another query: the choices stay, the page number doesn't."""
    said = request.GET.copy()
    said.pop("page", None)
    said["q"] = text
    return f"?{said.urlencode()}"
