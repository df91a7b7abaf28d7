"""Each page says in a header for whom it was made, so that a device which keeps pages throws away those of
whoever read before (frontend/src/offline/keeping.ts).

The mark tells apart, and nothing else: it can't be turned back into a person, and nobody is let in by it.
"""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from lubuk.foundation.accounts.models import Reader, Request

HEADER = "X-Reader"
ANYBODY = "anybody"
LENGTH = 20  # hexadecimal digits

type Next = Callable[[HttpRequest], HttpResponse]


def reader_mark(get_response: Next) -> Next:
    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            response[HEADER] = mark_of(cast(Request, request).person)
        return response

    return respond


def mark_of(reader: Reader) -> str:
    if not reader.is_authenticated:
        return ANYBODY
    return salted_hmac("lubuk.offline", str(reader.pk), algorithm="sha256").hexdigest()[:LENGTH]
