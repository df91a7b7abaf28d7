"""Old addresses of a withdrawn page lead to the page that stands in its place, which says so."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from lubuk.foundation.accounts.models import Reader, Request
from lubuk.foundation.ids import BIGGEST_ID
from lubuk.foundation.items.models import Item
from lubuk.foundation.items.succession import ends_of, one_withdrawn_from, successor_of, withdrawn_from

INSTEAD_OF = "instead-of"  # in the address: the number that was asked for

A_NUMBER = re.compile(r"(?=\D*\d)\S{2,32}")  # what numbers look like is said by each kind

type View = Callable[..., HttpResponseBase]
type Behind = Callable[[dict[str, Any], Reader], dict[str, Any] | None]


def named_in_address(said: dict[str, Any], _reader: Reader) -> dict[str, Any] | None:
    """Views of one item know it by `item_id` or by `number`."""
    if "number" in said and "item_id" not in said:
        return {"number": said["number"].upper()}
    return {"pk": said["item_id"]} if said["item_id"] <= BIGGEST_ID else None


def led_on_or_404(behind: Behind = named_in_address) -> Callable[[View], View]:
    """Asked only when there is nothing to see. `behind` says which item the address was of; None leads nowhere."""

    def leading(view: View) -> View:
        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            try:
                return view(request, *args, **kwargs)
            except Http404:
                reader = cast(Request, request).person
                which = behind(kwargs, reader)
                address = address_instead(which, reader) if which else ""
                if not address:
                    raise
                return redirect(address)

        return answered

    return leading


def address_instead(which: dict[str, Any], reader: Reader) -> str:
    """Where to read on, or "": nothing is there for this reader."""
    ((by, key),) = which.items()
    old = one_withdrawn_from(reader, key, by=by)
    new = ends_of([old.pk], reader).get(old.pk) if old else None
    return f"{new.get_absolute_url()}?{urlencode({INSTEAD_OF: old.number})}" if old and new else ""


def named_by_number(text: str, reader: Reader) -> tuple[str, Item] | None:
    """Whose words are the number of a withdrawn page: the number, and what stands in the page's place."""
    number = text.strip().upper()
    if not A_NUMBER.fullmatch(number):
        return None
    old = one_withdrawn_from(reader, number, by="number")
    new = ends_of([old.pk], reader).get(old.pk) if old else None
    return (number, new) if new else None


def came_from(request: Request, item: Item) -> Item | None:
    """The withdrawn page in whose place this one is read now. Anybody can write an address: it is looked up again."""
    number = request.GET.get(INSTEAD_OF, "")[:32]
    old = withdrawn_from(request.person).filter(number=number).first() if number else None
    return old if old and successor_of(old.pk, request.person) == item else None
