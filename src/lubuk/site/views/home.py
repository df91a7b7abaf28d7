"""The first page: the pool, what waits for the person, what is new."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from lubuk.domains.library.queries import counted, subjects_with_counts
from lubuk.domains.library.waiting import waiting_for
from lubuk.foundation.accounts.models import Request
from lubuk.foundation.items.models import Item

NEWEST = 6
WAITING = 5


def home(request: Request) -> HttpResponse:
    tasks = waiting_for(request.person)
    newest = list(
        Item.objects.published_to(request.person)
        .told_once(request.person, request.LANGUAGE_CODE)
        .with_places()[:NEWEST]
    )
    subjects = [shelf for shelf in subjects_with_counts(counted(request.person)) if shelf.depth == 0]
    context = {
        "tasks": tasks if request.GET.get("waiting") == "all" else tasks[:WAITING],
        "waiting_count": len(tasks),
        "newest": newest,
        "subjects": sorted(subjects, key=lambda shelf: -shelf.count)[:8],
        "water": "full" if newest else "dry",
    }
    return render(request, "site/home.html", context)
