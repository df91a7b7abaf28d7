"""Front matter that fills the fields of a kind."""

from __future__ import annotations

from typing import Any

import pytest

from lubuk.domains.importing.models import Import
from lubuk.domains.importing.tests.makers import a_zip, outcomes, taken, why
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def brought_in(top: str, by: Person) -> Import:
    text = f"---\n{top}\n---\n\n# A new pump\n\nIt pumps.\n"
    return taken(a_zip({"pump.md": text}), by=by, kind="contact-point")


def fields() -> dict[str, Any]:
    text = Item.objects.get(kind="contact-point").published
    assert text is not None
    kept: dict[str, Any] = text.fields
    return kept


def test_values_under_the_names_of_fields_are_kept(odi: Person) -> None:
    run = brought_in("service: Leaks\nphone: 550 110\nhours: [Monday, Tuesday]\ncolour: red", odi)
    assert outcomes(run) == {"pump.md": "new"}
    assert fields() == {"service": "Leaks", "phone": "550 110", "hours": "Monday; Tuesday"}


def test_a_second_run_keeps_what_was_filled_in_before(odi: Person) -> None:
    brought_in("service: Leaks\nphone: 550 110\nhours: Always", odi)
    run = brought_in("service: Leaks and bursts\nphone: 550 110", odi)
    assert outcomes(run) == {"pump.md": "changed"}
    assert fields() == {"service": "Leaks and bursts", "phone": "550 110", "hours": "Always"}


def test_a_value_that_a_field_cannot_hold_is_told_with_its_field(odi: Person) -> None:
    run = brought_in(f"service: {'x' * 501}\nphone: 1", odi)
    assert "Service: " in why(run, "pump.md")
    assert "500" in why(run, "pump.md")
    assert not Item.objects.filter(kind="contact-point").exists()
