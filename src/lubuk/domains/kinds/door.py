"""The door: to everybody else there are no such pages, signed in or not."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, cast

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache

from lubuk.foundation.accounts.models import Request, SignedInRequest
from lubuk.foundation.shaping.permissions import can_shape


def for_shapers[**P](
    view: Callable[Concatenate[SignedInRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not can_shape(cast(Request, request).person):
            raise Http404
        return view(cast(SignedInRequest, request), *args, **kwargs)

    return cast("Callable[Concatenate[HttpRequest, P], HttpResponseBase]", never_cache(guarded))
