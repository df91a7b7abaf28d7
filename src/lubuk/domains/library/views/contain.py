"""Choosing what an item holds and in which order; reading a manual as one page."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lubuk.domains.library.choosing import collections_for, findable_for, neighbours
from lubuk.domains.library.contents import chapters_of, oldest_check
from lubuk.domains.library.item_page import prefetch_places
from lubuk.domains.library.loading import visible_or_404
from lubuk.domains.library.reading import readings
from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.door import signed_in
from lubuk.foundation.accounts.models import Reader, Request, SignedInRequest
from lubuk.foundation.items import actions
from lubuk.foundation.items.actions import Writing
from lubuk.foundation.items.kinds.registry import get, kind_of
from lubuk.foundation.items.models import Item
from lubuk.foundation.items.permissions import can_arrange, can_begin
from lubuk.foundation.refusal import Refused, require

MOST_TYPED = 80  # letters of a search


def whole_or_404(person: Reader, item_id: int, offer: str = "parts") -> Item:
    """An item whose kind holds others."""
    item = visible_or_404(person, item_id)
    if not kind_of(item).does_offer(offer):
        raise Http404
    prefetch_places(item)
    return item


@signed_in
def parts(request: SignedInRequest, item_id: int) -> HttpResponse:
    """The parts with what may be done to each, and a box to find more."""
    whole = whole_or_404(request.person, item_id)
    require(can_arrange(request.person, whole), _("Only those who look after it choose what is in it."))
    asked = request.GET.get("q", "").replace("\0", "").strip()[:MOST_TYPED]
    context = {
        "item": whole,
        "rows": neighbours(whole, request.person),
        "asked": asked,
        "found": findable_for(whole, request.person, asked) if asked else [],
    }
    return render(request, "library/parts.html", context)


@require_POST
@signed_in
def add_part(request: SignedInRequest, item_id: int) -> HttpResponse:
    whole = whole_or_404(request.person, item_id)
    part = visible_or_404(request.person, number_in(request, "part"))
    actions.add_part(whole, part, by=request.person)
    said = _("“%(part)s” is in “%(whole)s” now.") % {"part": part.title, "whole": whole.title}
    messages.success(request, said)
    return redirect(part if request.POST.get("back") == "part" else reverse("library:parts", args=[whole.pk]))


@require_POST
@signed_in
def remove_part(request: SignedInRequest, item_id: int, part_id: int) -> HttpResponse:
    whole = whole_or_404(request.person, item_id)
    part = visible_or_404(request.person, part_id)
    actions.remove_part(whole, part, by=request.person)
    messages.success(
        request, _("“%(part)s” was taken out. The page itself stays.") % {"part": part.title or part.number}
    )
    return redirect("library:parts", whole.pk)


@require_POST
@signed_in
def move_part(request: SignedInRequest, item_id: int, part_id: int) -> HttpResponse:
    """`before` is the part that it goes before; without one it goes to the end."""
    whole = whole_or_404(request.person, item_id)
    part = visible_or_404(request.person, part_id)
    before = (
        visible_or_404(request.person, number_in(request, "before")) if request.POST.get("before") else None
    )
    actions.move_part(whole, part, by=request.person, before=before)
    return redirect(f"{reverse('library:parts', args=[whole.pk])}#part-{part.pk}")


def number_in(request: SignedInRequest, name: str) -> int:
    """Raises Http404 for what is no id of an item."""
    value = request.POST.get(name, "")
    if not value.isascii() or not value.isdigit() or len(value) > 18:
        raise Http404
    return int(value)


@signed_in
def collect(request: SignedInRequest, item_id: int) -> HttpResponse:
    """The collections that the page can be put into; for colleagues, since others have none."""
    part = visible_or_404(request.person, item_id)
    require(standing(request.person).is_staff)
    if request.method == "POST":
        return begin_collection(request, part)
    asked = request.GET.get("q", "").replace("\0", "").strip()[:MOST_TYPED]
    context = {"item": part, "asked": asked, "collections": collections_for(part, request.person, asked)}
    return render(request, "library/collect.html", context)


def begin_collection(request: SignedInRequest, part: Item) -> HttpResponse:
    """A new collection with this page in it, led to where it is written."""
    kind, person = get("collection"), request.person
    title = " ".join(request.POST.get("title", "").replace("\0", "").split())
    if not title:
        raise Refused(_("Give the collection a name, so that others know what it is for."))
    if kind is None or person.unit is None:
        raise Http404
    require(can_begin(person, kind, person.unit))
    with transaction.atomic():
        whole = actions.begin(
            kind, by=person, unit=person.unit, language=part.language, writing=Writing(title=title)
        )
        actions.add_part(whole, part, by=person)
    messages.success(
        request, _("The collection is begun. Say in a sentence what it is for, then publish it.")
    )
    return redirect("library:edit", whole.pk)


def whole(request: Request, item_id: int) -> HttpResponse:
    """All chapters on one page: to print, to search in, to read without loading another."""
    item = whole_or_404(request.person, item_id, "chapters")
    if item.published is None:
        raise Http404
    chapters = chapters_of(item, request.person)
    read = readings([item, *(chapter.item for chapter in chapters)], request.person)
    context = {
        "item": item,
        "foreword": read[item.pk],
        "chapters": [(chapter, read[chapter.item.pk]) for chapter in chapters],
        "oldest_check": oldest_check(item, chapters),
    }
    return render(request, "library/whole.html", context)
