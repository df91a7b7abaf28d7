"""Where something is: a name and, if one likes, the degrees. No map of anybody else is asked."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.kinds.definition import FieldDefinition
from lubuk.foundation.items.kinds.field_types.base import FieldType
from lubuk.foundation.items.kinds.field_types.composed import ComposedField, ComposedWidget
from lubuk.foundation.items.kinds.field_types.finding import Finder
from lubuk.foundation.items.kinds.field_types.naming import NO_NAMES, Names
from lubuk.foundation.items.kinds.field_types.numbers import is_number

MOST_LETTERS = 250
MOST_DEGREES = {"latitude": 90, "longitude": 180}
STEP = Decimal("0.000001")  # a tenth of a metre
# "Jalan Waduk 2 (-0.9471, 100.4172)": brackets at the end are the degrees, empty ones say that there are none.
PLAIN = re.compile(r"^(?P<name>.*?)\s*\((?:(?P<latitude>[-+\d.]+),\s*(?P<longitude>[-+\d.]+))?\)$", re.DOTALL)


def degrees(text: str, name: str) -> str:
    """As kept: "-0.9471". Takes a comma for a point. Raises ValidationError."""
    most = MOST_DEGREES[name]
    try:
        found = Decimal(text.strip().replace(",", ".").replace("\N{MINUS SIGN}", "-"))
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or abs(found) > most:
        raise ValidationError(
            _("“%(text)s” should be degrees from -%(most)s to %(most)s, such as -0.9471.")
            % {"text": text[:40], "most": most}
        )
    return f"{found.quantize(STEP).normalize():f}"


def place(name: str, latitude: str, longitude: str) -> dict[str, str] | None:
    """Raises ValidationError for half a position, or one without a name."""
    name = " ".join(name.split())
    if bool(latitude) != bool(longitude):
        raise ValidationError(_("A position needs both latitude and longitude. Fill both or neither."))
    if latitude and not name:
        raise ValidationError(_("Give the place a name, so that it can be read and found."))
    if not name:
        return None
    where = (
        {"latitude": degrees(latitude, "latitude"), "longitude": degrees(longitude, "longitude")}
        if latitude
        else {}
    )
    return {"name": name, **where}


class PlaceWidget(ComposedWidget):
    def decompress(self, value: Any) -> list[Any]:
        return [value.get(key) for key in ("name", "latitude", "longitude")] if value else [None, None, None]


class PlaceField(ComposedField):
    def __init__(self) -> None:
        figures = forms.TextInput(
            attrs={"inputmode": "text", "autocomplete": "off"}
        )  # a phone's figures lack "-"
        super().__init__(
            [
                forms.CharField(max_length=MOST_LETTERS, label=_("Name or address")),
                forms.CharField(max_length=40, label=_("Latitude, if known"), widget=figures),
                forms.CharField(max_length=40, label=_("Longitude, if known"), widget=figures),
            ],
            PlaceWidget,
            "place",
        )

    def compress(self, data_list: list[Any]) -> dict[str, str] | None:
        return place(*((part or "").strip() for part in data_list)) if data_list else None


class Place(FieldType):
    """Kept as {"name": "Jalan Waduk 2", "latitude": "-0.9471", "longitude": "100.4172"}, degrees of WGS 84 or none."""

    in_rows = False

    def form_field(
        self, definition: FieldDefinition, reader: Reader | None = None, was: Any = None
    ) -> forms.Field:
        return PlaceField()

    def fits(self, value: Any, definition: FieldDefinition) -> bool:
        if not isinstance(value, dict) or not isinstance(value.get("name"), str):
            return False
        there = [is_number(value[key]) for key in MOST_DEGREES if key in value]
        return len(there) in (0, 2) and all(there)

    def html(self, value: Any, definition: FieldDefinition, names: Names = NO_NAMES) -> SafeString:
        if "latitude" not in value:
            return super().html(value, definition, names)
        # RFC 5870: a phone opens its own map.
        return format_html(
            '<p>{} <a class="position" href="geo:{},{}">{}</a></p>',
            value["name"], value["latitude"], value["longitude"], position(value),
        )  # fmt: skip

    def text(self, value: Any, definition: FieldDefinition, names: Names = NO_NAMES) -> str:
        return str(value["name"])

    def to_plain(self, value: Any, definition: FieldDefinition, names: Names = NO_NAMES) -> str:
        if "latitude" in value:
            return f"{value['name']} ({value['latitude']}, {value['longitude']})"
        return f"{value['name']} ()" if PLAIN.match(value["name"]) else str(value["name"])

    def read_plain(self, text: str, definition: FieldDefinition, finder: Finder, was: Any) -> Any:
        found = PLAIN.match(text)
        name, *where = found.group("name", "latitude", "longitude") if found else (text, "", "")
        forms.CharField(max_length=MOST_LETTERS).clean(name)
        return place(name, *(part or "" for part in where))


def position(value: dict[str, str]) -> str:
    """0.9471° S, 100.4172° E"""
    sides = {
        "latitude": (pgettext("side of the earth", "N"), pgettext("side of the earth", "S")),
        "longitude": (pgettext("side of the earth", "E"), pgettext("side of the earth", "W")),
    }
    numbers = {key: Decimal(value[key]) for key in sides}
    return ", ".join(
        f"{number_format(abs(number))}°\N{NO-BREAK SPACE}{sides[key][number < 0]}"
        for key, number in numbers.items()
    )
