"""Asking for knowledge."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lubuk.shared.wanted.models import MOST_LETTERS, MOST_PURPOSE

NEEDED = (("today", _("Today")), ("week", _("This week")), ("no-hurry", _("No hurry")))


class AskForm(forms.Form):
    words = forms.CharField(
        label=_("What do you need to know?"),
        help_text=_("Ask as you would ask a colleague."),
        max_length=MOST_LETTERS,
    )
    purpose = forms.CharField(
        label=_("What will you do with it?"),
        help_text=_("It helps others to give an answer that fits."),
        max_length=MOST_PURPOSE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    needed = forms.ChoiceField(
        label=_("When do you need it?"),
        choices=NEEDED,
        initial="no-hurry",
        required=False,
        widget=forms.RadioSelect,
    )


class AnswerForm(forms.Form):
    number = forms.CharField(
        label=_("Number of the page that answers it"),
        help_text=_("It stands on each page under its title."),
        max_length=40,
    )
