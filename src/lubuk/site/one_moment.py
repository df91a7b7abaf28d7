"""Each request is answered as of one moment: by the acts that were done then, and by the kinds in force then,
whichever process answers it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from lubuk.foundation.shaping.following import follow
from lubuk.foundation.trail.stamp import one_moment

type Next = Callable[[HttpRequest], HttpResponse]


def as_of_one_moment(get_response: Next) -> Next:
    def answer(request: HttpRequest) -> HttpResponse:
        with one_moment():
            return get_response(request)

    return answer


def follow_kinds(get_response: Next) -> Next:
    def answer(request: HttpRequest) -> HttpResponse:
        follow()
        return get_response(request)

    return answer
