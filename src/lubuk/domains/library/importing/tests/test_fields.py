"""Front matter that fills the fields of a kind."""

from pathlib import Path

import pytest

from lubuk.domains.library.importing.folder import Import, Report, bring_in, files_in
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from tests.cast import a_kind

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def brought_in(folder: Path, top: str, by: Person) -> Report:
    (folder / "pump.md").write_text(f"---\n{top}\n---\n\n# A new pump\n\nIt pumps.\n")
    assert by.unit is not None
    what = Import(folder, a_kind("contact-point"), by, by.unit, "institution", "en")
    return bring_in(what, files_in(folder))


def test_values_under_the_names_of_fields_are_kept(tmp_path: Path, ana: Person) -> None:
    report = brought_in(
        tmp_path, "service: Leaks\nphone: 550 110\nhours: [Monday, Tuesday]\ncolour: red", ana
    )
    assert report.refused == {}
    text = Item.objects.get().published
    assert text is not None
    assert text.fields == {"service": "Leaks", "phone": "550 110", "hours": "Monday; Tuesday"}


def test_a_second_run_keeps_what_was_filled_in_here(tmp_path: Path, ana: Person) -> None:
    brought_in(tmp_path, "service: Leaks\nphone: 550 110\nhours: Always", ana)
    report = brought_in(tmp_path, "service: Leaks and bursts\nphone: 550 110", ana)
    assert report.changed == ["pump.md"]
    text = Item.objects.get().published
    assert text is not None
    assert text.fields == {"service": "Leaks and bursts", "phone": "550 110", "hours": "Always"}


def test_a_value_that_a_field_cannot_hold_is_told_with_its_field(tmp_path: Path, ana: Person) -> None:
    report = brought_in(tmp_path, f"service: {'x' * 501}\nphone: 1", ana)
    assert "Service: " in report.refused["pump.md"]
    assert "500" in report.refused["pump.md"]
    assert not Item.objects.exists()
