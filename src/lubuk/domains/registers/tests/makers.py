"""Projects: the kind whose fields are of most types."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.utils.html import strip_tags

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item
from tests.cast import a_draft, a_step

REGISTER = "/registers/project/"


def a_project(
    title: str, *, by: Person, approved_by: Person, audience: str = "institution", **fields: Any
) -> Item:
    filled = {
        "ran": {"from": "2026-01-05"},
        "led_by": by.pk,
        "budget": {"amount": "1000", "currency": "IDR"},
        "went": "planned",
        "learned": "<p>Ask the street first.</p>",
        **fields,
    }
    item = a_draft(by=by, kind="project", title=title, body="", audience=audience, fields=filled)
    actions.take_step(item, a_step(item, "submit"), by=by)
    actions.take_step(item, a_step(item, "approve"), by=approved_by)
    return item


def rupiah(amount: int) -> dict[str, str]:
    return {"amount": str(amount), "currency": "IDR"}


def titles(client: Client, query: str = "") -> list[str]:
    """The rows as they stand on the page."""
    html = client.get(f"{REGISTER}{query}", follow=True).content.decode()
    body = html.partition("<tbody>")[2].partition("</tbody>")[0]
    return [strip_tags(row.partition("</th>")[0]) for row in body.split("<tr>")[1:]]
