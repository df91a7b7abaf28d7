"""The trail: who did what, when, why; as a page, as a table to take away, and whether it is whole."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import batched

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lubuk.domains.office.door import for_officers
from lubuk.domains.office.forms import TrailForm
from lubuk.domains.office.permissions import can_verify_trail
from lubuk.domains.office.trail_reading import Line, TrailFilter, entries_for, lines_of
from lubuk.domains.office.words import ACTS
from lubuk.foundation.accounts.models import Person, SignedInRequest
from lubuk.foundation.trail import verifying

PER_PAGE = 50
BATCH = 500  # rows whose names are looked up together
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run instead of showing


@for_officers
def trail(request: SignedInRequest) -> HttpResponse:
    """Newest first, continued by the last entry's number: counting millions of entries would help nobody."""
    form = TrailForm(request.GET, by=request.person)
    before = request.GET.get("before", "")
    entries = entries_for(request.person, asked(form))
    if before.isdecimal():
        entries = entries.filter(pk__lt=int(before[:18]))
    found = list(entries[: PER_PAGE + 1])
    context = {
        "form": form,
        "lines": lines_of(found[:PER_PAGE], request.person),
        "older": found[PER_PAGE - 1].pk if len(found) > PER_PAGE else None,
        "acts": sorted(((act, str(words)) for act, words in ACTS.items()), key=lambda pair: pair[1]),
        "may_verify": can_verify_trail(request.person),
    }
    return render(request, "office/trail.html", context)


def asked(form: TrailForm) -> TrailFilter:
    """What was understood; a part that wasn't (marked in the form) finds nothing rather than everything."""
    if not form.is_valid():
        return TrailFilter(act="-")
    return TrailFilter(**form.cleaned_data)


@for_officers
def as_csv(request: SignedInRequest) -> StreamingHttpResponse:
    """Everything that is asked for, read and written piece by piece."""
    entries = entries_for(request.person, asked(TrailForm(request.GET, by=request.person)))
    response = StreamingHttpResponse(
        csv_lines(entries.iterator(chunk_size=BATCH), request.person), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="trail-{timezone.localdate():%Y-%m-%d}.csv"'
    return response


class Echo:
    """What csv writes to: each row is handed back at once."""

    def write(self, row: str) -> str:
        return row


def csv_lines(entries: Iterator[object], reader: Person) -> Iterator[str]:
    writer = csv.writer(Echo())
    yield "\ufeff"  # spreadsheets take the letters for what they are
    yield writer.writerow(
        [_("When"), _("Who"), _("Act"), _("Page"), _("About"), _("From"), _("To"), _("Why")]
    )
    for batch in batched(entries, BATCH):
        for line in lines_of(batch, reader):  # type: ignore[arg-type]
            yield writer.writerow([safe(cell) for cell in cells(line)])


def cells(line: Line) -> list[str]:
    at = timezone.localtime(line.entry.at)
    number = line.item.number if line.item else ""
    return [
        f"{at:%Y-%m-%d %H:%M:%S}",
        line.who,
        line.entry.act,
        number,
        line.about,
        line.before,
        line.after,
        line.entry.reason,
    ]


def safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


@require_POST
@for_officers
def verify(request: SignedInRequest) -> HttpResponse:
    if not can_verify_trail(request.person):
        raise Http404
    return render(request, "office/verdict.html", {"verdict": verifying.verify()})
