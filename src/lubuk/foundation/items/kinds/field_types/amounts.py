"""Numbers as people type them: in the reader's language, with or without marks between the thousands."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.formats import get_format, number_format

GROUPED = re.compile(r"^[-+]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$")  # 1.250.000,50, whatever the language


class AmountField(forms.DecimalField):
    """A decimal number. "1.250" is 1250 for who reads Indonesian and 1.25 for who reads English, never the other way
    about; "12.5" can mean one thing only and means it in both."""

    widget = forms.TextInput(attrs={"autocomplete": "off"})

    def to_python(self, value: Any) -> Any:
        return super().to_python(plain(value) if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Decimal):
            return value
        return number_format(value, use_l10n=True)


def plain(text: str) -> str:
    """The same number with a point and nothing between the thousands."""
    decimal, thousand = get_format("DECIMAL_SEPARATOR"), get_format("THOUSAND_SEPARATOR")
    text = "".join(text.split()).replace("\N{MINUS SIGN}", "-")
    if GROUPED.match(text.replace(decimal, "\0").replace(thousand, ".").replace("\0", ",")):
        text = text.replace(thousand, "")
    return text.replace(decimal, ".") if decimal != "." and "." not in text else text.replace(",", ".")
