"""The form field for files: those that are there, described, replaced or taken out; and new ones.

Without a script new files come with the form. With one they have come before it (`uploading`), and the form has
their keys.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.refusal import Refused
from lubuk.shared.attachments.actions import upload_file
from lubuk.shared.attachments.enclosed import key_of, rows_of
from lubuk.shared.attachments.formats import FORMATS
from lubuk.shared.attachments.lookup import with_contents
from lubuk.shared.attachments.models import Attachment
from lubuk.shared.attachments.words import FAMILY_NAMES, FORMAT_NAMES

MOST_FILES = 50  # of one field; what has more is a collection
LONGEST_ABOUT = 300
NUMBER_DIGITS = 4


@dataclass(frozen=True)
class Row:
    """One file of the field as it was sent; `key` is empty while it is only an upload."""

    key: str = ""
    about: str = ""
    name: str = ""
    upload: UploadedFile[bytes] | None = None


class FilesWidget(forms.Widget):
    template_name = "attachments/files_field.html"
    needs_multipart_form = True

    def __init__(self, *, many: bool, accept: Sequence[str]) -> None:
        super().__init__()
        self.many, self.accept = many, tuple(accept)

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[Row]:
        """`NAME-0-file`, `NAME-0-about`, `NAME-0-gone`, `NAME-0-instead` …, and `NAME-new` for further ones."""
        new = [Row(upload=upload) for upload in sent(files, f"{name}-new")]
        kept = [self.row(data, files, f"{name}-{n}") for n in numbers(data, name)]
        rows = [row for row in kept if row]
        if not self.many:
            return [replace(new[0], about=rows[0].about if rows else "")] if new else rows[:1]
        return rows + new

    def row(self, data: Mapping[str, Any], files: Any, at: str) -> Row | None:
        if data.get(f"{at}-gone"):
            return None
        instead = sent(files, f"{at}-instead")
        about = " ".join(str(data.get(f"{at}-about", "")).split())[:LONGEST_ABOUT]
        key = "" if instead else str(data.get(f"{at}-file", ""))
        return Row(key=key, about=about, upload=instead[0] if instead else None)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return False

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, None, attrs)
        rows = [row for row in value or [] if isinstance(row, Row) and row.key]
        found = by_key(rows)
        context["widget"].update(
            rows=[(n, row, found[row.key]) for n, row in enumerate(rows) if row.key in found],
            next=len(rows), many=self.many, accept=self.suffixes(), takes=said_to_take(self.accept),
            most=most_said(), most_bytes=settings.UPLOAD_MAX_BYTES,
        )  # fmt: skip
        return context

    def suffixes(self) -> str:
        """For the browser's dialogue, which only helps to choose; what a file is, its bytes say."""
        fitting = [one for one in FORMATS.values() if fits(one.key, self.accept)]
        return ",".join(f".{ending}" for one in fitting for ending in one.extensions) if self.accept else ""


def most_said() -> str:
    return f"{settings.UPLOAD_MAX_BYTES // 2**20} MB"


class FilesField(forms.Field):
    widget: FilesWidget

    def __init__(self, *, many: bool, accept: Sequence[str] = (), **more: Any) -> None:
        self.many, self.accept = many, tuple(accept)
        super().__init__(widget=FilesWidget(many=many, accept=accept), **more)

    def clean(self, value: Any) -> list[Row]:
        rows: list[Row] = list(value or [])
        if len(rows) > MOST_FILES:
            raise ValidationError(
                _("At most %(most)s files can stand here. Put the rest into a page of their own.")
                % {"most": MOST_FILES}
            )
        found = by_key(rows)
        for row in rows:
            if not row.upload and row.key not in found:
                raise ValidationError(_("One of the files isn't here any more. Add it again."))
        for attachment in found.values():
            self.refuse_other(attachment)
        return [replace(row, name=found[row.key].given_name) if row.key else row for row in rows]

    def refuse_other(self, attachment: Attachment) -> None:
        if self.accept and not fits(attachment.content.format, self.accept):
            raise ValidationError(
                _("Here only these are taken: %(wanted)s. “%(name)s” is something else: %(format)s.")
                % {
                    "wanted": said_to_take(self.accept),
                    "name": attachment.name,
                    "format": FORMAT_NAMES[attachment.content.format],
                }
            )


def sent(files: Any, name: str) -> list[UploadedFile[bytes]]:
    return [file for file in files.getlist(name) if file] if hasattr(files, "getlist") else []


def numbers(data: Mapping[str, Any], name: str) -> list[int]:
    prefix = f"{name}-"
    found = {key.removeprefix(prefix).partition("-")[0] for key in data if key.startswith(prefix)}
    return sorted(int(number) for number in found if number.isdecimal() and len(number) <= NUMBER_DIGITS)


def by_key(rows: Sequence[Row]) -> dict[str, Attachment]:
    keys = [key for row in rows if row.key and (key := key_of(row.key))]
    return {str(one.key): one for one in with_contents().filter(key__in=keys)} if keys else {}


def fits(format: str, accept: Sequence[str]) -> bool:
    return not accept or format in accept or FORMATS[format].family in accept


def said_to_take(accept: Sequence[str]) -> str:
    return ", ".join(str(FAMILY_NAMES.get(word) or FORMAT_NAMES[word]) for word in accept)


def take_files(form: forms.Form, *, by: Person) -> list[Attachment]:
    """Keep the files that came with the form, and put their keys where they were. Call after is_valid().

    What can't be taken is said at its field; what was taken stays in the form when it is shown again.
    """
    taken = []
    for name, field in form.fields.items():
        if not isinstance(field, FilesField) or name not in form.cleaned_data:
            continue
        rows: list[Row] = []
        for row in form.cleaned_data[name]:
            try:
                kept = take(row, field, by)
            except (Refused, ValidationError) as refused:
                form.add_error(name, f"{row.upload.name}: {said(refused)}" if row.upload else said(refused))
                continue
            taken += [kept] if kept else []
            rows.append(Row(str(kept.key), row.about, kept.given_name) if kept else row)
        form.cleaned_data[name] = rows
        remember(form, name, rows)
    return taken


def take(row: Row, field: FilesField, by: Person) -> Attachment | None:
    if row.upload is None:
        return None
    kept = upload_file(row.upload, row.upload.name or "", by=by)  # type: ignore[arg-type]
    try:
        field.refuse_other(kept)
    except ValidationError:
        kept.delete()
        raise
    return kept


def said(refused: Exception) -> str:
    return " ".join(refused.messages) if isinstance(refused, ValidationError) else str(refused)


def go_on_with_files(form: forms.Form, kept: Mapping[str, Any]) -> None:
    """The form goes on from what is kept by now: `kept` has the fields' values as JSON, by their names in the form."""
    for name, field in form.fields.items():
        if isinstance(field, FilesField):
            rows = [Row(row["file"], row.get("about", "")) for row in rows_of(kept.get(name))]
            remember(form, name, rows)


def remember(form: forms.Form, name: str, rows: Sequence[Row]) -> None:
    data: Any = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict
    prefix = form.add_prefix(name)
    for key in [key for key in data if key.startswith(f"{prefix}-")]:
        del data[key]
    for n, row in enumerate(rows):
        data[f"{prefix}-{n}-file"], data[f"{prefix}-{n}-about"] = row.key, row.about
    form.data, form.files = data, {}  # type: ignore[assignment]
