"""The files of a text, as its page shows them: the ones with something to look at first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from lubuk.foundation.items.kinds.definition import FieldDefinition
from lubuk.foundation.items.models import Version
from lubuk.shared.attachments.enclosed import key_of, rows_of
from lubuk.shared.attachments.formats import is_mistaken
from lubuk.shared.attachments.models import Attachment, Reading, Sheet
from lubuk.shared.attachments.words import FORMAT_NAMES, NOTES, REASONS

POSTER = "poster"  # a field of this name holds the picture that stands in for a video until it plays
ICONS = {
    "picture": "image", "drawing": "image", "sheet": "table", "slides": "presentation", "mail": "mail",
    "audio": "mic", "video": "video", "archive": "archive",
}  # fmt: skip


@dataclass(frozen=True)
class ShownFile:
    """One file with what its writer says of it."""

    attachment: Attachment
    about: str
    label: str = ""  # of its field
    field: str = ""

    @property
    def family(self) -> str:
        return self.attachment.content.told.family

    @property
    def format_name(self) -> str:
        return str(FORMAT_NAMES[self.attachment.content.format])

    @property
    def icon(self) -> str:
        return ICONS.get(self.family, "file-text")

    @property
    def opens(self) -> bool:
        """In the browser, instead of being saved."""
        return self.attachment.content.told.is_shown

    @property
    def has_text(self) -> bool:
        return self.attachment.content.reading == Reading.READ

    @property
    def is_waiting(self) -> bool:
        return self.attachment.content.reading == Reading.WAITING

    @property
    def pages(self) -> int | None:
        extent = self.attachment.content.about.get("extent", "")
        return int(extent) if self.attachment.content.format == "pdf" and extent.isdigit() else None

    @property
    def remarks(self) -> list[str]:
        """What to know before opening it, in words."""
        content = self.attachment.content
        is_photo = content.reason == "no-text" and content.told.family == "picture"
        said = [str(REASONS[content.reason])] if content.reason in REASONS and not is_photo else []
        said += [str(NOTES[note]) for note in content.notes if note in NOTES]
        if is_mistaken(self.attachment.name, content.told):
            said.append(
                _("Its name promises something else: in truth it is %(format)s.")
                % {"format": self.format_name}
            )
        return said

    @property
    def sheets(self) -> list[Sheet]:
        return list(self.attachment.content.sheets.all())


@dataclass(frozen=True)
class FilesShown:
    all: list[ShownFile]
    poster: ShownFile | None = None
    language: str = ""  # of captions: the item's

    @property
    def captions(self) -> list[ShownFile]:
        return [file for file in self.all if file.family == "captions"]

    @property
    def lead(self) -> list[ShownFile]:
        """What the page is about; captions and posters belong to the recording they come with."""
        return [file for file in self.all if file.family != "captions"]


def shown_in(
    fields: Iterable[FieldDefinition],
    version: Version,
    attached: Mapping[UUID, Attachment],
    language: str = "",
) -> FilesShown:
    found: list[ShownFile] = []
    poster: ShownFile | None = None
    for definition in fields:
        for row in rows_of(version.fields.get(definition.name)):
            key = key_of(row.get("file"))
            if key is None or key not in attached:
                continue
            file = ShownFile(attached[key], str(row.get("about", "")), str(definition), definition.name)
            if definition.name == POSTER and file.attachment.content.preview:
                poster = file
            else:
                found.append(file)
    return FilesShown(found, poster, language)
