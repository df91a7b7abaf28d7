"""Texts that are nearly the same."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from lubuk.shared.likeness.pairing import compare_some
from lubuk.shared.search.outbox import catch_up
from tests.cast import an_article

BODY = (
    "<p>Close the valve with a quarter turn and wait until the pressure has settled. Dig along the northern side, "
    "change the gasket of the pipe, and write the reading of the gauge into the log before the street is closed.</p>"
)


def twins(one: Person, other: Person, **more: Any) -> tuple[Item, Item]:
    """Two articles that differ in a word; `more` is of the second."""
    first = an_article(by=one, title="Closing a valve at night", body=BODY)
    second = an_article(
        by=other,
        **{"title": "Closing a valve by night", "body": BODY.replace("northern", "southern"), **more},
    )
    catch_up()
    catch_up()
    return first, second


def compared() -> int:
    """The worker's round, without waiting for the index to settle."""
    return compare_some(since=timedelta(0))
