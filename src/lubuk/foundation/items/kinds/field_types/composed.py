"""A form field of several labelled inputs, such as an amount and its currency."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms


class ComposedWidget(forms.MultiWidget):
    template_name = "ui/composed.html"
    use_fieldset = True

    def __init__(self, widgets: Sequence[forms.Widget], labels: Sequence[str], name: str) -> None:
        super().__init__(widgets)
        self.labels, self.name = labels, name

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for part, label in zip(context["widget"]["subwidgets"], self.labels, strict=True):
            part["label"] = label
        context["widget"]["shape"] = self.name
        return context


class ComposedField(forms.MultiValueField):
    """None of the inputs has to be filled; what belongs together is said in `compress`."""

    widget: Any

    def __init__(self, fields: Sequence[forms.Field], widget: type[ComposedWidget], shape: str) -> None:
        for field in fields:
            field.required = False
        labels = [str(field.label) for field in fields]
        super().__init__(
            fields=tuple(fields),
            widget=widget([field.widget for field in fields], labels, shape),
            require_all_fields=False,
        )
