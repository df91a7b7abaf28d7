"""Until there is an institution, every page leads to the first-run form."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from lubuk.foundation.units.models import Unit

OPEN = ("/static/", "/language/", "/welcome/")


class FirstVisitMiddleware:
    """Asks the database until the answer is yes, and never again: an institution can't be taken away."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.is_set_up = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self.is_set_up and not request.path.startswith(OPEN):
            self.is_set_up = Unit.objects.exists()
            if not self.is_set_up:
                return redirect(reverse("first_run"))
        return self.get_response(request)
