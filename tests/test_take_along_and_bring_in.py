"""What one takes along as Markdown can be brought in again: two rooms that don't know each other, one form."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lubuk.domains.importing.tests.makers import outcomes, taken
from lubuk.domains.library.exporting.tests.makers import filled_shelves, made
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item, Link
from tests.cast import an_article

pytestmark = pytest.mark.django_db


def test_the_import_reads_the_markdown_again(ana: Person, ben: Person, odi: Person, tmp_path: Path) -> None:
    shelves = filled_shelves(ana, ben)
    made("markdown", ana).extractall(tmp_path / "taken")
    before = set(Item.objects.values_list("pk", flat=True))
    run = taken(tmp_path / "taken", by=odi)
    assert set(outcomes(run).values()) == {"new"}
    again = Item.objects.exclude(pk__in=before)
    pump = again.get(title=" ".join(shelves.pump.title.split()))
    body = pump.published.body if pump.published else ""
    secret = again.get(title="Secret key")
    assert f'data-item="{secret.pk}"' in body
    assert re.search(r'<img src="/files/\d+/[^"]+" alt="A pump"', body)
    assert "<td>9</td>" in body


def test_which_page_replaces_which_comes_back(ana: Person, ben: Person, odi: Person, tmp_path: Path) -> None:
    new, old = an_article(by=ana, title="Valves today"), an_article(by=ana, title="Valves in 2019")
    actions.link(new, old, "replaces", by=ana)
    made("markdown", ana).extractall(tmp_path / "taken")
    before = set(Item.objects.values_list("pk", flat=True))
    taken(tmp_path / "taken", by=odi)
    link = Link.objects.get(meaning="replaces", source__in=Item.objects.exclude(pk__in=before))
    assert (link.source.title, link.target.title) == ("Valves today", "Valves in 2019")
