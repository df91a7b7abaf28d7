"""One's notices, grouped by the item they speak of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lubuk.foundation.accounts.models import Person, SignedInRequest
from lubuk.foundation.items.models import Item
from lubuk.shared.notifications.actions import mark_read
from lubuk.shared.notifications.models import Notice
from lubuk.shared.notifications.wording import sentence

PER_PAGE = 20  # items
MOST_OF_ONE = 5  # notices of one item: the newest say where it stands


@dataclass
class Told:
    """An item and what happened to it, the newest first."""

    item: Item
    notices: list[Notice] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        return any(notice.read_at is None for notice in self.notices)

    @property
    def lines(self) -> list[tuple[str, Notice]]:
        return [(sentence(notice), notice) for notice in self.notices[:MOST_OF_ONE]]


@login_required
def notices(request: HttpRequest) -> HttpResponse:
    person = cast(SignedInRequest, request).person
    newest = Notice.objects.shown_to(person).order_by().values("item_id").annotate(last=Max("at"))
    page = Paginator(newest.order_by("-last", "-item_id"), PER_PAGE).get_page(request.GET.get("page"))
    told = gathered(person, [row["item_id"] for row in page])
    context = {"page": page, "told": told, "has_new": any(group.is_new for group in told)}
    return render(request, "notifications/notices.html", context)


def gathered(person: Person, item_ids: list[int]) -> list[Told]:
    """Two questions, however many there are."""
    items = Item.objects.visible_to(person).in_bulk(item_ids)
    groups = {pk: Told(items[pk]) for pk in item_ids if pk in items}
    for notice in Notice.objects.shown_to(person).filter(item__in=groups).select_related("by", "about", "to"):
        groups[notice.item_id].notices.append(notice)
    return list(groups.values())


@require_POST
@login_required
def read(request: HttpRequest) -> HttpResponse:
    """All of them."""
    mark_read(cast(SignedInRequest, request).person)
    messages.success(request, _("All notices are marked as read."))
    return redirect("notices")


@require_POST
@login_required
def read_item(request: HttpRequest, item_id: int) -> HttpResponse:
    """Those of one item; of an item that isn't there it does nothing, and says nothing else."""
    mark_read(cast(SignedInRequest, request).person, item_id)
    return redirect("notices")
