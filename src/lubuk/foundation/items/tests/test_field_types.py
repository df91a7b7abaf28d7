"""What each field type says of a value: a cell that is read back without loss, an order, one line, plain words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lubuk.foundation.accounts.models import Person, Stranger
from lubuk.foundation.items.kinds.definition import FieldDefinition
from lubuk.foundation.items.kinds.field_types.base import FieldType
from lubuk.foundation.items.kinds.field_types.currencies import CODES, MINOR_UNITS
from lubuk.foundation.items.kinds.field_types.finding import Finder
from lubuk.foundation.items.kinds.field_types.naming import names_for
from lubuk.foundation.items.kinds.fields import FIELD_TYPES, register_field_type
from lubuk.foundation.richtext.sanitise import sanitise
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.units.models import Unit
from tests.cast import a_draft

NOBODY = Stranger()
LABEL = {"en": "Field", "id": "Isian"}
CHOICES = (("low", {"en": "Low, rarely", "id": "Rendah"}), ("high", {"en": "High", "id": "Tinggi"}))
COLUMNS = (
    FieldDefinition("what", "text", LABEL),
    FieldDefinition("count", "number", LABEL),
    FieldDefinition("day", "date", LABEL),
    FieldDefinition("paid", "money", LABEL, currency="IDR"),
)


def field(type_: str, **more: Any) -> FieldDefinition:
    return FieldDefinition("f", type_, LABEL, choices=CHOICES, columns=COLUMNS, **more)


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60).filter(
    lambda text: bool(text.strip()) and text.strip() == text
)
lines = st.lists(words, min_size=1, max_size=4).map("\n".join)
figures = st.decimals(-(10**11), 10**11, places=6, allow_nan=False, allow_infinity=False).map(
    lambda number: str(number.normalize())
)
days = st.dates(date(1000, 1, 1), date(2999, 12, 31)).map(date.isoformat)


@st.composite
def sums(draw: st.DrawFn) -> dict[str, str]:
    currency = draw(st.sampled_from(CODES))
    places = MINOR_UNITS.get(currency, 2)
    amount = draw(st.decimals(-(10**9), 10**12, places=places, allow_nan=False, allow_infinity=False))
    return {"amount": f"{amount.normalize():f}", "currency": currency}


@st.composite
def periods(draw: st.DrawFn) -> dict[str, str]:
    first, last = sorted([draw(days), draw(days)])
    ends = draw(st.sampled_from([("from", "to"), ("from",), ("to",)]))
    return {name: day for name, day in (("from", first), ("to", last)) if name in ends}


@st.composite
def places(draw: st.DrawFn) -> dict[str, str]:
    named = st.one_of(words, st.sampled_from(["Quay (1, 2)", "Quay ()", "Quay (north)", "(3.5, 4)"]))
    name = " ".join(draw(named).split())
    if draw(st.booleans()):
        return {"name": name}
    degrees = [f"{draw(st.decimals(-most, most, places=6)).normalize():f}" for most in (90, 180)]
    return {"name": name, "latitude": degrees[0], "longitude": degrees[1]}


@st.composite
def tables(draw: st.DrawFn) -> list[dict[str, Any]]:
    row = st.fixed_dictionaries({"what": words}, optional={"count": figures, "day": days, "paid": sums()})
    return draw(st.lists(row, min_size=1, max_size=4))


VALUES: dict[str, st.SearchStrategy[Any]] = {
    "text": words,
    "long-text": lines,
    "rich-text": words.map(lambda text: sanitise(f"<p>{text}</p>")).filter(bool),
    "number": figures,
    "money": sums(),
    "date": days,
    "period": periods(),
    "choice": st.sampled_from(["low", "high"]),
    "choices": st.lists(st.sampled_from(["low", "high"]), min_size=1, unique=True).map(
        lambda keys: sorted(keys, reverse=True)
    ),
    "yes-no": st.booleans(),
    "link": st.sampled_from(["https://example.org/a?b=c&d=%20#e", "http://localhost.example/"]),
    "place": places(),
    "rows": tables(),
}
POINTING = {"person", "unit", "subject", "item"}


def test_every_type_is_tried_here() -> None:
    assert set(VALUES) | POINTING | {"file"} >= set(FIELD_TYPES)


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("type_", VALUES)
def test_a_cell_is_read_back_as_it_was(type_: str, language: str) -> None:
    field_type, definition = FIELD_TYPES[type_], field(type_)

    @settings(max_examples=60, deadline=None)
    @given(VALUES[type_])
    def survives(value: Any) -> None:
        with translation.override(language):
            plain = field_type.to_plain(value, definition)
            assert field_type.from_plain(plain, definition, Finder(NOBODY)) == value

    survives()


@pytest.mark.parametrize("type_", VALUES)
def test_a_value_fits_its_type_and_is_told_in_one_line(type_: str) -> None:
    field_type, definition = FIELD_TYPES[type_], field(type_)

    @settings(max_examples=30, deadline=None)
    @given(VALUES[type_])
    def told(value: Any) -> None:
        assert field_type.fits(value, definition)
        assert "\n" not in field_type.cell(value, definition)
        assert isinstance(field_type.text(value, definition), str)
        assert field_type.html(value, definition).startswith("<")
        assert field_type.sort_key(value, definition) < field_type.sort_key(None, definition)

    told()


@pytest.mark.parametrize("type_", VALUES)
def test_what_another_type_left_behind_does_not_fit(type_: str) -> None:
    for alien in (
        {"alien": 1},
        [["alien"]],
        3.5,
        {"name": 7},
        {"amount": "x", "currency": "IDR"},
        {"from": "x"},
    ):
        assert not FIELD_TYPES[type_].fits(alien, field(type_)), alien


@pytest.mark.parametrize(
    ("type_", "in_order"),
    [
        ("text", ["apple", "Banana", "cherry"]),
        ("number", ["-3", "2", "1E+1", "100.5"]),
        ("date", ["1999-12-31", "2026-01-01"]),
        ("choice", ["low", "high"]),
        ("yes-no", [True, False]),
        ("period", [{"to": "2020-01-01"}, {"from": "2019-01-01"}, {"from": "2021-05-01", "to": "2022-01-01"}]),
        ("money", [{"amount": a, "currency": c} for a, c in (("9", "IDR"), ("80", "IDR"), ("1", "USD"))]),
        ("rows", [[{}], [{}, {}]]),
    ],
)  # fmt: skip
def test_values_are_ordered_as_people_expect_and_nothing_comes_last(type_: str, in_order: list[Any]) -> None:
    keys = [FIELD_TYPES[type_].sort_key(value, field(type_)) for value in [*in_order, None]]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("type_", "cell", "said"),
    [
        ("number", "12,5", "“12,5” is not a number"),
        ("number", "1" * 30, "no more than 18 digits"),
        ("number", "nan", "Enter a number"),
        ("money", "12 XXX", "is not a number"),
        ("money", "ten IDR", "“ten” is not a number"),
        ("money", "12.5 JPY", "JPY has at most 0 decimals"),
        ("date", "24/11/2026", "Write it as 2026-11-24"),
        ("date", "2026-02-30", "Write it as 2026-11-24"),
        ("period", "2026-03-01/2026-01-01", "The last day is before the first"),
        ("choice", "middle", "Use one of: low, high"),
        ("choices", "low; middle", "Use one of: low, high"),
        ("yes-no", "perhaps", "should be yes or no"),
        ("link", "javascript:alert(1)", "valid URL"),
        ("place", "Quay (91, 0)", "should be degrees from -90 to 90"),
        ("rows", "not json", "rows as JSON"),
        ("rows", '["a"]', "rows as JSON"),
        ("rows", '[{"count": "many"}]', "is not a number"),
        ("rows", "[" * 100_000, "rows as JSON"),
        ("text", "a\0b", "Null characters"),
    ],
)
def test_a_cell_that_means_nothing_is_told_in_a_sentence(type_: str, cell: str, said: str) -> None:
    with pytest.raises(ValidationError) as refused:
        FIELD_TYPES[type_].from_plain(cell, field(type_, currency="IDR"), Finder(NOBODY))
    assert said in " ".join(refused.value.messages)


def test_a_cell_may_say_the_label_in_either_language() -> None:
    for word in ("Low, rarely", "rendah", "LOW, RARELY"):
        assert FIELD_TYPES["choice"].from_plain(word, field("choice"), Finder(NOBODY)) == "low"


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("id", "1.250", "1250"), ("id", "1.250.000,5", "1250000.5"), ("id", "12,5", "12.5"), ("id", "12.5", "12.5"),
        ("en", "1,250", "1250"), ("en", "1,250,000.5", "1250000.5"), ("en", "12.5", "12.5"), ("en", "1 250", "1250"),
        ("id", "-3", "-3"),
    ],
)  # fmt: skip
def test_an_amount_means_what_it_means_in_the_readers_language(language: str, typed: str, meant: str) -> None:
    with translation.override(language):
        assert FIELD_TYPES["number"].form_field(field("number")).clean(typed) == Decimal(meant)


@pytest.mark.parametrize("typed", ["1.25.000", "1,2,3", "12a", "--3", "1e5000", "∞"])
@pytest.mark.parametrize("language", ["en", "id"])
def test_an_amount_that_could_mean_two_things_is_asked_again(language: str, typed: str) -> None:
    with translation.override(language), pytest.raises(ValidationError):
        FIELD_TYPES["number"].form_field(field("number")).clean(typed)


@pytest.mark.django_db
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(many=st.booleans(), count=st.integers(1, 3), type_=st.sampled_from(sorted(POINTING)))
def test_a_cell_names_what_is_pointed_at_and_finds_it_again(
    ana: Person, ben: Person, water: Unit, network: Unit, leaks: Subject, many: bool, count: int, type_: str
) -> None:
    things = {
        "person": [ana.pk, ben.pk],
        "unit": [water.pk, network.pk],
        "subject": [leaks.pk],
        "item": [a_draft(by=ana, title=title).pk for title in ("One; two", "Three")],
    }[type_][:count]
    value = things if many else things[0]
    field_type, definition = FIELD_TYPES[type_], field(type_, many=many)
    names = names_for(field_type.references(value, definition), ana)
    plain = field_type.to_plain(value, definition, names)
    assert field_type.from_plain(plain, definition, Finder(ana)) == value
    assert field_type.sort_key(value, definition, names) < field_type.sort_key(None, definition)


def test_a_name_is_registered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FIELD_TYPES, "text", FIELD_TYPES["text"])
    register_field_type("text", FIELD_TYPES["text"])
    with pytest.raises(ValueError, match="'text' is registered already, as FieldType"):
        register_field_type("text", FieldType())
