"""What one looks after, in numbers and in the lists behind them."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from lubuk.domains.library.caring import CONCERNS, concerning, numbers_of
from lubuk.foundation.accounts.door import signed_in
from lubuk.foundation.accounts.models import SignedInRequest

PER_PAGE = 20


@signed_in
def care(request: SignedInRequest) -> HttpResponse:
    concern = CONCERNS.get(request.GET.get("show", ""), CONCERNS["published"])
    numbers = numbers_of(request.person)
    page = Paginator(concerning(concern, request.person), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "concern": concern,
        "numbers": [(one, numbers[key]) for key, one in CONCERNS.items() if key != "published"],
        "concerns": CONCERNS.values(),
        "all": numbers["published"],
        "official": numbers["official"],
        "page": page,
    }
    return render(request, "library/care.html", context)
