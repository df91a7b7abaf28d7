"""What people look for, what they don't find, and what nobody opens; as a page and as a table to take along."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from lubuk.domains.office.door import for_officers
from lubuk.domains.office.searches import SORTS, WEEKS, Asked, by_language, by_unit, sums, weeks
from lubuk.domains.office.views.trail import Echo, safe
from lubuk.foundation.accounts.models import SignedInRequest
from lubuk.shared.searchlog.models import Lookup
from lubuk.shared.wanted.questions import wanted_already

PER_PAGE = 25


@for_officers
def searches(request: SignedInRequest) -> HttpResponse:
    asked, today = Asked.read(request.GET), timezone.localdate()
    lookups = asked.lookups(request.person, today)
    all_of_them = Asked(asked.sort, asked.weeks).lookups(request.person, today)
    page = Paginator(asked.rows(lookups), PER_PAGE).get_page(request.GET.get("page"))
    wanted = wanted_already([row["words"] for row in page], request.person)
    for row in page:
        row["wanted"] = wanted.get(row["words"])
    context = {
        "asked": asked,
        "sorts": SORTS.values(),
        "spans": WEEKS,
        "sums": sums(lookups),
        "weeks": weeks(lookups, asked.first_monday(today), asked.weeks),
        "languages": by_language(all_of_them),
        "units": by_unit(all_of_them),
        "page": page,
        "is_new": not Lookup.objects.in_care_of(request.person).exists(),
    }
    return render(request, "office/searches.html", context)


@for_officers
def searches_csv(request: SignedInRequest) -> StreamingHttpResponse:
    asked, today = Asked.read(request.GET), timezone.localdate()
    rows = asked.rows(asked.lookups(request.person, today))
    response = StreamingHttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="searches-{today:%Y-%m-%d}.csv"'
    return response


def csv_lines(rows: Any) -> Iterator[str]:
    writer = csv.writer(Echo())
    yield "\ufeff"  # spreadsheets take the letters for what they are
    yield writer.writerow([
        _("Words"), _("Searches"), _("Nothing found"), _("Nothing opened"), _("Place of what was opened"),
        _("Usual milliseconds"), _("Most milliseconds"), _("Last looked for"),
    ])  # fmt: skip
    for row in rows.iterator():
        yield writer.writerow([
            safe(row["words"]), row["searches"], row["nothing"], row["unopened"], rounded(row["place"]),
            rounded(row["usual"]), row["slowest"], row["last"].isoformat(),
        ])  # fmt: skip


def rounded(number: float | None) -> str:
    return "" if number is None else f"{number:.1f}"
