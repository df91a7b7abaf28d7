"""What is brought in, and to where. It offers only what whoever fills it may choose; the actions have the last word."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lubuk.domains.importing.listing import kinds_for, units_for
from lubuk.domains.importing.models import Outcome
from lubuk.domains.importing.packing import MOST_FILES
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.kinds.registry import kinds
from lubuk.foundation.items.models import Audience
from lubuk.foundation.trees import TreeNode
from lubuk.foundation.units.models import Unit


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or many; the cleaned value is a list."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        given = (data or [None]) if isinstance(data, list | tuple) else [data]
        if len(given) > MOST_FILES:
            raise forms.ValidationError(
                _("Send at most %(most)s files at once, or put them into a ZIP archive.")
                % {"most": MOST_FILES}
            )
        files = [super(FilesField, self).clean(one, initial) for one in given]
        if sum(file.size for file in files if file) > settings.UPLOAD_MAX_BYTES:
            most = filesizeformat(settings.UPLOAD_MAX_BYTES)
            raise forms.ValidationError(
                _(
                    "This is more than %(most)s. Split it, or ask an administrator to bring it in from the machine."
                )
                % {"most": most}
            )
        return files


class UnitChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, unit: TreeNode) -> str:
        return "\u2003" * unit.depth + unit.name


class ImportForm(forms.Form):
    sent = FilesField(
        label=_("Files or an archive"),
        help_text=_(
            "Markdown, HTML, text or Word files, or a ZIP archive of a folder. Also an export of Confluence or Notion,"
            " a dump of MediaWiki, a mailbox (mbox)."
        ),
        error_messages={
            "required": _("Choose the files first."),
            "empty": _("This file is empty. Choose another one."),
        },
    )
    source = forms.CharField(
        label=_("What it is called"),
        help_text=_("Give the same name the next time, and what came before is renewed instead of doubled."),
        max_length=120,
        required=False,
    )
    kind = forms.ChoiceField(label=_("What each page becomes"), initial="article")
    unit = UnitChoice(queryset=Unit.objects.none(), label=_("Unit"), empty_label=None)
    audience = forms.ChoiceField(
        label=_("Who may see it"), choices=Audience.choices, initial=Audience.INSTITUTION
    )
    language = forms.ChoiceField(
        label=_("Language, where a page doesn’t tell"), choices=settings.LANGUAGES, initial=get_language
    )
    publishes = forms.BooleanField(
        label=_("Publish at once"),
        help_text=_("Without it everything comes in as your drafts."),
        initial=True,
        required=False,
    )
    gathers = forms.BooleanField(label=_("Make collections of folders"), initial=True, required=False)

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(kind.key, str(kind.name)) for kind in kinds_for(by)]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]
        self.fields["unit"].queryset = units_for(by)  # type: ignore[attr-defined]
        self.fields["unit"].initial = by.unit_id

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind = kinds().get(cleaned.get("kind", ""))
        if kind and cleaned.get("audience") not in (None, *kind.audiences):
            self.add_error("audience", _("This kind of page can't have that audience. Choose another one."))
        return cleaned


class ReportForm(forms.Form):
    outcome = forms.ChoiceField(choices=Outcome.choices, required=False)
    words = forms.CharField(max_length=80, required=False)
