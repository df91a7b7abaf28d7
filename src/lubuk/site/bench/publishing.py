"""Publishes pages in a running Lubuk, one a line on standard output with the moment at which it was there.

Run as a program by `freshness.py`, with the data folder in LUBUK_DATA.
"""

from __future__ import annotations

import json
import sys
import time

import django

django.setup()

from lubuk.foundation.accounts.models import Person  # noqa: E402, needs the settings that setup() reads
from lubuk.foundation.items import actions  # noqa: E402
from lubuk.foundation.items.actions import Writing  # noqa: E402
from lubuk.foundation.items.kinds.registry import kinds  # noqa: E402


def main(words: list[str]) -> None:
    person = Person.objects.exclude(unit=None).order_by("pk")[0]
    assert person.unit is not None
    for word in words:
        text = Writing(title=f"How to mend a {word}", body="<p>Slowly.</p>")
        item = actions.begin(
            kinds()["article"], by=person, unit=person.unit, language="en", writing=text, audience="public"
        )
        actions.publish(item, by=person)
        sys.stdout.write(json.dumps({"item": item.pk, "at": time.time()}) + "\n")
        sys.stdout.flush()
        sys.stdin.readline()  # until this one was found


if __name__ == "__main__":
    main(sys.argv[1:])
