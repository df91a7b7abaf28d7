"""Each request knows who asks."""

from collections.abc import Callable
from typing import cast

from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse

from lubuk.foundation.accounts.models import Reader, Request, Stranger


def person_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def respond(request: HttpRequest) -> HttpResponse:
        cast(Request, request).person = who_asks(request)
        return get_response(request)

    return respond


def who_asks(request: HttpRequest) -> Reader:
    """The person, and no lazy object: every page asks for them, and many times."""
    user = get_user(request)
    return cast(Reader, user) if user.is_authenticated else Stranger()
