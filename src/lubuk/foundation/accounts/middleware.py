"""Each request knows who asks."""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from lubuk.foundation.accounts.models import Reader, Request, Stranger


def person_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def respond(request: HttpRequest) -> HttpResponse:
        cast(Request, request).person = cast(Reader, SimpleLazyObject(lambda: who_asks(request)))
        return get_response(request)

    return respond


def who_asks(request: HttpRequest) -> Reader:
    return cast(Reader, request.user) if request.user.is_authenticated else Stranger()
