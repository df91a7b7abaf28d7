"""Handing over all that a place or a person has: shown by kind before it is done."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lubuk.domains.office.door import for_officers
from lubuk.domains.office.handing_form import HandingForm
from lubuk.domains.office.trees import tree_or_404
from lubuk.domains.office.views.people import person_or_404
from lubuk.domains.office.views.places import address
from lubuk.foundation.accounts.models import SignedInRequest
from lubuk.foundation.items.kinds.registry import kinds
from lubuk.foundation.items.queries import ItemQuerySet
from lubuk.foundation.membership.handing import (
    Estate,
    can_hand_over_all,
    hand_over_all,
    handed_by,
    roles_of,
)
from lubuk.foundation.refusal import Refused, require


@for_officers
def hand_over_of_place(request: SignedInRequest, tree: str, slug: str) -> HttpResponse:
    shown = tree_or_404(tree)
    place = shown.place_or_404(request.person, slug)
    return handing(request, place, back=address(shown, place))


@for_officers
def hand_over_of_person(request: SignedInRequest, username: str) -> HttpResponse:
    person = person_or_404(request.person, username)
    return handing(request, person, back=reverse("office:person", args=[person.username]))


def handing(request: SignedInRequest, estate: Estate, *, back: str) -> HttpResponse:
    """Sent once it shows what would go; sent again with "sure" it is done."""
    by = request.person
    require(can_hand_over_all(by, estate), _("Only an administrator can change this account."))
    roles = roles_of(by, estate)
    form = HandingForm(request.POST or None, by=by, estate=estate, has_roles=bool(roles))
    is_valid = request.method == "POST" and form.is_valid()
    if is_valid and "sure" in request.POST and done(request, form, estate):
        return redirect(back)
    is_shown = is_valid and not form.errors
    to = form.cleaned_data["to"] if is_shown else None
    items = handed_by(by, estate).exclude(owner=to)
    context: dict[str, Any] = {
        "form": form,
        "name": estate.name,
        "rows": by_kind(items),
        "total": items.count(),
        "roles": [role for role in roles if not is_shown or form.cleaned_data.get("with_roles")],
        "to": to,
        "asked": [(name, request.POST.get(name, "")) for name in form.fields if request.POST.get(name)],
        "back": back,
    }
    return render(request, "office/hand_over.html", context, status=422 if form.errors else 200)


def done(request: SignedInRequest, form: HandingForm, estate: Estate) -> bool:
    said = form.cleaned_data
    roles = bool(said.get("with_roles"))
    try:
        number = hand_over_all(estate, said["to"], by=request.person, reason=said["reason"], with_roles=roles)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    told = ngettext(
        "%(number)s page belongs to %(name)s now.", "%(number)s pages belong to %(name)s now.", number
    )
    messages.success(request, told % {"number": number, "name": said["to"].name})
    return True


def by_kind(items: ItemQuerySet) -> list[tuple[str, int]]:
    """How many of each kind, the most first."""
    counts = items.order_by().values_list("kind").annotate(number=Count("pk", distinct=True))
    known = kinds()
    rows = [(str(known[key].plural) if key in known else key, number) for key, number in counts]
    return sorted(rows, key=lambda row: (-row[1], row[0]))
