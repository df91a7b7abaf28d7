"""What a person fills in at a register: the table that comes in, and what its columns are."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lubuk.domains.registers.bringing.matching import offered
from lubuk.domains.registers.bringing.reading import FORMATS
from lubuk.domains.registers.models import Intake
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.shared.attachments.forms import FilesField, take_files
from lubuk.shared.attachments.models import Attachment


class TableForm(forms.Form):
    table = FilesField(many=False, accept=FORMATS, label=_("The table"), required=False)

    def file(self, *, by: Person) -> Attachment | None:
        """The file, sent with the form or before it. Call after is_valid(); None when there is an error to be shown."""
        take_files(self, by=by)
        keys = [row.key for row in self.cleaned_data["table"] if row.key]
        if self.errors:
            return None
        # A key that was not theirs to know is no key.
        found = Attachment.objects.filter(key__in=keys, uploaded_by=by, item=None).first()
        if found is None:
            self.add_error("table", _("Choose the file first."))
        return found


class MatchingForm(forms.Form):
    """A choice for each heading, `column-0` and on."""

    publishes = forms.BooleanField(
        label=_("Publish what I may publish"),
        help_text=_("Without it every change waits as a draft."),
        required=False,
    )

    def __init__(self, intake: Intake, kind: Kind, **more: Any) -> None:
        super().__init__(initial={"publishes": intake.publishes}, **more)
        choices = offered(kind)
        for at, (heading, name) in enumerate(zip(intake.headings, intake.matching, strict=True)):
            self.fields[f"column-{at}"] = forms.ChoiceField(
                label=heading or _("Column %(number)s") % {"number": at + 1},
                choices=choices,
                initial=name,
                required=False,
            )

    @property
    def columns(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("column-")]

    def matching(self) -> list[str]:
        """Call after is_valid()."""
        return [self.cleaned_data[field.name] for field in self.columns]
