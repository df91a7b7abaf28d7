"""A page that was destroyed says so, to those for whom it had been: 410, with the day and the rule."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render

from lubuk.foundation.accounts.models import Request
from lubuk.foundation.ids import BIGGEST_ID
from lubuk.shared.retention.queries import gone_for


def gone_or_404(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For views of one item, found by `item_id` or `number`: asked only when there is none to see."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Http404:
            which = {name: kwargs[name] for name in ("item_id", "number") if name in kwargs}
            if which.get("item_id", 0) > BIGGEST_ID:
                raise
            stub = gone_for(cast(Request, request).person, **which)
            if stub is None:
                raise
            return render(request, "retention/gone.html", {"stub": stub}, status=410)

    return answered
