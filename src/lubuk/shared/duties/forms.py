"""Asking people to read a page: of a unit, with a role or without, or by name."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from lubuk.foundation.trees import TreeNode
from lubuk.foundation.units.models import Unit
from lubuk.shared.duties.models import MOST_WORDS, Asked
from lubuk.shared.duties.permissions import units_to_ask

USUAL = timedelta(days=14)
MOST_NAMES = 200


class PlaceChoice(forms.ModelChoiceField[Unit]):
    """A tree in a list: the deeper, the further in."""

    def label_from_instance(self, place: TreeNode) -> str:
        return "\u2003" * place.depth + place.name


class AskForm(forms.Form):
    unit = PlaceChoice(
        Unit.objects.none(), label=gettext_lazy("Unit, with all below it"), required=False,
        empty_label=gettext_lazy("Nobody by unit"),
    )  # fmt: skip
    role = forms.ChoiceField(choices=Asked, label=gettext_lazy("Of them"), required=False)
    names = forms.CharField(
        label=gettext_lazy("Or people by name"),
        help_text=gettext_lazy("User names, with commas between them."),
        required=False,
        max_length=4000,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    due = forms.DateField(
        label=gettext_lazy("To be read by"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    words = forms.CharField(label=gettext_lazy("What to tell them"), required=False, max_length=MOST_WORDS)

    def __init__(self, *args: Any, by: Person, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.filter(units_to_ask(by, item), closed_at=None).order_by("path")
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["due"].initial = timezone.localdate() + USUAL

    def clean_names(self) -> list[Person]:
        names = {name.strip().lstrip("@") for name in self.cleaned_data["names"].split(",") if name.strip()}
        if len(names) > MOST_NAMES:
            raise forms.ValidationError(_("Name fewer people, or ask their unit."))
        people = list(Person.objects.filter(username__in=names, is_active=True))
        unknown = sorted(names - {person.username for person in people})
        if unknown:
            raise forms.ValidationError(
                _("Nobody here is called %(names)s. Check the user names.")
                % {"names": ", ".join(unknown)[:200]}
            )
        return people

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and bool(said.get("unit")) == bool(said.get("names")):
            self.add_error("unit", _("Choose a unit, or write names: one of the two."))
        return said

    def asked(self) -> dict[str, Any]:
        """As `actions.ask_to_read` takes it."""
        said = self.cleaned_data
        return {
            "unit": said["unit"], "role": said["role"] or Asked.ALL, "people": said["names"],
            "due": said["due"], "words": said["words"],
        }  # fmt: skip
