"""The shelves: by subject, by kind, by unit, by section; and a person with what they wrote."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from lubuk.domains.library.queries import (
    counted,
    kinds_with_counts,
    subjects_with_counts,
    units_with_counts,
)
from lubuk.foundation.access.models import Role
from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.door import signed_in
from lubuk.foundation.accounts.models import Person, Request, SignedInRequest
from lubuk.foundation.items.kinds.loading import kind_or_404
from lubuk.foundation.items.kinds.registry import kinds
from lubuk.foundation.items.models import Item
from lubuk.foundation.items.queries import ItemQuerySet
from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.trees import TreeQuerySet
from lubuk.foundation.units.models import Unit
from lubuk.shared.duties.permissions import can_follow_reading
from lubuk.shared.expertise.topics import topics_shown

PER_PAGE = 20
ORDERS = {"newest": ("-published_at", "-pk"), "changed": ("-changed_at", "-pk"), "title": ("title", "pk")}


def library(request: Request) -> HttpResponse:
    newest = Item.objects.published_to(request.person).told_once(request.person, request.LANGUAGE_CODE)[:6]
    counts = counted(request.person)
    context = {
        "counts": counts,
        "kinds": kinds_with_counts(counts),
        # Called by parts of the page that are drawn; those that are kept need neither.
        "subjects": partial(subjects_with_counts, counts),
        "units": partial(units_with_counts, counts),
        "newest": newest,
    }
    return render(request, "library/library.html", context)


def by_kind(request: Request, key: str) -> HttpResponse:
    kind = kind_or_404(key)
    items = Item.objects.published_to(request.person).filter(kind=key)
    return shelf(
        request, items, {"heading": kind.plural, "lede": kind.purpose, "icon": kind.icon, "kind": kind}
    )


def by_unit(request: Request, slug: str) -> HttpResponse:
    unit = get_object_or_404(Unit, slug=slug)
    items = Item.objects.published_to(request.person).filter(unit__in=Unit.objects.within(unit))
    follows = {"followed": unit} if can_follow_reading(request.person, unit) else {}
    return shelf(request, items, {"heading": unit.name, **follows, **place(unit, "unit")})


def by_section(request: Request, slug: str) -> HttpResponse:
    section = get_object_or_404(Section, slug=slug)
    items = Item.objects.published_to(request.person).filter(section__in=Section.objects.within(section))
    if not standing(request.person).is_staff and not items.exists():
        raise Http404  # to those outside, an empty shelf and a shelf they may not see are the same
    return shelf(request, items, {"heading": section.name, **place(section, "section")})


def place(node: Subject | Unit | Section, word: str) -> dict[str, Any]:
    """The way down to the place, the places below it, and those who tend it."""
    roles = (
        Role.objects.in_force()
        .filter(**{word: node}, name="steward", person__is_active=True)
        .select_related("person__unit")
    )
    tree: TreeQuerySet[Any] = type(node).objects.all()
    above = [place for place in tree.above(node) if place != node]
    return {
        "crumbs": [{"url": place.get_absolute_url(), "label": place.name} for place in above],
        "below": list(tree.filter(parent=node)),
        "stewards": list(roles),
    }


def shelf(request: Request, items: ItemQuerySet, context: dict[str, Any]) -> HttpResponse:
    """A list with its order and its page, and a filter by kind where there is more than one."""
    chosen = request.GET.get("kind", "")
    if chosen in kinds() and "kind" not in context:
        items = items.filter(kind=chosen)
    order = request.GET.get("order", "newest")
    rows = items.with_places().order_by(*ORDERS.get(order, ORDERS["newest"]))
    listed = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context |= {"page": listed, "order": order, "chosen": chosen, "orders": order_names()}
    context.setdefault("kinds", [] if "kind" in context else list(kinds().values()))
    return render(request, "library/shelf.html", context)


def order_names() -> dict[str, str]:
    return {"newest": _("Newest first"), "changed": _("Last changed first"), "title": _("By title")}


@signed_in
def person(request: SignedInRequest, person_id: int) -> HttpResponse:
    """A colleague, for colleagues; guests and citizens meet the names that stand under texts, no more."""
    shown = get_object_or_404(Person.objects.select_related("unit"), pk=person_id, is_active=True)
    if shown != request.person and not standing(request.person).is_staff:
        raise Http404
    wrote = Item.objects.published_to(request.person).filter(owner=shown).with_places()
    listed = Paginator(wrote, PER_PAGE).get_page(request.GET.get("page"))
    roles = Role.objects.in_force().filter(person=shown).select_related("unit", "subject", "section")
    context = {"shown": shown, "page": listed, "roles": list(roles), "topics": topics_shown(shown)}
    return render(request, "library/person.html", context)
