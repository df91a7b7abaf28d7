"""Sees each search and each result that is opened, on their way out. Nothing is written here: that is for `writing`.

Results are plain links. A page opened from them is known by the address that the browser says it comes from, which
stays within this site (Referrer-Policy: same-origin); a browser that doesn't say it isn't asked in another way.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from time import perf_counter
from urllib.parse import parse_qs, urlsplit

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import Resolver404, resolve, reverse

from lubuk.foundation.accounts.models import Person
from lubuk.shared.search.filters import Filters
from lubuk.shared.search.query import parse
from lubuk.shared.search.said import FOUND, Said
from lubuk.shared.searchlog.visits import Line, visitor, visits
from lubuk.shared.searchlog.words import kept_words, operators_of

ROBOT = re.compile(r"bot|crawl|spider|slurp|preview", re.IGNORECASE)
MILLISECONDS = 1000

type Next = Callable[[HttpRequest], HttpResponse]


def note_searches(get_response: Next) -> Next:
    def answer(request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        response = get_response(request)
        said = response.get(FOUND)
        if said is not None:
            del response[FOUND]
        if request.method != "GET" or is_no_reader(request):
            return response
        if said is not None:
            note_search(request, response, Said.read(said), perf_counter() - began)
        elif response.status_code < 400 and (words := words_before(request)):
            note_opened(request, words)
        return response

    return answer


def is_no_reader(request: HttpRequest) -> bool:
    """A robot, or a browser that fetches what nobody has pressed yet."""
    asks = request.META
    return "prefetch" in asks.get("HTTP_SEC_PURPOSE", "") or bool(
        ROBOT.search(asks.get("HTTP_USER_AGENT", ""))
    )


def note_search(request: HttpRequest, response: HttpResponse, said: Said, seconds: float) -> None:
    text = request.GET.get("q", "")
    if words := kept_words(text):
        person = person_of(request)
        line = Line(
            words=words,
            language=response.get("Content-Language", "")[:8],
            unit_id=person.unit_id if person else None,
            found=said.total,
            took=round(seconds * MILLISECONDS),
            filters=operators_of(parse(text)) | chosen(request.GET),
            places=said.places(),
        )
        visits.looked(visitor_of(request), line)


def chosen(said: QueryDict) -> set[str]:
    return Filters.read(said).used


def words_before(request: HttpRequest) -> str:
    """Of the search whose page this one was opened from; "" when it was opened from elsewhere."""
    said, search = request.META.get("HTTP_REFERER", ""), reverse("search")
    if search not in said:
        return ""
    before = urlsplit(said)
    if before.path != search or before.netloc != request.get_host() or request.path == before.path:
        return ""
    return kept_words(parse_qs(before.query).get("q", [""])[0])


def note_opened(request: HttpRequest, words: str) -> None:
    if not visits.opened(visitor_of(request), words, request.path) and is_item(request.path):
        visits.opened_elsewhere(words)


def is_item(path: str) -> bool:
    try:
        return resolve(path).url_name == "item"
    except Resolver404:
        return False


def visitor_of(request: HttpRequest) -> bytes:
    person = person_of(request)
    if person:
        return visitor(person.pk)
    asks = request.META
    return visitor(asks.get("REMOTE_ADDR"), asks.get("HTTP_X_FORWARDED_FOR"), asks.get("HTTP_USER_AGENT"))


def person_of(request: HttpRequest) -> Person | None:
    """None for strangers, whose pages may come from memory without anybody asking who they are."""
    person = getattr(request, "person", None)
    return person if getattr(person, "is_authenticated", False) else None
