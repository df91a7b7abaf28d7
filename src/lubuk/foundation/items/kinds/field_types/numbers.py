"""Types that keep amounts: a number, and money in one of the currencies of ISO 4217."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.kinds.definition import FieldDefinition
from lubuk.foundation.items.kinds.field_types.amounts import AmountField
from lubuk.foundation.items.kinds.field_types.base import FieldType, SortKey
from lubuk.foundation.items.kinds.field_types.composed import ComposedField, ComposedWidget
from lubuk.foundation.items.kinds.field_types.currencies import CODES, MINOR_UNITS, SIGNS
from lubuk.foundation.items.kinds.field_types.finding import Finder
from lubuk.foundation.items.kinds.field_types.naming import NO_NAMES, Names

DIGITS, PLACES = 18, 6
HARD_SPACE = "\N{NO-BREAK SPACE}"


def plain_number(text: str, *, places: int = PLACES) -> Decimal:
    """A number with a point and no separators, as spreadsheets keep it. Raises ValidationError."""
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise ValidationError(
            _("“%(text)s” is not a number. Write it with figures and a point, such as 1250.5.")
            % {"text": text[:80]}
        ) from error
    cleaned = forms.DecimalField(max_digits=DIGITS, decimal_places=places).clean(number)
    assert isinstance(cleaned, Decimal)  # it was not empty
    return cleaned


def is_number(value: Any) -> bool:
    try:
        return isinstance(value, str) and Decimal(value).is_finite()
    except InvalidOperation:
        return False


class Number(FieldType):
    def form_field(
        self, definition: FieldDefinition, reader: Reader | None = None, was: Any = None
    ) -> forms.Field:
        return AmountField(max_digits=DIGITS, decimal_places=PLACES)

    def to_json(self, value: Decimal) -> str:
        return str(value.normalize())

    def from_json(self, value: str) -> Decimal:
        return Decimal(value)

    def fits(self, value: Any, definition: FieldDefinition) -> bool:
        return is_number(value)

    def text(self, value: Any, definition: FieldDefinition, names: Names = NO_NAMES) -> str:
        return number_format(Decimal(value), use_l10n=True, force_grouping=True)

    def order(self, value: Any, definition: FieldDefinition, names: Names) -> SortKey:
        return False, "", Decimal(value)

    def to_plain(self, value: Any, definition: FieldDefinition, names: Names = NO_NAMES) -> str:
        return f"{Decimal(value):f}"

    def read_plain(self, text: str, definition: FieldDefinition, finder: Finder, was: Any) -> Any:
        return self.to_json(plain_number(text))


class MoneyWidget(ComposedWidget):
    """Without an amount there is no money, though a currency is always chosen."""

    first = ""  # the currency that is chosen at first

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        amount, currency = super().value_from_datadict(data, files, name)
        return [amount, currency] if str(amount or "").strip() else []

    def decompress(self, value: Any) -> list[Any]:
        if not value:
            return [None, self.first]
        return [number_format(Decimal(value["amount"]), force_grouping=True), value["currency"]]


class MoneyField(ComposedField):
    def __init__(self, currency: str) -> None:
        amount = AmountField(max_digits=DIGITS, decimal_places=3, label=_("Amount"))
        amount.widget.attrs["inputmode"] = "decimal"  # a phone shows its figures
        codes = [currency, *(code for code in CODES if code != currency)] if currency else CODES
        unit = forms.ChoiceField(choices=[(code, code) for code in codes], label=_("Currency"))
        super().__init__((amount, unit), MoneyWidget, "money")
        self.widget.first = codes[0]

    def compress(self, data_list: list[Any]) -> dict[str, str] | None:
        amount, currency = data_list or (None, "")
        return None if amount is None else money(amount, currency or self.widget.first)


def money(amount: Decimal, currency: str) -> dict[str, str]:
    """Raises ValidationError for more decimals than the currency has."""
    places = MINOR_UNITS.get(currency, 2)
    if amount != round(amount, places):
        raise ValidationError(
            _("%(currency)s has at most %(places)s decimals. Round the amount.")
            % {"currency": currency, "places": places}
        )
    return {"amount": f"{amount.normalize():f}", "currency": currency}


class Money(FieldType):
    """Kept as {"amount": "1250000", "currency": "IDR"}; a cell says "1250000 IDR"."""

    def form_field(
        self, definition: FieldDefinition, reader: Reader | None = None, was: Any = None
    ) -> forms.Field:
        return MoneyField(definition.currency)

    def fits(self, value: Any, definition: FieldDefinition) -> bool:
        return isinstance(value, dict) and is_number(value.get("amount")) and value.get("currency") in CODES

    def text(self, value: Any, definition: FieldDefinition, names: Names = NO_NAMES) -> str:
        amount, currency = Decimal(value["amount"]), value["currency"]
        places = MINOR_UNITS.get(currency, 2) if amount % 1 else 0
        said = number_format(amount, places, use_l10n=True, force_grouping=True)
        return f"{SIGNS.get(currency, currency)}{HARD_SPACE}{said}"

    def order(self, value: Any, definition: FieldDefinition, names: Names) -> SortKey:
        """By currency first: amounts in two of them can't be compared without a rate and a day."""
        return False, value["currency"], Decimal(value["amount"])

    def to_plain(self, value: Any, definition: FieldDefinition, names: Names = NO_NAMES) -> str:
        return f"{Decimal(value['amount']):f} {value['currency']}"

    def read_plain(self, text: str, definition: FieldDefinition, finder: Finder, was: Any) -> Any:
        words = text.split()
        currency = next((word.upper() for word in words if word.upper() in CODES), definition.currency)
        rest = "".join(word for word in words if word.upper() != currency)
        if not currency:
            raise ValidationError(
                _(
                    "Write the amount and its currency, such as 1250000 IDR; “%(text)s” names none that we know."
                )
                % {"text": text[:80]}
            )
        return money(plain_number(rest, places=3), currency)
