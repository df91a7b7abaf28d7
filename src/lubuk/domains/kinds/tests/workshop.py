"""What tests of the workshop share: reading a page as words, and sending its form as a browser would."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.test import Client

ROOM = "/office/kinds/"
TAG = re.compile(r"<[^>]*>")


def text_of(response: Any) -> str:
    """The words of a page, single-spaced."""
    return " ".join(unescape(TAG.sub(" ", response.content.decode())).split())


def reading(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return text_of(response)


def a_form(client: Client, address: str, **changed: Any) -> dict[str, Any]:
    """What the page's form holds, as a browser would send it, with some of it changed."""
    form = client.get(address).context["form"]
    sent: dict[str, Any] = {}
    for bound in form:
        value = bound.value()
        if isinstance(value, list) and value and isinstance(value[0], dict):
            sent |= {
                f"{bound.name}-{n}-{key}": word for n, row in enumerate(value) for key, word in row.items()
            }
        elif value is not None and value is not False:
            sent[bound.name] = value
    return {**sent, **changed}


def kept(client: Client, address: str, **changed: Any) -> None:
    """The form is sent so, and nothing in it is wrong."""
    answer = client.post(address, a_form(client, address, **changed))
    assert answer.status_code == 302, answer.context["form"].errors
