"""Contents, kept once; attachments, which give them a name and an item; what was read in them; unfinished uploads."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from lubuk.shared.attachments.formats import FORMATS, Format, fitting_name


class Reading(models.TextChoices):
    """How far a content was read."""

    WAITING = "waiting", _("Waiting to be read")
    READ = "read", _("Read")
    NOTHING = "nothing", _("No text in it")
    REFUSED = "refused", _("Can't be read")


class Content(models.Model):
    """The bytes of a file: the same twice is kept once, and read once."""

    digest = models.CharField(max_length=64, unique=True)  # SHA-256, hex
    size = models.PositiveBigIntegerField()  # bytes
    format = models.CharField(max_length=20)  # a key of FORMATS
    media_type = models.CharField(max_length=100)
    file = models.FileField(upload_to="unused/", max_length=255)  # its place is made by `taking`
    width = models.PositiveIntegerField(null=True)  # pixels
    height = models.PositiveIntegerField(null=True)
    kept_at = models.DateTimeField(default=timezone.now)

    reading = models.CharField(max_length=10, choices=Reading, default=Reading.WAITING)
    reason = models.CharField(max_length=20, blank=True)  # a key of words.REASONS
    notes = models.JSONField(default=list)  # keys of words.NOTES
    about = models.JSONField(default=dict)  # Dublin Core terms that the file says of itself
    preview = models.FileField(upload_to="unused/", max_length=255, blank=True)  # its first page as WebP
    begun_at = models.DateTimeField(null=True)  # when a worker took it up
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(reading="waiting"), name="content_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.format} {self.digest[:12]}"

    @property
    def told(self) -> Format:
        return FORMATS[self.format]


class Attachment(models.Model):
    """A file, and the item it belongs to. Until its text is saved it belongs to whoever uploaded it, and to no item.

    Texts speak of it by its key, which can't be guessed: who holds one was shown the file.
    """

    item = models.ForeignKey(Item, models.CASCADE, null=True, related_name="attachments")
    content = models.ForeignKey(Content, models.PROTECT, related_name="attachments")
    key = models.UUIDField(default=uuid.uuid4, unique=True)
    name = models.CharField(max_length=255)
    uploaded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("attachments:file", args=[self.pk, self.given_name])

    @property
    def file(self) -> FieldFile:
        return self.content.file

    @property
    def media_type(self) -> str:
        return self.content.media_type

    @property
    def given_name(self) -> str:
        return fitting_name(self.name, self.content.told)


class Page(models.Model):
    """A page, slide, sheet or chapter of a content."""

    content = models.ForeignKey(Content, models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()  # from 1
    heading = models.CharField(max_length=250, blank=True)
    text = models.TextField()
    html = models.TextField(
        blank=True
    )  # the same with its points and tables, cleaned; "" where there are none

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["content", "number"], name="page_once")]

    def __str__(self) -> str:
        return f"{self.content_id}, {self.number}"

    @property
    def has_table(self) -> bool:
        return "<table>" in self.html


class Sheet(models.Model):
    """A table: what its columns hold, its first rows, and all of it as CSV."""

    content = models.ForeignKey(Content, models.CASCADE, related_name="sheets")
    number = models.PositiveIntegerField()  # from 1
    name = models.CharField(max_length=250, blank=True)
    columns = models.JSONField(default=list)  # {name, type, filled, least, most, examples}
    rows = models.JSONField(default=list)  # the first, each a list of texts
    row_count = models.PositiveIntegerField()
    csv = models.FileField(upload_to="unused/", max_length=255, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["content", "number"], name="sheet_once")]

    def __str__(self) -> str:
        return self.name or str(self.number)


class Upload(models.Model):
    """A file on its way in, in chunks. What is written is never changed, only added to."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    name = models.CharField(max_length=255)
    length = models.PositiveBigIntegerField()  # bytes in all
    digest = models.CharField(max_length=64, blank=True)  # SHA-256 of all, where the sender said it
    offset = models.PositiveBigIntegerField(default=0)  # bytes that are here
    became = models.ForeignKey(Attachment, models.CASCADE, null=True, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.name}: {self.offset} of {self.length}"


class Chunk(models.Model):
    """A part of an upload, in a file of its own."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="chunks")
    offset = models.PositiveBigIntegerField()
    file = models.FileField(upload_to="unused/", max_length=255)

    class Meta:
        ordering = ["offset"]
        constraints = [models.UniqueConstraint(fields=["upload", "offset"], name="chunk_once")]

    def __str__(self) -> str:
        return f"{self.upload_id} from {self.offset}"
