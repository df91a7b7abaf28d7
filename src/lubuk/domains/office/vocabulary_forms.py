"""Forms for what subjects and tags are called, and what becomes of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lubuk.foundation.places.describing import Description
from lubuk.foundation.subjects.called import called
from lubuk.foundation.subjects.models import Subject

MOST_ON_A_PAGE = 5 * 2**20  # bytes; reading more takes longer than a page may, and the command takes it


class NamedSubject(forms.CharField):
    """A subject by its name, since a list of thousands is no choice."""

    def clean(self, value: Any) -> Any:
        name = super().clean(value)
        return one_called(name) if name else None


class NamedSubjects(forms.CharField):
    """Several, with a line or a comma between them."""

    def clean(self, value: Any) -> Any:
        names = [
            name.strip() for name in super().clean(value).replace(",", "\n").splitlines() if name.strip()
        ]
        return [one_called(name) for name in names[:100]]


def one_called(name: str) -> Subject:
    """Raises ValidationError when none is called so, or several are."""
    found = called([name])[name]
    if not found:
        raise ValidationError(_("No subject is called “%(name)s”. Check the spelling.") % {"name": name[:80]})
    if len(found) > 1:
        raise ValidationError(
            _("Several subjects are called “%(name)s”. Write the end of the address of the one you mean.")
            % {"name": name[:80]}
        )
    subject: Subject = Subject.objects.get(pk=found[0])
    return subject


class DescriptionForm(forms.Form):
    """Names a line each; notes; relations by name."""

    def __init__(self, *args: Any, subject: Subject, related: list[Subject], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, language in settings.LANGUAGES:
            words = {"language": language}
            self.add_lines(
                f"alt_{code}", _("Other names in %(language)s") % words, subject.alt_labels.get(code, [])
            )
        for code, language in settings.LANGUAGES:
            words = {"language": language}
            label = _("Words that lead here, but are never shown, in %(language)s") % words
            self.add_lines(f"hidden_{code}", label, subject.hidden_labels.get(code, []))
        for code, language in settings.LANGUAGES:
            self.fields[f"scope_{code}"] = forms.CharField(
                label=_("What belongs here and what doesn't, in %(language)s") % {"language": language},
                widget=forms.Textarea(attrs={"rows": 3}),
                max_length=2000,
                required=False,
                initial=subject.scope_notes.get(code, ""),
            )
        self.fields["notation"] = forms.CharField(
            label=_("Code in a classification"), max_length=80, required=False, initial=subject.notation
        )
        self.fields["related"] = NamedSubjects(
            label=_("Related subjects"),
            help_text=_("Their names, one a line."),
            widget=forms.Textarea(attrs={"rows": 3}),
            max_length=8000,
            required=False,
            initial="\n".join(other.name for other in related),
        )
        self.add_lines("exact", _("The same concept elsewhere (web addresses)"), subject.exact_matches)
        self.add_lines("close", _("Nearly the same elsewhere (web addresses)"), subject.close_matches)
        self.subject = subject

    def add_lines(self, name: str, label: str, lines: list[str]) -> None:
        self.fields[name] = forms.CharField(
            label=label,
            help_text=_("One a line."),
            widget=forms.Textarea(attrs={"rows": 2}),
            max_length=30_000,
            required=False,
            initial="\n".join(lines),
        )

    def lines(self, name: str) -> list[str]:
        return [line.strip() for line in self.cleaned_data[name].splitlines() if line.strip()]

    def said(self) -> Description:
        codes = [code for code, _name in settings.LANGUAGES]
        return Description(
            alt_labels={code: self.lines(f"alt_{code}") for code in codes},
            hidden_labels={code: self.lines(f"hidden_{code}") for code in codes},
            definitions=self.subject.definitions,
            scope_notes={code: self.cleaned_data[f"scope_{code}"] for code in codes},
            notation=self.cleaned_data["notation"],
            exact_matches=self.lines("exact"),
            close_matches=self.lines("close"),
        )


class MergeForm(forms.Form):
    into = NamedSubject(
        label=gettext_lazy("Merge it into"),
        help_text=gettext_lazy("The name of the subject that stays."),
        max_length=160,
    )


class VocabularyForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("SKOS file"),
        help_text=gettext_lazy("Turtle (.ttl) or RDF/XML (.rdf, .xml), up to 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".ttl,.rdf,.xml,.owl"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_ON_A_PAGE:
            raise ValidationError(
                _("Files above 5 MB are brought in with the command: ./lubuk subjects import FILE")
            )
        return file


class TagForm(forms.Form):
    """What becomes of a tag: another word, or a subject."""

    RENAME, SUBJECT, NEW = "rename", "subject", "new"

    tag = forms.CharField(max_length=60, widget=forms.HiddenInput)
    what = forms.ChoiceField(
        label=gettext_lazy("What becomes of it?"),
        choices=[
            (RENAME, gettext_lazy("Another tag: renamed, or merged into one that is there")),
            (NEW, gettext_lazy("A new subject")),
            (SUBJECT, gettext_lazy("Part of a subject that is there")),
        ],
        widget=forms.RadioSelect,
        initial=RENAME,
    )
    name = forms.CharField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy(
            "Of the other tag, or of the subject. For a new subject: under which it stands; empty for the top."
        ),
        max_length=160,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        what, name = cleaned.get("what"), cleaned.get("name", "").strip()
        if not name and what in {self.RENAME, self.SUBJECT}:
            self.add_error("name", _("Write the name of the tag or subject that it becomes."))
        elif name and what in {self.NEW, self.SUBJECT}:
            try:
                cleaned["subject"] = one_called(name)
            except ValidationError as error:
                self.add_error("name", error)
        return cleaned
