"""Rows read with SQL that is made once are the rows that Django reads."""

from types import SimpleNamespace

import pytest
from django.db import DEFAULT_DB_ALIAS
from django.db.transaction import TransactionManagementError
from django.forms.models import model_to_dict

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.prepared import hold_rows, read_by_key, read_row, read_rows
from lubuk.foundation.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_a_row_is_as_django_reads_it() -> None:
    city = Unit.objects.create(labels={"en": "City", "id": "Kota"})
    person = Person.objects.create_user("ana", "ana@example.org", name="Ana Berlian", unit=city)
    for written in (city, person):
        row = read_row(type(written), written.pk)
        assert row == written
        assert model_to_dict(row) == model_to_dict(written)
    read = read_row(Person, person.pk)
    assert read is not None
    assert read.joined_at == person.joined_at


def test_there_is_no_row_with_an_unknown_key() -> None:
    assert read_row(Unit, 4711) is None


def test_of_the_rows_asked_for_those_come_that_meet_the_condition() -> None:
    north, south, east = (Unit.objects.create(labels={"en": name}) for name in ("North", "South", "East"))
    found = read_rows(Unit, [north.pk, south.pk], "slug <> %s", [south.slug])
    assert list(found) == [north]
    assert {unit.pk for unit in read_rows(Unit, [north.pk, east.pk])} == {north.pk, east.pk}


def test_a_row_that_was_read_can_be_saved() -> None:
    unit = read_row(Unit, Unit.objects.create(labels={"en": "Ciyt"}).pk)
    assert unit is not None
    unit.labels = {"en": "City"}
    unit.save(update_fields=["labels"])
    assert Unit.objects.get(pk=unit.pk).labels == {"en": "City"}


def test_rows_come_by_their_keys_and_each_once() -> None:
    north, south = (Unit.objects.create(labels={"en": name}) for name in ("North", "South"))
    assert read_by_key(Unit, [north.pk, south.pk, 4711, south.pk]) == {north.pk: north, south.pk: south}


def test_of_a_row_only_what_is_wanted_is_read() -> None:
    unit = Unit.objects.create(labels={"en": "City"})
    (row,) = read_rows(Unit, [unit.pk], only=("slug",))
    assert row.slug == unit.slug
    assert "labels" in row.get_deferred_fields()


def test_rows_that_are_held_can_be_changed_by_who_holds_them() -> None:
    units = [Unit.objects.create(labels={"en": name}) for name in ("North", "South")]
    hold_rows(Unit, [unit.pk for unit in units])
    Unit.objects.update(labels={"en": "City"})
    assert {unit.labels["en"] for unit in Unit.objects.all()} == {"City"}


def test_nothing_is_held_where_no_transaction_has_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    outside = {DEFAULT_DB_ALIAS: SimpleNamespace(in_atomic_block=False)}
    monkeypatch.setattr("lubuk.foundation.prepared.connections", outside)
    with pytest.raises(TransactionManagementError):
        hold_rows(Unit, [1])
