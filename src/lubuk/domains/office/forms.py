"""Forms of the office. They offer only what whoever fills them may choose; the actions have the last word."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lubuk.domains.office.queries import sections_in_care_of, units_in_care_of
from lubuk.foundation.access.models import Role, RoleName
from lubuk.foundation.access.permissions import can_give
from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.membership.permissions import can_change_email
from lubuk.foundation.membership.queries import people_in_care_of
from lubuk.foundation.places.queries import Place
from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.trees import TreeNode
from lubuk.foundation.units.models import Unit

DAY = {"type": "date"}


def indented(place: TreeNode) -> str:
    return "\u2003" * place.depth + place.name


class PlaceChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A tree in a list: the deeper, the further in."""

    def label_from_instance(self, place: TreeNode) -> str:
        return indented(place)


class PersonForm(forms.ModelForm[Person]):
    """What an office may say of a person; what they say of themselves is on their profile."""

    unit = PlaceChoice(
        queryset=Unit.objects.none(), label=_("Unit"), required=False, empty_label=_("None: from outside")
    )

    class Meta:
        model = Person
        fields = ["name", "email", "unit", "post", "language"]

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        own = Q(pk=self.instance.unit_id)  # also when it is closed: saving a post must not move the person
        units = units_in_care_of(by).filter(Q(closed_at=None) | own)
        self.fields["unit"].queryset = units.order_by("path")  # type: ignore[attr-defined]
        if self.instance.pk:
            self.fields["unit"].required = self.instance.unit_id is not None
            if not can_change_email(by, self.instance):
                del self.fields["email"]


class NewPersonForm(PersonForm):
    section = PlaceChoice(
        queryset=Section.objects.none(),
        label=_("From outside: let into this section"),
        help_text=_("Only for people without a unit here. They read this section and nothing else."),
        required=False,
    )
    until = forms.DateField(label=_("Guest until"), widget=forms.DateInput(attrs=DAY), required=False)

    class Meta(PersonForm.Meta):
        fields = ["name", "email", "username", "unit", "post", "language"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        username = self.fields["username"]
        username.required = False
        username.help_text = _("Leave it empty, and it is made from the name.")
        self.fields["email"].help_text = _(
            "The link for the password goes there. Without it you hand the link over yourself."
        )
        self.fields["section"].queryset = sections_in_care_of(self.by).order_by("path")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        unit, section = cleaned.get("unit"), cleaned.get("section")
        if unit and section:
            self.add_error(
                "section", _("Choose a unit or a section, not both: colleagues see the section anyway.")
            )
        if not (unit or section or "unit" in self.errors or standing(self.by).is_administrator):
            self.add_error("unit", _("Choose the unit, or for somebody from outside a section below."))
        if cleaned.get("until") and unit:
            self.add_error("until", _("Only a guest has an end date."))
        return cleaned


class ColleagueChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, person: Person) -> str:
        return f"{person.name}, {person.unit.name}" if person.unit else person.name


class LeavingForm(forms.Form):
    heir = ColleagueChoice(
        queryset=Person.objects.none(),
        label=_("Hand everything they own to"),
        help_text=_("Pages and drafts get a new owner; the one who leaves stays named as an author."),
        required=False,
    )

    def __init__(self, *args: Any, by: Person, leaver: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = people_in_care_of(by).filter(is_active=True).exclude(pk=leaver.pk).exclude(unit=None)
        if leaver.unit:
            people = people.filter(unit__institution_id=leaver.unit.institution_id)
        heir = self.fields["heir"]
        heir.queryset = people.select_related("unit").order_by("name")  # type: ignore[attr-defined]
        heir.required = not leaver.is_active


class RoleForm(forms.Form):
    name = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    place = forms.ChoiceField(label=_("Where"), required=False)
    until = forms.DateField(
        label=_("Until"),
        help_text=_("Empty: until it is taken away."),
        widget=forms.DateInput(attrs=DAY),
        required=False,
    )

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places: dict[str, Place] = {}
        self.fields["name"].choices = roles_to_give(by)  # type: ignore[attr-defined]
        self.fields["place"].choices = [("", _("Nowhere in particular")), *self.grouped(by)]  # type: ignore[attr-defined]

    def grouped(self, by: Person) -> list[tuple[Any, list[tuple[str, str]]]]:
        groups: list[tuple[Any, Any]] = [
            (_("Units"), units_in_care_of(by).filter(closed_at=None).order_by("path")),
            (_("Sections"), sections_in_care_of(by).order_by("path")),
        ]
        if can_give(by, Role(name=RoleName.STEWARD, subject=Subject())):
            groups.append((_("Subjects"), Subject.objects.order_by("path")))
        return [(title, [self.choice(place) for place in places]) for title, places in groups]

    def choice(self, place: Place) -> tuple[str, str]:
        value = f"{place._meta.model_name} {place.pk}"
        self.places[value] = place
        return value, indented(place)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        place = self.places.get(cleaned.pop("place", ""))
        if cleaned.get("name") == RoleName.KM_OFFICER and isinstance(place, Unit) and place.parent_id:
            self.add_error(
                "place", _("A KM officer serves a whole institution: choose one, not a unit in it.")
            )
        if place:
            cleaned[str(place._meta.model_name)] = place
        return cleaned


ROLE_WORDS = {
    RoleName.STEWARD: _("Steward: endorses and keeps up a unit, section or subject, and all below it"),
    RoleName.MANAGER: _("Manager: sees what a unit and those below it share within themselves"),
    RoleName.GUEST: _("Guest: reads one section, from outside"),
    RoleName.KM_OFFICER: _("KM officer: runs an institution's knowledge and its people"),
    RoleName.ADMINISTRATOR: _("Administrator: runs the installation, everywhere"),
}


def roles_to_give(by: Person) -> list[tuple[str, Any]]:
    above = set() if standing(by).is_administrator else {RoleName.KM_OFFICER, RoleName.ADMINISTRATOR}
    return [(name.value, words) for name, words in ROLE_WORDS.items() if name not in above]


class LabelsForm(forms.Form):
    """A name in each language; for a subject an explanation too; for a new section the unit that keeps it."""

    def __init__(self, *args: Any, place: Place, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, language in settings.LANGUAGES:
            self.fields[f"label_{code}"] = forms.CharField(
                label=_("Name in %(language)s") % {"language": language},
                max_length=160,
                required=code == settings.LANGUAGE_CODE,
                initial=place.labels.get(code, ""),
            )
        if isinstance(place, Subject):
            self.add_definitions(place)
        if isinstance(place, Section) and not place.pk:
            units = units_in_care_of(by).filter(closed_at=None).order_by("path")
            self.fields["unit"] = PlaceChoice(
                queryset=units, label=_("Kept by"), help_text=_("The unit that answers for the section.")
            )

    def add_definitions(self, subject: Subject) -> None:
        for code, language in settings.LANGUAGES:
            self.fields[f"definition_{code}"] = forms.CharField(
                label=_("What it covers, in %(language)s") % {"language": language},
                widget=forms.Textarea(attrs={"rows": 3}),
                max_length=600,
                required=False,
                initial=subject.definitions.get(code, ""),
            )

    def said(self, part: str) -> dict[str, str]:
        """The answers by language: part is "label" or "definition"."""
        return {code: self.cleaned_data.get(f"{part}_{code}", "") for code, _name in settings.LANGUAGES}


class MoveForm(forms.Form):
    under = PlaceChoice(queryset=Unit.objects.none(), label=_("New place"), required=False)

    def __init__(self, *args: Any, place: Place, places: Any, at_the_top: str, **kwargs: Any) -> None:
        """`at_the_top` names the choice of no parent; empty where the person may not choose that."""
        super().__init__(*args, **kwargs)
        under = self.fields["under"]
        under.queryset = places.exclude(path__startswith=place.path).order_by("path")  # type: ignore[attr-defined]
        under.empty_label = at_the_top or None  # type: ignore[attr-defined]
        under.required = not at_the_top
        self.initial.setdefault("under", place.parent_id)


class ClosingForm(forms.Form):
    into = PlaceChoice(
        queryset=Unit.objects.none(),
        label=_("Move its people, pages and sections to"),
        help_text=_("Leave it empty when nobody and nothing is there any more."),
        required=False,
    )

    def __init__(self, *args: Any, unit: Unit, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_units = units_in_care_of(by).filter(closed_at=None).exclude(path__startswith=unit.path)
        self.fields["into"].queryset = open_units.order_by("path")  # type: ignore[attr-defined]


class TrailForm(forms.Form):
    person = forms.ModelChoiceField(queryset=Person.objects.none(), to_field_name="username", required=False)
    number = forms.CharField(max_length=32, required=False)
    act = forms.CharField(max_length=60, required=False)
    first = forms.DateField(required=False)
    last = forms.DateField(required=False)

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people_in_care_of(by)  # type: ignore[attr-defined]
