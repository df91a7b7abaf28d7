"""The door: to everybody else there are no such pages, signed in or not."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, cast

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache

from lubuk.foundation.accounts.models import Reader, Request, SignedInRequest
from lubuk.shared.retention.permissions import can_enter_records, can_schedule

type View[**P] = Callable[Concatenate[SignedInRequest, P], HttpResponseBase]
type Guarded[**P] = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def door[**P](may_enter: Callable[[Reader], bool]) -> Callable[[View[P]], Guarded[P]]:
    def guard(view: View[P]) -> Guarded[P]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not may_enter(cast(Request, request).person):
                raise Http404
            return view(cast(SignedInRequest, request), *args, **kwargs)

        return cast("Guarded[P]", never_cache(guarded))

    return guard


for_officers = door(can_schedule)
for_records = door(can_enter_records)  # and those who only approve
