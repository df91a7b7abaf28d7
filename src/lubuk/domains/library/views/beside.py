"""Two pages that look the same, and what differs between them."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from lubuk.domains.library.comparing import differences
from lubuk.domains.library.loading import visible_or_404
from lubuk.domains.library.reading import names_of, titles_for
from lubuk.foundation.accounts.models import Request
from lubuk.foundation.richtext.display import prepare


def beside(request: Request, item_id: int, other_id: int) -> HttpResponse:
    """As their readers see them: only what is published is compared."""
    one, other = (visible_or_404(request.person, pk) for pk in (item_id, other_id))
    if one == other or one.published is None or other.published is None:
        raise Http404
    names = names_of(one, [one.published], request.person) | names_of(
        other, [other.published], request.person
    )
    parts = differences((one, other), one.published, other.published, names)
    context = {
        "one": one,
        "other": other,
        "parts": [
            (label, prepare(change, titles=titles_for([change], request.person)).html)
            for label, change in parts
        ],
    }
    return render(request, "library/beside.html", context)
