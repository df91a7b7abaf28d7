"""Bringing in a folder of Markdown files: an item a file, a section a folder, links and pictures between them kept.

Each file is one transaction; a file that can't be read is reported and hinders no other. Run again, it changes what has
changed since and makes no doubles.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from lubuk.domains.library.importing.fields import fields_of
from lubuk.domains.library.importing.markdown_file import ImportedFile as Read
from lubuk.domains.library.importing.markdown_file import Neighbour, read
from lubuk.domains.library.importing.unreadable import Unreadable
from lubuk.domains.library.models import ImportedFile
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.actions import Writing
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.field_types.finding import Finder
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Item
from lubuk.foundation.items.permissions import can_begin
from lubuk.foundation.refusal import Refused, require
from lubuk.foundation.richtext.references import settle_imported
from lubuk.foundation.sections.models import Section
from lubuk.foundation.units.models import Unit
from lubuk.shared.attachments.actions import claim_files, upload_picture

ENDINGS = {".md", ".markdown"}


@dataclass(frozen=True)
class Import:
    """What is brought in, by whom, and where it is put."""

    folder: Path
    kind: Kind
    by: Person
    unit: Unit
    audience: str
    language: str  # of files that don't say and whose words don't tell

    @property
    def source(self) -> str:
        return self.folder.name


@dataclass
class Report:
    """What became of each file: its path, and a word or a sentence."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return len(self.new) + len(self.changed) + len(self.same) + len(self.refused)


def files_in(folder: Path, limit: int | None = None) -> list[Path]:
    """Markdown files below the folder in the order of their paths; hidden folders and links out of it are left alone."""
    found = sorted(
        path for path in folder.rglob("*") if path.suffix.lower() in ENDINGS and is_inside(path, folder)
    )
    return found[:limit]


def is_inside(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return not hidden and path.is_file() and path.resolve().is_relative_to(folder.resolve())


def bring_in(what: Import, files: list[Path], progress: Callable[[int], None] = lambda done: None) -> Report:
    """Two rounds: first every file becomes a draft with its number, then texts are settled (a link needs the number of
    the page it leads to) and published."""
    require(can_begin(what.by, what.kind, what.unit), _("You can't begin this kind of page here."))
    report, drafts = Report(), {}
    for path in files:
        name = path.relative_to(what.folder).as_posix()
        try:
            drafts[name] = first_round(what, path, name)
        except (Unreadable, Refused) as refused:
            report.refused[name] = str(refused)
    numbers = {draft.name: draft.item.pk for draft in drafts.values()}
    for done, draft in enumerate(drafts.values(), start=1):
        try:
            second_round(what, draft, numbers, report)
        except Refused as refused:
            report.refused[draft.name] = str(refused)
            give_up(draft, what.by)
        progress(done)
    return report


def give_up(draft: Draft, by: Person) -> None:
    """Nothing half stays of a file that was refused."""
    if draft.is_new:
        actions.discard(Item.objects.get(pk=draft.item.pk), by=by)


@dataclass(frozen=True)
class Draft:
    name: str
    path: Path
    read: Read
    digest: str
    item: Item
    is_new: bool
    is_same: bool


@transaction.atomic
def first_round(what: Import, path: Path, name: str) -> Draft:
    text = read(path, root=what.folder)
    if not text.body_html:
        raise Refused(_("There is no text in this file. It was left out."))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    known = ImportedFile.objects.select_related("item").filter(source=what.source, path=name).first()
    if known:
        return Draft(name, path, text, digest, known.item, is_new=False, is_same=known.digest == digest)
    language = text.language or what.language
    writing = Writing(title=text.title, summary=text.summary)
    item = actions.begin(
        what.kind, by=what.by, unit=what.unit, language=language, writing=writing, audience=what.audience
    )
    # No digest yet: until its text is in, a second run must not take it for finished.
    ImportedFile.objects.create(source=what.source, path=name, digest="", item=item)
    return Draft(name, path, text, digest, item, is_new=True, is_same=False)


@transaction.atomic
def second_round(what: Import, draft: Draft, numbers: dict[str, int], report: Report) -> None:
    if draft.is_same:
        report.same.append(draft.name)
        return
    item = Item.objects.select_related("unit", "draft", "published").get(pk=draft.item.pk)
    shown = item.draft or item.published
    assert shown is not None
    body = settle_imported(
        draft.read.body_html, items=targets(draft.read.links, numbers), files=dict(pictures(what, draft))
    )
    writing = Writing(
        title=draft.read.title,
        summary=draft.read.summary,
        body=body,
        fields=fields_of(draft.read.values, kind_of(item), Finder(what.by), shown.fields),
        note="" if draft.is_new else _("Brought in again"),
    )
    actions.save_draft(item, writing, by=what.by, from_version=shown.pk, revision=shown.revision)
    claim_files(item, by=what.by)
    actions.place(
        item,
        by=what.by,
        unit=item.unit,
        section=section_for(what, draft.name),
        subjects=[row.subject for row in item.item_subjects.select_related("subject")],
        tags=draft.read.tags[:12],
    )
    actions.publish(item, by=what.by)
    ImportedFile.objects.filter(source=what.source, path=draft.name).update(digest=draft.digest)
    (report.new if draft.is_new else report.changed).append(draft.name)


def targets(links: list[Neighbour], numbers: dict[str, int]) -> dict[str, int]:
    """The item that each link leads to. Links between files often leave out the ending, or mean a folder's index."""
    found = {}
    for link in links:
        stem = link.path.rstrip("/")
        names = (stem, f"{stem}.md", f"{stem}/index.md", f"{stem}/README.md", f"{stem}.markdown")
        number = next((numbers[name] for name in names if name in numbers), None)
        if number is not None:
            found[link.address] = number
    return found


def pictures(what: Import, draft: Draft) -> Iterator[tuple[str, str]]:
    """Address in the text and address here, for every picture that lies beside the file and can be kept."""
    for picture in draft.read.pictures:
        path = what.folder / picture.path
        if not is_picture(path, what.folder):
            continue
        try:
            kept = upload_picture(SimpleUploadedFile(path.name, path.read_bytes()), by=what.by)
        except Refused:
            continue  # its words stand in its place: a broken picture must not keep the text out
        yield picture.address, kept.get_absolute_url()


def is_picture(path: Path, folder: Path) -> bool:
    return path.is_file() and is_inside(path, folder)


def section_for(what: Import, name: str) -> Section:
    """The shelf for a file: one for the import and one for each folder below it."""
    shelf: Section | None = None
    for part in (what.source, *PurePosixPath(name).parts[:-1]):
        slug = slugify(f"{shelf.slug if shelf else what.unit.slug}-{part}")[:80]
        label = part.replace("-", " ").replace("_", " ").capitalize()
        shelf, _created = Section.objects.get_or_create(
            slug=slug, defaults={"labels": {what.language: label}, "parent": shelf, "unit": what.unit}
        )
    assert shelf is not None
    return shelf
