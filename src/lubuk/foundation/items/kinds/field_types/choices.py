"""Types that keep one or many of the words a kind offers, and yes or no."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.kinds.definition import FieldDefinition
from lubuk.foundation.items.kinds.field_types.base import FieldType, SortKey
from lubuk.foundation.items.kinds.field_types.finding import Finder
from lubuk.foundation.items.kinds.field_types.naming import NO_NAMES, Names
from lubuk.foundation.labels import in_language

BETWEEN = ";"  # choices of a cell; no key has one, see `reading`
SPOKEN = {True: ("yes", "ya", "true", "1"), False: ("no", "tidak", "false", "0")}


def label_of(key: str, definition: FieldDefinition) -> str:
    """A choice taken out of the kind is still said, by its key."""
    return in_language(dict(definition.choices).get(key, {})) or key


def key_of(word: str, definition: FieldDefinition) -> str:
    """The key that a cell's word means: the key itself, or the label in any language. Raises ValidationError."""
    word = word.strip()
    if word in dict(definition.choices):
        return word
    for key, labels in definition.choices:
        if word.casefold() in (label.casefold() for label in labels.values()):
            return key
    offered = ", ".join(key for key, _labels in definition.choices)
    raise ValidationError(
        _("“%(word)s” is not offered here. Use one of: %(offered)s.")
        % {"word": word[:80], "offered": offered}
    )


def place_of(key: str, definition: FieldDefinition) -> Decimal:
    """Choices are ordered as the kind lists them: low, middle, high is no alphabet."""
    keys = [known for known, _labels in definition.choices]
    return Decimal(keys.index(key) if key in keys else len(keys))


class Choice(FieldType):
    def form_field(
        self, definition: FieldDefinition, reader: Reader | None = None, was: Any = None
    ) -> forms.Field:
        options = [(key, in_language(label)) for key, label in definition.choices]
        return forms.ChoiceField(choices=[("", _("Choose one")), *options])

    def text(self, value: Any, definition: FieldDefinition, names: Names = NO_NAMES) -> str:
        return label_of(value, definition)

    def order(self, value: Any, definition: FieldDefinition, names: Names) -> SortKey:
        return False, "", place_of(value, definition)

    def read_plain(self, text: str, definition: FieldDefinition, finder: Finder, was: Any) -> Any:
        return key_of(text, definition)


class Choices(FieldType):
    """Kept as a list of keys in the kind's order; a cell says "night; rain"."""

    in_rows = False

    def form_field(
        self, definition: FieldDefinition, reader: Reader | None = None, was: Any = None
    ) -> forms.Field:
        options = [(key, in_language(label)) for key, label in definition.choices]
        return forms.MultipleChoiceField(choices=options, widget=forms.CheckboxSelectMultiple)

    def fits(self, value: Any, definition: FieldDefinition) -> bool:
        return isinstance(value, list) and all(isinstance(key, str) for key in value)

    def text(self, value: Any, definition: FieldDefinition, names: Names = NO_NAMES) -> str:
        return ", ".join(label_of(key, definition) for key in value)

    def order(self, value: Any, definition: FieldDefinition, names: Names) -> SortKey:
        return False, "", min(place_of(key, definition) for key in value)

    def to_plain(self, value: Any, definition: FieldDefinition, names: Names = NO_NAMES) -> str:
        return f"{BETWEEN} ".join(value)

    def read_plain(self, text: str, definition: FieldDefinition, finder: Finder, was: Any) -> Any:
        keys = {key_of(word, definition) for word in text.split(BETWEEN) if word.strip()}
        return sorted(keys, key=lambda key: place_of(key, definition)) or None


class YesNo(FieldType):
    def form_field(
        self, definition: FieldDefinition, reader: Reader | None = None, was: Any = None
    ) -> forms.Field:
        return forms.TypedChoiceField(
            choices=[("", _("Not said")), ("yes", _("Yes")), ("no", _("No"))],
            coerce=lambda word: word == "yes",
        )

    def from_json(self, value: bool) -> str:
        return "yes" if value else "no"

    def fits(self, value: Any, definition: FieldDefinition) -> bool:
        return isinstance(value, bool)

    def text(self, value: Any, definition: FieldDefinition, names: Names = NO_NAMES) -> str:
        return _("Yes") if value else _("No")

    def order(self, value: Any, definition: FieldDefinition, names: Names) -> SortKey:
        """Yes before no, as it is asked."""
        return False, "", Decimal(0 if value else 1)

    def to_plain(self, value: Any, definition: FieldDefinition, names: Names = NO_NAMES) -> str:
        return "yes" if value else "no"

    def read_plain(self, text: str, definition: FieldDefinition, finder: Finder, was: Any) -> Any:
        for answer, words in SPOKEN.items():
            if text.casefold() in words:
                return answer
        raise ValidationError(_("“%(text)s” should be yes or no.") % {"text": text[:80]})
