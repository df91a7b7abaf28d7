"""Pages for people without a session, kept whole in the process's memory: what everybody may read is made
once.

A page is kept under all that it depends on: its address, the language, the theme, the day (dates are said
relative to it), and the trail's stamp, read before the page is made. Any act changes the stamp, so no
answer is
older than the last act of any process. What belongs to a person never comes here: a request with a session
is neither answered from this memory nor kept in it.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from http import HTTPStatus

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_from_request

from lubuk.foundation.trail.stamp import stamp
from lubuk.shared.search.engine import NoIndex
from lubuk.shared.search.live import engine, vectors_now
from lubuk.ui.keeping import Kept

MOST_BYTES = 32 * 2**20  # some 4,000 pages
LONGEST = 2**20  # bytes of one page
FRAME = 1_000  # bytes of a page's key and headers, about
UNDERSTOOD = {
    "accept",
    "accept-encoding",
    "accept-language",
    "cookie",
}  # what an answer may vary by: the key has them
PERSONAL = {"private", "no-store", "no-cache"}
THEME = "theme"
DATA = ("text/turtle", "application/rdf+xml")  # what else than a page some addresses answer with

type Next = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True, slots=True)
class Page:
    content: bytes  # compressed already, where the visitor takes that
    headers: dict[str, str]

    def answer(self) -> HttpResponse:
        return HttpResponse(self.content, headers=self.headers)


def weight(page: Page) -> int:
    return len(page.content) + FRAME


pages = Kept[Page](MOST_BYTES, weight)


class PublicCache:
    def __init__(self, get_response: Next) -> None:
        if settings.DEBUG:
            raise MiddlewareNotUsed  # who changes a template wants to see it, and no act tells of that
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = key_of(request) if is_anybody(request) else None
        if key is None:
            return self.get_response(request)
        if page := pages.get(key):
            return page.answer()
        response = self.get_response(request)
        if may_be_kept(request, response):
            pages.keep(key, Page(response.content, dict(response.items())))
        return response


def is_anybody(request: HttpRequest) -> bool:
    """Asks for a page with nothing that says who they are."""
    return (
        request.method == "GET"
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and CookieStorage.cookie_name not in request.COOKIES
        and "HTTP_AUTHORIZATION" not in request.META
        and "HTTP_HX_REQUEST" not in request.META  # asks for a part of a page
        and not request.path.startswith((settings.STATIC_URL, settings.MEDIA_URL))
    )


def key_of(request: HttpRequest) -> Hashable | None:
    """None when nothing may be kept: nothing was done yet, or the search is being prepared."""
    now = stamp()
    if not now:
        return None
    position = ""
    if request.path.startswith(reverse("search")):
        try:
            position = f"{engine().position()} {vectors_now()}"
        except NoIndex:
            return None
    return (
        now,
        position,
        request.scheme,
        request.META.get("HTTP_HOST"),
        request.get_full_path(),
        get_language_from_request(request),
        request.COOKIES.get(THEME),
        any(kind in request.META.get("HTTP_ACCEPT", "") for kind in DATA),
        "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""),
        timezone.localdate(),
    )


def may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """A whole page that is the same for everybody who would ask in the same way."""
    return (
        response.status_code == HTTPStatus.OK
        and not response.streaming
        and not response.cookies
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")  # a token was put into the page
        and words(response, "Vary") <= UNDERSTOOD
        and not words(response, "Cache-Control") & PERSONAL
        and len(response.content) <= LONGEST
    )


def words(response: HttpResponse, header: str) -> set[str]:
    return {word.strip().lower() for word in response.get(header, "").split(",") if word.strip()}
