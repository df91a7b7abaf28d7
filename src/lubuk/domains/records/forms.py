"""Forms of records. They offer only what whoever fills them may choose; the actions have the last word."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from lubuk.domains.records.queries import Choice, institutions_of
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.trees import TreeNode
from lubuk.foundation.units.models import Unit
from lubuk.shared.retention.models import LONGEST_YEARS, FinalAct, Hold, RetentionClass, Trigger

MOST_NUMBERS = 500
REASON = {"rows": 3}
WITH_PARTS = _("With all that collections and manuals hold, also what is added to them later")


class PlaceChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A tree in a list: the deeper, the further in."""

    def label_from_instance(self, place: TreeNode) -> str:
        return "\u2003" * place.depth + place.name


class ClassForm(forms.Form):
    """A line of the schedule, with its name in each language."""

    def __init__(self, *args: Any, known: RetentionClass | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if known is None:
            self.fields["code"] = forms.CharField(
                label=_("Code"), max_length=30, help_text=_("As your schedule has it, such as KM.02.")
            )
        for code, language in settings.LANGUAGES:
            self.fields[f"label_{code}"] = forms.CharField(
                label=_("Name in %(language)s") % {"language": language},
                max_length=160,
                required=code == settings.LANGUAGE_CODE,
                initial=known.labels.get(code, "") if known else "",
            )
        self.add_periods(known)
        self.fields["legal_basis"] = forms.CharField(
            label=_("Legal basis"),
            max_length=250,
            help_text=_("The rule that the period rests on, with its number and year."),
            initial=known.legal_basis if known else "",
        )

    def add_periods(self, known: RetentionClass | None) -> None:
        for name, label in (("active_years", _("Years active")), ("inactive_years", _("Years inactive"))):
            self.fields[name] = forms.IntegerField(
                label=label, min_value=0, max_value=LONGEST_YEARS, initial=getattr(known, name, None)
            )
        self.fields["trigger"] = forms.ChoiceField(
            label=_("Counted from"),
            choices=Trigger.choices,
            help_text=_(
                "A matter is closed on the day that a field of the kind names, such as the end of a project."
            ),
            initial=known.trigger if known else Trigger.WITHDRAWN,
        )
        self.fields["final_act"] = forms.ChoiceField(
            label=_("In the end"),
            choices=FinalAct.choices,
            initial=known.final_act if known else FinalAct.REVIEW,
        )

    def values(self) -> dict[str, Any]:
        """What the action set_class asks for, apart from the code."""
        said = self.cleaned_data
        labels = {code: said[f"label_{code}"] for code, _name in settings.LANGUAGES}
        names = ("active_years", "inactive_years", "trigger", "final_act", "legal_basis")
        return {"labels": labels, **{name: said[name] for name in names}}


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("The schedule as a table (CSV)"),
        help_text=_(
            "With the columns that the exported table has. Nothing is changed before you have seen what would."
        ),
    )


class OwnClassForm(forms.Form):
    to = forms.ModelChoiceField(queryset=RetentionClass.objects.none(), label=_("Class"), required=False)
    reason = forms.CharField(
        label=_("Why?"), max_length=500, required=False, widget=forms.Textarea(attrs=REASON)
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to = self.fields["to"]
        to.queryset = RetentionClass.objects.filter(closed_at=None)  # type: ignore[attr-defined]
        to.empty_label = _("The one of its kind")  # type: ignore[attr-defined]


class HoldForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=160, help_text=_("Such as the number of the case or the audit.")
    )
    reason = forms.CharField(
        label=_("Why may nothing of this be lost?"), max_length=2000, widget=forms.Textarea(attrs=REASON)
    )

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        institutions = institutions_of(by)
        self.fields["institution"] = PlaceChoice(
            queryset=institutions, label=_("Institution"), initial=institutions.first()
        )
        if institutions.count() == 1:
            self.fields["institution"].widget = forms.HiddenInput()


class ChoiceForm(forms.Form):
    """Which pages a hold takes; read from the address, so that a preview can be shared and gone back to."""

    words = forms.CharField(
        label=_("With these words"),
        max_length=120,
        required=False,
        help_text=_("In the title, summary or text of any version, published or not."),
    )
    unit = PlaceChoice(
        queryset=Unit.objects.none(),
        label=_("Of this unit and those below"),
        required=False,
        empty_label=_("All units"),
    )
    subject = PlaceChoice(
        queryset=Subject.objects.none(),
        label=_("On this subject"),
        required=False,
        empty_label=_("All subjects"),
    )
    numbers = forms.CharField(
        label=_("Or just these numbers"),
        required=False,
        widget=forms.Textarea(attrs=REASON),
        help_text=_("As on the pages, such as GD-2026-0001, one a line or with commas."),
    )

    with_parts = forms.BooleanField(label=WITH_PARTS, required=False)

    def __init__(self, *args: Any, institution: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.filter(institution=institution).order_by("path")
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["subject"].queryset = Subject.objects.order_by("path")  # type: ignore[attr-defined]

    def clean_numbers(self) -> tuple[str, ...]:
        numbers = dict.fromkeys(re.split(r"[\s,;]+", self.cleaned_data["numbers"].upper().strip()))
        found = tuple(number for number in numbers if number)
        if len(found) > MOST_NUMBERS:
            raise forms.ValidationError(_("Give at most %(most)s numbers at once.") % {"most": MOST_NUMBERS})
        return found

    def choice(self) -> Choice:
        said = self.cleaned_data
        return Choice(said["numbers"], said["unit"], said["subject"], said["words"])


class AddToHoldForm(forms.Form):
    hold = forms.ModelChoiceField(queryset=Hold.objects.none(), label=_("Hold"))
    with_parts = forms.BooleanField(label=WITH_PARTS, required=False)

    def __init__(self, *args: Any, holds: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hold"].queryset = holds  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Why?"), max_length=2000, widget=forms.Textarea(attrs=REASON))


class ProposalForm(ReasonForm):
    """Who is to approve reads it first."""

    reason = forms.CharField(
        label=_("What are these pages, and why can they go?"),
        help_text=_("The two who approve read it first, and the certificate keeps it."),
        max_length=2000,
        widget=forms.Textarea(attrs=REASON),
    )
