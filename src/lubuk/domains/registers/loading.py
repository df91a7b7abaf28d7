"""Loading what a page shows, or 404; and the door for who has signed in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase

from lubuk.foundation.accounts.models import Request, SignedInRequest
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.registry import get


def kind_or_404(key: str) -> Kind:
    kind = get(key)
    if kind is None:
        raise Http404
    return kind


def signed_in[**P](
    view: Callable[Concatenate[SignedInRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Only for people who have signed in; others are asked to, and come back to the page."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not cast(Request, request).person.is_authenticated:
            return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
        return view(cast(SignedInRequest, request), *args, **kwargs)

    return guarded
