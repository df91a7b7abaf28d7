"""Who has to read a page and who has, page by page and unit by unit; asking, and calling it off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lubuk.foundation.accounts.models import Person, SignedInRequest
from lubuk.foundation.items.models import Item
from lubuk.foundation.refusal import Refused
from lubuk.foundation.units.models import Unit
from lubuk.shared.duties import actions, tables
from lubuk.shared.duties.forms import AskForm
from lubuk.shared.duties.models import Duty
from lubuk.shared.duties.permissions import (
    can_ask_somebody,
    can_call_off,
    can_follow_reading,
    whose_reading,
)
from lubuk.shared.duties.reckoning import Row, State, reckon, rows_of
from lubuk.shared.duties.wording import WORDS

PER_PAGE = 50
ITEMS_PER_PAGE = 20
TABLES = {"csv": tables.as_csv, "xlsx": tables.as_xlsx}


def item_or_404(person: Person, item_id: int) -> Item:
    """To those who can ask nobody, there is no such page."""
    seen = Item.objects.seen_among([item_id], person, "unit", "published")
    if item_id not in seen or not can_ask_somebody(person, seen[item_id]):
        raise Http404
    return seen[item_id]


def duties_of(item: Item) -> list[Duty]:
    return list(
        Duty.objects.open().filter(item=item).select_related("unit", "asked_by").prefetch_related("people")
    )


def unit_asked(request: HttpRequest) -> Unit | None:
    return Unit.objects.filter(slug=request.GET.get("unit", "").replace("\0", "")[:80]).first()


def within(unit: Unit | None) -> Q:
    return Q(unit__path__startswith=unit.path) if unit else Q()


@never_cache
@login_required
def readers(request: HttpRequest, item_id: int) -> HttpResponse:
    """Asked with a form on the same page; the table shows whose reading is this person's affair."""
    by = cast(SignedInRequest, request).person
    item = item_or_404(by, item_id)
    form = AskForm(request.POST or None, by=by, item=item)
    if request.method == "POST" and form.is_valid() and asked(form, item, by):
        messages.success(request, _("Asked. They are told, and reminded until they have read it."))
        return redirect("duties:readers", item.pk)
    duties, unit = duties_of(item), unit_asked(request)
    rows = rows_of(item, duties, whose_reading(by, item) & within(unit))
    context = shown(request, rows) | {
        "item": item,
        "form": form,
        "unit": unit,
        "duties": [(duty, can_call_off(by, duty)) for duty in duties],
    }
    return render(request, "duties/readers.html", context, status=422 if form.errors else 200)


def asked(form: AskForm, item: Item, by: Person) -> bool:
    try:
        actions.ask_to_read(item, by=by, **form.asked())
    except Refused as refused:
        form.add_error(None, str(refused))
    return not form.errors


def shown(request: HttpRequest, rows: Sequence[Row]) -> dict[str, Any]:
    counts = Counter(row.state for row in rows)
    state = request.GET.get("show", "")
    chosen = [row for row in rows if row.state == state] if state in set(State) else rows
    return {
        "page": Paginator(chosen, PER_PAGE).get_page(request.GET.get("page")),
        "states": [(state, WORDS[state], counts[state]) for state in State],
        "state": state if state in set(State) else "",
        "total": len(rows),
        "read": counts[State.READ],
    }


@require_POST
@login_required
def call_off(request: HttpRequest, item_id: int, duty_id: int) -> HttpResponse:
    by = cast(SignedInRequest, request).person
    item = item_or_404(by, item_id)
    duty = get_object_or_404(Duty.objects.select_related("item__unit", "unit").filter(item=item), pk=duty_id)
    actions.call_off(duty, by=by)
    messages.success(request, _("Called off. Who has read it stays on record."))
    return redirect("duties:readers", item.pk)


@never_cache
@login_required
def table(request: HttpRequest, item_id: int, form: str) -> HttpResponse:
    by = cast(SignedInRequest, request).person
    item = item_or_404(by, item_id)
    rows = rows_of(item, duties_of(item), whose_reading(by, item) & within(unit_asked(request)))
    return TABLES[form](tables.lines(item, rows), f"must-read-{item.number}")


def unit_or_404(person: Person, slug: str) -> Unit:
    unit = get_object_or_404(Unit, slug=slug)
    if not can_follow_reading(person, unit):
        raise Http404
    return unit


@never_cache
@login_required
def of_unit(request: HttpRequest, slug: str) -> HttpResponse:
    """The pages that somebody of the unit has to read, each with how far they are."""
    by = cast(SignedInRequest, request).person
    unit = unit_or_404(by, slug)
    page = Paginator(items_for(unit, by), ITEMS_PER_PAGE).get_page(request.GET.get("page"))
    rows = [(item, summed_up(mine)) for item, mine in by_item(page.object_list, unit) if mine]
    return render(request, "duties/unit.html", {"unit": unit, "page": page, "rows": rows})


def items_for(unit: Unit, by: Person) -> Any:
    named = Q(people__unit__path__startswith=unit.path)
    here = Q(unit__path__startswith=unit.path) | Q(unit__in=unit.lineage) | named
    duties = Duty.objects.open().filter(here).order_by()
    return Item.objects.visible_to(by).filter(pk__in=duties.values("item")).order_by("title", "pk")


def by_item(items: Any, unit: Unit) -> list[tuple[Item, list[Row]]]:
    here = list(items.select_related("unit"))
    people = Person.objects.filter(within(unit), is_active=True).select_related("unit").order_by("name", "pk")
    rows = reckon(here, list(people))
    return [(item, rows[item.pk]) for item in here]


def summed_up(rows: Sequence[Row]) -> dict[str, Any]:
    counts = Counter(row.state for row in rows)
    unread = [row.due for row in rows if row.state != State.READ]
    return {
        "all": len(rows), "read": counts[State.READ], "overdue": counts[State.OVERDUE],
        "due": min(unread, default=None),
    }  # fmt: skip


@never_cache
@login_required
def table_of_unit(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    by = cast(SignedInRequest, request).person
    unit = unit_or_404(by, slug)
    found = (line for item, rows in by_item(items_for(unit, by), unit) for line in tables.lines(item, rows))
    return TABLES[form](found, f"must-read-{unit.slug}")
