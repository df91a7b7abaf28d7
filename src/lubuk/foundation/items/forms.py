"""Forms made from kinds: what a person writes, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.html import escape
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Person, Reader, Stranger
from lubuk.foundation.ids import id_in
from lubuk.foundation.items.actions.placing import clean_tags
from lubuk.foundation.items.actions.writing import Writing
from lubuk.foundation.items.kinds.conditions import in_words
from lubuk.foundation.items.kinds.definition import FieldDefinition, Kind
from lubuk.foundation.items.kinds.field_types.base import is_blank
from lubuk.foundation.items.kinds.fields import FIELD_TYPES
from lubuk.foundation.items.kinds.files import FILES
from lubuk.foundation.items.models import Audience, Item, Significance, Version
from lubuk.foundation.items.permissions import needs_publisher
from lubuk.foundation.labels import in_language
from lubuk.foundation.refusal import Refused
from lubuk.foundation.richtext.forms import RichTextField
from lubuk.foundation.richtext.references import items_in, recall_titles
from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.called import called
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.units.models import Unit

LONGEST_ID = 18  # digits of a number that fits into 64 bits whatever it is
MOST_TO_TICK = 60  # subjects; more are no list to look through
PREFIX = "f_"  # a kind may well have a field called "title"


class WritingForm(forms.Form):
    """Title, summary, text and the kind's fields. Nothing is required here: a draft may be as thin as it is."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=250, required=False)
    summary = forms.CharField(
        label=gettext_lazy("In a sentence or two"),
        help_text=gettext_lazy("What the reader takes away. It stands in lists and search results."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    note = forms.CharField(
        label=gettext_lazy("What did you change?"),
        help_text=gettext_lazy("For those who read the list of versions."),
        max_length=250,
        required=False,
    )
    significance = forms.ChoiceField(
        label=gettext_lazy("What does it change for others?"),
        choices=Significance.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    photo = forms.FileField(
        label=gettext_lazy("A photo"),
        help_text=gettext_lazy("It is put below the text. The place and time it was taken are removed."),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*", "data-photo": True}),
    )
    photo_alt = forms.CharField(
        label=gettext_lazy("What the photo shows"),
        help_text=gettext_lazy("For people who don't see it."),
        max_length=300,
        required=False,
    )
    from_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, kind: Kind, version: Version | None = None, *, reader: Reader | None = None, **more: Any
    ) -> None:
        reader = reader or Stranger()
        super().__init__(initial=initial_of(kind, version, reader) if version else {}, **more)
        self.kind = kind
        self.fields["title"].help_text = escape(in_language(kind.title_help))
        for definition in kind.fields:
            was = version.fields.get(definition.name) if version else None
            self.fields[PREFIX + definition.name] = field_of(definition, kind, reader, was)
        if kind.has_body:
            label = in_language(kind.body_label) or _("Text")
            self.fields["body"] = RichTextField(
                label=label, help_text=escape(in_language(kind.body_help)), required=False
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("photo") and not cleaned.get("photo_alt", "").strip():
            self.add_error("photo_alt", _("Say in a few words what the photo shows."))
        return cleaned

    def writing(self) -> Writing:
        """What was written. Call after is_valid()."""
        written = self.cleaned_data
        fields = {}
        for definition in self.kind.fields:
            value = written.get(PREFIX + definition.name)
            field_type = FIELD_TYPES[definition.type]
            fields[definition.name] = None if is_blank(value) else field_type.to_json(value)
        return Writing(
            title=written["title"],
            summary=written["summary"],
            body=written.get("body", ""),
            fields=fields,
            note=written["note"],
            significance=written["significance"],
        )

    def blame(self, fields: dict[str, str]) -> None:
        """Mark what a step still needs, at the field itself."""
        for name in fields:
            key = name if name in self.fields else PREFIX + name
            self.add_error(key if key in self.fields else None, _("Fill this before readers see the page."))

    @property
    def text_fields(self) -> list[forms.BoundField]:
        """In the order of the page: the kind's fields, then the text, then what hangs on it."""
        names = [name for name in self.fields if name.startswith(PREFIX) or name == "body"]
        return [self[name] for name in sorted(names, key=(PREFIX + FILES.name).__eq__)]


def field_of(definition: FieldDefinition, kind: Kind, reader: Reader, was: Any) -> forms.Field:
    field: Any = FIELD_TYPES[definition.type].form_field(definition, reader, was)
    field.label, field.required = str(definition), False
    field.help_text = escape(
        in_language(definition.help)
    )  # hints are words: no kind brings markup into a page
    field.example = in_language(definition.example)
    if definition.when:
        field.when = Asking(
            PREFIX + definition.when.field, definition.when.answers, in_words(definition.when, kind)
        )
    return field  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Asking:
    """When a field is asked for, for the page: which field of the form decides, by which answers, and in words."""

    field: str
    answers: tuple[str, ...]
    words: str


def initial_of(kind: Kind, version: Version, reader: Reader) -> dict[str, Any]:
    """What was kept, as the form shows it; references show the titles that this reader may see."""
    initial = {
        "title": version.title,
        "summary": version.summary,
        "body": with_titles(version.body, reader),
        "note": "" if version.published_at else version.note,
        "significance": Significance.ORDINARY if version.published_at else version.significance,
        "from_version": version.pk,
        "revision": version.revision,
    }
    for definition in kind.fields:
        value, field_type = version.fields.get(definition.name), FIELD_TYPES[definition.type]
        if not is_blank(value) and field_type.fits(value, definition):
            shown = with_titles(value, reader) if definition.type == "rich-text" else value
            initial[PREFIX + definition.name] = field_type.from_json(shown)
    return initial


def with_titles(html: str, reader: Reader) -> str:
    mentioned = items_in(html)
    if not mentioned:
        return html
    titles = dict(Item.objects.visible_to(reader).filter(pk__in=mentioned).values_list("pk", "title"))
    return recall_titles(html, titles)


class SubjectsField(forms.ModelMultipleChoiceField[Subject]):
    """Refuses a number longer than any id as unknown, before SQLite is asked for what it can't hold."""

    def clean(self, value: Any) -> Any:
        for number in value or ():
            if len(str(number)) > LONGEST_ID:
                raise ValidationError(self.error_messages["invalid_choice"], params={"value": number})
        return super().clean(value)


class PlaceForm(forms.Form):
    """Unit, section, subjects, tags, language, audience."""

    audience = forms.ChoiceField(label=gettext_lazy("Who may see it"), widget=forms.RadioSelect)
    readers = forms.CharField(
        label=gettext_lazy("Names"),
        help_text=gettext_lazy("For “only people I name”: user names, with commas between them."),
        required=False,
        max_length=4000,
    )
    subjects = SubjectsField(
        Subject.objects.none(),
        label=gettext_lazy("Subjects"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    tags = forms.CharField(
        label=gettext_lazy("Tags"),
        help_text=gettext_lazy("Free words, with commas between them."),
        required=False,
        max_length=800,
    )
    unit = forms.ModelChoiceField(Unit.objects.none(), label=gettext_lazy("Unit"), empty_label=None)
    section = forms.ModelChoiceField(
        Section.objects.none(),
        label=gettext_lazy("Section"),
        required=False,
        empty_label=gettext_lazy("None"),
    )
    language = forms.ChoiceField(label=gettext_lazy("Written in"), choices=settings.LANGUAGES)

    def __init__(self, kind: Kind, person: Person, item: Item | None = None, **more: Any) -> None:
        super().__init__(initial=place_of(item) if item else first_place(kind, person), **more)
        labels = dict(Audience.choices)
        offered = [word for word in kind.audiences if item is None or not needs_publisher(person, item, word)]
        self.choices_of("audience").choices = [(word, labels[Audience(word)]) for word in offered]
        if len(offered) < len(kind.audiences):
            self.fields["audience"].help_text = _("Whoever publishes this page can open it to more readers.")
        is_open = Q(closed_at=None) | Q(
            pk=item.unit_id if item else None
        )  # what stands in a closed one may stay
        units = Unit.objects.filter(is_open, institution_id__in=institutions_of(person, item))
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["section"].queryset = Section.objects.filter(  # type: ignore[attr-defined]
            unit__institution_id__in=institutions_of(person, item)
        )
        self.fields["subjects"].queryset = Subject.objects.all()  # type: ignore[attr-defined]
        if Subject.objects.count() > MOST_TO_TICK:
            self.offer_chosen_subjects()

    def offer_chosen_subjects(self) -> None:
        """Of a large vocabulary only what is chosen or suggested is shown; the rest is said by name."""
        sent = self.data.getlist("subjects") if self.is_bound else self.initial.get("subjects", ())  # type: ignore[attr-defined]
        ids = [pk for said in sent if (pk := id_in(str(said)))]
        chosen = Subject.objects.filter(pk__in=ids)
        self.choices_of("subjects").choices = [(subject.pk, subject.name) for subject in chosen]
        self.fields["more_subjects"] = forms.CharField(
            label=_("More subjects"),
            help_text=_("Their names, with commas between them."),
            required=False,
            max_length=800,
        )

    def clean_more_subjects(self) -> list[Subject]:
        names = [name.strip() for name in self.cleaned_data["more_subjects"].split(",") if name.strip()]
        found = called(names) if names else {}
        unknown = [name for name, ids in found.items() if not ids]
        if unknown:
            raise ValidationError(
                _("No subject is called %(names)s. Check the spelling.") % {"names": ", ".join(unknown)[:200]}
            )
        return list(Subject.objects.filter(pk__in=[pk for ids in found.values() for pk in ids]))

    def choices_of(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        return field

    def clean_tags(self) -> list[str]:
        try:
            return clean_tags(self.cleaned_data["tags"].split(","))
        except Refused as error:
            raise ValidationError(str(error)) from error

    def clean_readers(self) -> list[Person]:
        names = [name.strip().lstrip("@") for name in self.cleaned_data["readers"].split(",") if name.strip()]
        people = list(Person.objects.filter(username__in=names, is_active=True))
        unknown = sorted(set(names) - {person.username for person in people})
        if unknown:
            raise ValidationError(
                _("Nobody here is called %(names)s. Check the user names.") % {"names": ", ".join(unknown)}
            )
        return people


def institutions_of(person: Person, item: Item | None) -> set[int | None]:
    return {standing(person).institution_id, *([item.unit.institution_id] if item else [])}


def first_place(kind: Kind, person: Person) -> dict[str, Any]:
    language = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    return {"audience": kind.default_audience, "unit": person.unit_id, "language": language}


def place_of(item: Item) -> dict[str, Any]:
    return {
        "audience": item.audience,
        "readers": ", ".join(row.person.username for row in item.named_readers.select_related("person")),
        "subjects": [row.subject_id for row in item.item_subjects.all()],
        "tags": ", ".join(tag.word for tag in item.tags.all()),
        "unit": item.unit_id,
        "section": item.section_id,
        "language": item.language,
    }
