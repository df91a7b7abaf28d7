"""Each request goes by the kinds that are in force at that moment, whichever process answers it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from lubuk.foundation.shaping.following import follow

type Next = Callable[[HttpRequest], HttpResponse]


def follow_kinds(get_response: Next) -> Next:
    def answer(request: HttpRequest) -> HttpResponse:
        follow()
        return get_response(request)

    return answer
