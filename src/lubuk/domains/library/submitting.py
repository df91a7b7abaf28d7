"""A filled-in sheet: the two forms of the writing page taken together, and what is made of them."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from lubuk.foundation.accounts.models import Person, SignedInRequest
from lubuk.foundation.items import actions
from lubuk.foundation.items.actions import Writing
from lubuk.foundation.items.actions.placing import MAX_TAGS
from lubuk.foundation.items.forms import PREFIX, PlaceForm, WritingForm, with_titles
from lubuk.foundation.items.kinds.definition import Kind, Step
from lubuk.foundation.items.models import Item, Version
from lubuk.foundation.refusal import Refused
from lubuk.shared.attachments.actions import claim_files, upload_picture
from lubuk.shared.attachments.forms import go_on_with_files, take_files
from lubuk.shared.attachments.models import Attachment


class Sheet:
    """What a person filled in on the writing page: the text, and where it stands."""

    def __init__(self, kind: Kind, request: SignedInRequest, item: Item | None = None) -> None:
        data = request.POST if request.method == "POST" else None
        self.kind = kind
        self.sent = request.POST
        self.person = request.person
        version = item.draft or item.published if item else None
        self.writing = WritingForm(kind, version, reader=self.person, data=data, files=request.FILES or None)
        self.photo: Attachment | None = None
        self.taken: list[Attachment] = []
        self.place = PlaceForm(kind, request.person, item, data=data)

    def is_valid(self) -> bool:
        return (
            all([self.writing.is_valid(), self.place.is_valid()])
            and self.has_good_photo()
            and self.has_good_files()
        )

    def has_good_photo(self) -> bool:
        """Takes the photo in; what isn't one is said at its field, and the text goes nowhere yet."""
        photo = self.writing.cleaned_data["photo"]
        if photo:
            try:
                self.photo = upload_picture(photo, by=self.person)
            except Refused as refused:
                self.writing.add_error("photo", str(refused))
        return not self.writing.errors

    def has_good_files(self) -> bool:
        """Takes in what came with the form; what can't be taken is said at its field."""
        self.taken = take_files(self.writing, by=self.person)
        return not self.writing.errors

    def written(self) -> Writing:
        """The text, with the photo below it."""
        writing = self.writing.writing()
        if self.photo is None:
            return writing
        return replace(
            writing, body=writing.body + figure(self.photo, self.writing.cleaned_data["photo_alt"])
        )

    def go_on_from(self, version: Version) -> None:
        """The text is kept by now, its photo in it; what is sent next begins from there, not from before."""
        data = self.sent.copy()
        data["from_version"], data["revision"] = str(version.pk), str(version.revision)
        data["body"], data["body_format"], data["photo_alt"] = (
            with_titles(version.body, self.person),
            "html",
            "",
        )
        self.writing.data = data
        go_on_with_files(self.writing, {PREFIX + name: value for name, value in version.fields.items()})

    @property
    def has_errors(self) -> bool:
        return bool(self.writing.errors or self.place.errors)

    def first_steps(self) -> list[Step]:
        """What its author may do with a new item of this kind besides keeping it."""
        flow = self.kind.flow
        return [
            step for step in flow.steps_from(flow.first.name) if {"author", "owner"}.intersection(step.by)
        ]


def figure(photo: Attachment, alt: str) -> str:
    return format_html(
        '<figure><img src="{}" alt="{}" width="{}" height="{}"></figure>',
        photo.get_absolute_url(), alt, photo.content.width, photo.content.height,
    )  # fmt: skip


@transaction.atomic
def begin_from(sheet: Sheet, by: Person) -> Item:
    """A new item of the sheet's text; placed when the second form was filled in well too."""
    placed = sheet.place.is_valid()
    unit = sheet.place.cleaned_data["unit"] if placed else by.unit
    if unit is None:
        raise Refused(_("You need a unit to write here. Ask your KM officer to add you to yours."))
    language = sheet.place.cleaned_data["language"] if placed else by.language
    item = actions.begin(sheet.kind, by=by, unit=unit, language=language, writing=sheet.written())
    claim_files(item, by=by)
    if placed:
        put(sheet, item, by)
    return item


def keep(sheet: Sheet, item: Item, by: Person) -> None:
    """Save the text first (it raises Conflict when somebody was quicker), then where it stands."""
    written = sheet.writing.cleaned_data
    actions.save_draft(
        item,
        sheet.written(),
        by=by,
        from_version=written["from_version"] or 0,
        revision=written["revision"] or 0,
    )
    with transaction.atomic():
        claim_files(item, by=by)
        put(sheet, item, by)


def keep_unread(sheet: Sheet, item: Item, by: Person) -> None:
    """For the autosave: the text always; where it stands only while nobody reads it yet, since changing that for
    readers is a step a person takes and not one that happens while they look at the choices."""
    written = sheet.writing.cleaned_data
    actions.save_draft(
        item,
        sheet.writing.writing(),
        by=by,
        from_version=written["from_version"] or 0,
        revision=written["revision"] or 0,
    )
    with transaction.atomic():
        claim_files(item, by=by)
        if item.published_id is None and sheet.place.is_valid():
            put(sheet, item, by)


def comparison(conflict: actions.Conflict) -> str:
    """The address of the page that shows both texts."""
    kept = conflict.kept
    other = kept.item.draft or kept.item.published
    number = other.number if other else kept.number
    return reverse("library:compare", args=[kept.item_id, number, kept.number])


def put(sheet: Sheet, item: Item, by: Person) -> None:
    where = sheet.place.cleaned_data
    actions.place(
        item,
        by=by,
        unit=where["unit"],
        section=where["section"],
        subjects=[*where["subjects"], *where.get("more_subjects", ())],
        tags=[*where["tags"], *sheet.sent.getlist("more_tags")][:MAX_TAGS],
        language=where["language"],
    )
    actions.change_audience(item, where["audience"], by=by, readers=where["readers"])
