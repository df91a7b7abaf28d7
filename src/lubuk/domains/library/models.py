"""What the library remembers beside the items themselves."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item


class FirstSave(models.Model):
    """The mark that a page gives its first save, so that the same save sent twice makes one item."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    mark = models.CharField(max_length=64)
    item = models.ForeignKey(Item, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "mark"], name="first_save_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.mark}"


class Export(models.Model):
    """Something that a person asked to take along. Its file is for them alone, and swept after a week."""

    class Form(models.TextChoices):
        SITE = "site", _("A site that opens without a server")
        MARKDOWN = "markdown", _("A folder of Markdown files")
        INSTALLATION = "installation", _("The whole installation, to move it")

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    form = models.CharField(max_length=20, choices=Form)
    item = models.ForeignKey(Item, models.CASCADE, null=True, related_name="+")  # None: all they may see
    asked_at = models.DateTimeField(default=timezone.now)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    file = models.FileField(upload_to="exports/", max_length=255, blank=True)
    size = models.PositiveBigIntegerField(default=0)  # bytes

    class Meta:
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return f"{self.person_id} {self.form} {self.asked_at:%Y-%m-%d}"

    @property
    def is_waiting(self) -> bool:
        return self.finished_at is None and self.failed_at is None


class Template(models.Model):
    """The item is a text from which others begin one of the same kind: since when, and who said so."""

    item = models.OneToOneField(Item, models.CASCADE, related_name="template")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.item)
