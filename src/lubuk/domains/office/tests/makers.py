"""What several tests of the office ask of a page."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.test import Client

TAG = re.compile(r"<[^>]*>")

ADDRESSES = (
    "/office/",
    "/office/items/?show=overdue",
    "/office/people/",
    "/office/add/person/",
    "/office/people/ana/",
    "/office/people/ana/roles/",
    "/office/people/ana/deactivate/",
    "/office/units/",
    "/office/units/water/",
    "/office/add/units/?under=water",
    "/office/units/water/rename/",
    "/office/units/water/move/",
    "/office/units/water/close/",
    "/office/sections/",
    "/office/sections/contractors/",
    "/office/add/sections/",
    "/office/subjects/",
    "/office/subjects/leaks/",
    "/office/subjects/leaks/rename/",
    "/office/searches/",
    "/office/searches/csv/",
    "/office/trail/",
    "/office/trail/csv/",
)


def text_of(response: Any) -> str:
    """The words of a page, single-spaced."""
    return " ".join(unescape(TAG.sub(" ", response.content.decode())).split())


def reading(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, f"{address}: {response.status_code}"
    return text_of(response)
