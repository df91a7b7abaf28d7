"""The first page: the pool, what waits for the person, what is new."""

from __future__ import annotations

from functools import cache, partial

from django.http import HttpResponse
from django.shortcuts import render

from lubuk.domains.library.queries import Counted, Shelf, counted, subjects_with_counts
from lubuk.domains.library.waiting import waiting_for
from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Request
from lubuk.foundation.items.models import Item

NEWEST = 6
WAITING = 5
SUBJECTS = 8


def home(request: Request) -> HttpResponse:
    tasks = waiting_for(request.person)
    newest = list(
        Item.objects.published_to(request.person)
        .told_once(request.person, request.LANGUAGE_CODE)
        .with_places()[:NEWEST]
    )
    counts = counted(request.person)
    context = {
        "tasks": tasks if request.GET.get("waiting") == "all" else tasks[:WAITING],
        "waiting_count": len(tasks),
        "is_steward": standing(request.person).is_steward,
        "newest": newest,
        "counts": counts,
        "subjects": cache(partial(top_subjects, counts)),  # called where they are drawn and not kept
        "water": "full" if newest else "dry",
    }
    return render(request, "site/home.html", context)


def top_subjects(counts: Counted) -> list[Shelf]:
    top = [shelf for shelf in subjects_with_counts(counts) if shelf.depth == 0]
    return sorted(top, key=lambda shelf: -shelf.count)[:SUBJECTS]
