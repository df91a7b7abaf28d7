"""To whom all of it goes, and why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lubuk.domains.office.forms import ColleagueChoice
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.membership.handing import Estate
from lubuk.foundation.membership.queries import people_in_care_of


class HandingForm(forms.Form):
    to = ColleagueChoice(queryset=Person.objects.none(), label=_("To whom"))
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("It stays on record with each page."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    with_roles = forms.BooleanField(label=_("Hand the roles on, too"), required=False)

    def __init__(self, *args: Any, by: Person, estate: Estate, has_roles: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = people_in_care_of(by).filter(is_active=True, unit__isnull=False)
        if isinstance(estate, Person):
            people = people.exclude(pk=estate.pk)
        self.fields["to"].queryset = people.select_related("unit").order_by("name")  # type: ignore[attr-defined]
        if not has_roles:
            del self.fields["with_roles"]
