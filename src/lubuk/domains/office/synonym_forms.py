"""Forms for words that mean the same."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lubuk.shared.search.models import Direction

MOST_LETTERS = 1200


class SynonymForm(forms.Form):
    words = forms.CharField(
        label=_("Words that mean the same"),
        help_text=_("With a semicolon between them: OPD; perangkat daerah"),
        max_length=MOST_LETTERS,
    )
    direction = forms.ChoiceField(
        label=_("Which finds which"), choices=Direction, widget=forms.RadioSelect, initial=Direction.BOTH
    )


class SynonymFileForm(forms.Form):
    file = forms.FileField(
        label=_("CSV file"),
        help_text=_(
            "Two columns, “direction” (both or one) and “words”. What stands here already is left as it is."
        ),
    )
