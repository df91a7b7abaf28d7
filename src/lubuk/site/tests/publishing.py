"""Publishes a page in a running Lubuk, as a person would. Run as a program, with the data folder in LUBUK_DATA.

Says as one line of JSON what became of it: the item, and the row that tells the index of it.
"""

from __future__ import annotations

import json
import sys

import django

django.setup()

from lubuk.foundation.items import actions  # noqa: E402, needs the settings that setup() reads
from lubuk.foundation.items.actions import Writing  # noqa: E402
from lubuk.foundation.items.kinds.registry import kinds  # noqa: E402
from lubuk.foundation.units.models import Unit  # noqa: E402
from lubuk.shared.search.models import Outbox  # noqa: E402
from lubuk.site.setting_up import set_up  # noqa: E402


def main(word: str) -> None:
    ana = set_up(
        institution="City of Aruna", language="en", name="Ana Tirta", email="ana@aruna.example",
        password="a-quiet-bend-of-the-river", sample=False,
    )  # fmt: skip
    text = Writing(title=f"How to mend a {word}", body="<p>Slowly.</p>")
    item = actions.begin(
        kinds()["article"], by=ana, unit=Unit.objects.get(), language="en", writing=text, audience="public"
    )
    actions.publish(item, by=ana)
    told = Outbox.objects.latest("id")
    sys.stdout.write(json.dumps({"item": item.pk, "row": told.pk, "at": told.at.timestamp()}))


if __name__ == "__main__":
    main(sys.argv[1])
