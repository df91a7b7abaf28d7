"""The desk: what needs the officer today, and the lists behind its numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lubuk.domains.office import quality, queries
from lubuk.domains.office.door import for_officers
from lubuk.domains.office.level import layers
from lubuk.foundation.accounts.models import Person, SignedInRequest
from lubuk.foundation.items.queries import ItemQuerySet

PER_PAGE = 20
FIRST = 5  # of a list on the desk


@dataclass(frozen=True)
class View:
    """A list of items by what they need."""

    key: str
    condition: Callable[[], Q]  # asked on each request: it speaks of today
    order: str
    label: Promise
    counted: Promise  # beside the number on the desk
    nothing: Promise


VIEWS = {
    view.key: view
    for view in (
        View("published", queries.published, "-published_at",
             _("Published"), _("pages published"), _("Nothing is published yet.")),
        View("overdue", queries.overdue, "check_by",
             _("Check overdue"), _("waiting to be checked again"), _("Nothing is overdue.")),
        View("review", queries.in_review, "changed_at",
             _("In review"), _("waiting for a reviewer"), _("Nobody waits for a review.")),
        View("follow", quality.has_to_follow, "-published_at",
             _("Have to follow"), _("resting on a page that has changed"),
             _("Every page agrees with what it rests on.")),
        View("translations", quality.translates_old, "-published_at",
             _("Translations behind"), _("translations that are no longer right"),
             _("Every translation says what its original says.")),
        View("words", quality.unanswered, "-published_at",
             _("Readers not helped"), _("found not useful, and not answered yet"),
             _("Every reader has been answered.")),
        View("nosteward", queries.without_steward, "-published_at",
             _("Without a steward"), _("looked after by no steward"), _("Every page has its steward.")),
        View("left", quality.owner_has_left, "unit__path",
             _("Owner has left"), _("owned by somebody who has left"), _("Every owner is still here.")),
        View("incomplete", queries.incomplete, "published__completeness",
             _("Not complete"), _("pages that lack something"), _("Every page is complete.")),
        View("drafts", queries.old_drafts, "changed_at",
             _("Old drafts"), _("drafts untouched for 30 days"), _("No draft of yours is that old.")),
    )
}  # fmt: skip


@for_officers
def desk(request: SignedInRequest) -> HttpResponse:
    by_unit = queries.trust_by_unit(request.person)
    whole = queries.Trust()
    for trust in by_unit.values():
        whole.add(trust)
    context = {
        "numbers": [(view, number(view, request.person)) for view in VIEWS.values()],
        "trust": whole,
        "layers": layers(whole),
        "units": queries.top_units(request.person, by_unit),
        "overdue": listed(VIEWS["overdue"], request.person)[:FIRST],
        "review": listed(VIEWS["review"], request.person).select_related("draft")[:FIRST],
    }
    return render(request, "office/desk.html", context)


def number(view: View, person: Person) -> int:
    if view.key == "drafts":
        return queries.count_old_drafts(person)
    return queries.stock(person).filter(view.condition()).count()


def listed(view: View, person: Person) -> ItemQuerySet:
    return queries.stock(person).filter(view.condition()).with_places().order_by(view.order, "pk")


@for_officers
def items(request: SignedInRequest) -> HttpResponse:
    view = VIEWS.get(request.GET.get("show", ""), VIEWS["published"])
    page = Paginator(listed(view, request.person), PER_PAGE).get_page(request.GET.get("page"))
    context = {"views": VIEWS.values(), "view": view, "page": page}
    if view.key == "drafts":
        context["unseen"] = queries.count_old_drafts(request.person) - page.paginator.count
    return render(request, "office/items.html", context)
