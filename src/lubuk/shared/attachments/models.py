"""Attachment."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils import timezone

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item


class Attachment(models.Model):
    """A file, and the item it belongs to. Until its text is saved it belongs to whoever uploaded it, and to no item."""

    item = models.ForeignKey(Item, models.CASCADE, null=True, related_name="attachments")
    file = models.FileField(upload_to="pictures/%Y/%m/", max_length=255)
    media_type = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, db_index=True)  # SHA-256 of what is stored, hex
    size = models.PositiveIntegerField()  # bytes
    width = models.PositiveIntegerField(null=True)  # pixels
    height = models.PositiveIntegerField(null=True)
    uploaded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("attachments:file", args=[self.pk, self.name])

    @property
    def name(self) -> str:
        """The file's name without its folders."""
        return (self.file.name or "").rsplit("/", 1)[-1]
