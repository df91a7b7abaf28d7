"""Refusals become pages: the sentence that was raised, and a way on."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from lubuk.foundation.refusal import NotAllowed, Refused


class RefusalMiddleware:
    """`raise Refused(_("…"))` anywhere below a view, and the person reads it; nothing half-done was committed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise SuspiciousOperation(
                "NUL in an address"
            )  # no text has it, and PostgreSQL can't be asked for it
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        status = 403 if isinstance(exception, NotAllowed) else 409
        if "application/json" in request.headers.get("Accept", ""):
            return JsonResponse({"message": str(exception)}, status=status)
        if status == 403:
            return render(request, "403.html", {"exception": str(exception)}, status=403)
        messages.error(request, str(exception))
        return redirect(page_before(request))


def page_before(request: HttpRequest) -> str:
    before = request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(before, allowed_hosts={request.get_host()})
    return before if safe else "/"
