"""Which pages of the library a reader's device may keep (docs/decisions/0041): items that they read, and forms
that they write in. Never an item for only the people someone names, and no lists: those show titles of such
items, and are stale the next day.
"""

from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Audience, Item
from lubuk.ui.offline import may_be_kept


def kept_to_read(request: HttpRequest, response: HttpResponse, item: Item) -> HttpResponse:
    if item.audience == Audience.PEOPLE:
        return response
    return may_be_kept(
        request,
        response,
        title=item.title or item.number,
        kind=str(kind_of(item).name),
        language=item.language,
        item=item.pk,
        writes=False,
    )


def kept_to_write(
    request: HttpRequest, response: HttpResponse, kind: Kind, item: Item | None
) -> HttpResponse:
    if item is None:
        title = capfirst(_("New %(kind)s") % {"kind": kind.name.lower()})
        return may_be_kept(
            request, response, title=title, kind="", language=get_language() or "", writes=True
        )
    if item.audience == Audience.PEOPLE:
        return response
    return may_be_kept(
        request,
        response,
        title=item.title or item.number,
        kind=kind.name,
        language=item.language,
        item=item.pk,
        writes=True,
    )


def kept_to_choose(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    title = _("Share what you know")
    return may_be_kept(request, response, title=title, kind="", language=get_language() or "", writes=True)
