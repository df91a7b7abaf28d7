"""The name of a kept search, and how its person wants to hear of it."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.refusal import Refused
from lubuk.shared.savedsearches.actions import refuse_alert
from lubuk.shared.savedsearches.models import MOST_LETTERS, Alert


class KeepForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=MOST_LETTERS)
    alert = forms.ChoiceField(
        label=_("Tell me of new pages that it finds"),
        help_text=_("Pages that are published, changed or opened to you from now on."),
        choices=Alert,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: object, person: Person, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.person = person

    def clean_name(self) -> str:
        name = " ".join(str(self.cleaned_data["name"]).split())
        if not name.isprintable():
            raise ValidationError(_("The name holds signs that can't be shown. Type it anew."))
        return name

    def clean_alert(self) -> str:
        alert = str(self.cleaned_data["alert"])
        try:
            refuse_alert(self.person, alert)
        except Refused as refused:
            raise ValidationError(str(refused)) from refused
        return alert
