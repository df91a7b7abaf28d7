"""The desk: what needs the officer today, and the lists behind its numbers."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lubuk.domains.office import queries
from lubuk.domains.office.door import for_officers
from lubuk.domains.office.level import layers
from lubuk.foundation.accounts.models import SignedInRequest
from lubuk.foundation.items.models import Phase

PER_PAGE = 20
FIRST = 5  # of a list on the desk


@dataclass(frozen=True)
class View:
    """A list of items by what they need."""

    key: str
    label: Promise
    counted: Promise  # beside the number on the desk
    nothing: Promise
    condition: Q
    order: str


def views() -> list[View]:
    """Made on each request, since conditions speak of today."""
    return [
        View("published", _("Published"), _("pages published"), _("Nothing is published yet."),
             Q(phase=Phase.PUBLISHED), "-published_at"),
        View("overdue", _("Check overdue"), _("waiting to be checked again"), _("Nothing is overdue."),
             queries.overdue(), "check_by"),
        View("review", _("In review"), _("waiting for a reviewer"), _("Nobody waits for a review."),
             queries.in_review(), "changed_at"),
        View("nosteward", _("Without a steward"), _("looked after by no steward"), _("Every page has its steward."),
             queries.without_steward(), "-published_at"),
        View("drafts", _("Old drafts"), _("drafts untouched for 30 days"), _("No draft of yours is that old."),
             queries.old_drafts(), "changed_at"),
    ]  # fmt: skip


@for_officers
def desk(request: SignedInRequest) -> HttpResponse:
    stock = queries.stock(request.person)
    numbers = [(view, stock.filter(view.condition).count()) for view in views() if view.key != "drafts"]
    drafts = next(view for view in views() if view.key == "drafts")
    by_unit = queries.trust_by_unit(request.person)
    whole = queries.Trust()
    for trust in by_unit.values():
        whole.add(trust)
    context = {
        "numbers": [*numbers, (drafts, queries.count_old_drafts(request.person))],
        "trust": whole,
        "layers": layers(whole),
        "units": queries.top_units(request.person, by_unit),
        "overdue": stock.filter(queries.overdue()).select_related("unit", "owner").order_by("check_by")[:FIRST],
        "review": stock.filter(queries.in_review()).select_related("unit", "owner", "draft").order_by("changed_at")[:FIRST],
    }
    return render(request, "office/desk.html", context)


@for_officers
def items(request: SignedInRequest) -> HttpResponse:
    known = {view.key: view for view in views()}
    view = known.get(request.GET.get("show", ""), known["published"])
    listed = queries.stock(request.person).filter(view.condition).with_places().order_by(view.order, "pk")
    page = Paginator(listed, PER_PAGE).get_page(request.GET.get("page"))
    context = {"views": known.values(), "view": view, "page": page}
    if view.key == "drafts":
        context["unseen"] = queries.count_old_drafts(request.person) - page.paginator.count
    return render(request, "office/items.html", context)
