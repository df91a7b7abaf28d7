"""Item and what hangs on it directly: versions, audience, subjects, tags, links, authors."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.queries import ItemQuerySet, LinkQuerySet
from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.units.models import Unit

DUE_SOON_DAYS = 30  # a steward who looks once a month sees it before readers are warned


def address_words(title: str) -> str:
    """The readable end of an address; the number before it is what counts."""
    return slugify(title)[:60].strip("-") or "page"


class Audience(models.TextChoices):
    """Who may see a published item. Communities join this list with the room that holds them."""

    PEOPLE = "people", _("Only people I name")
    UNIT = "unit", _("My unit")
    INSTITUTION = "institution", _("The whole institution")
    INSTITUTIONS = "institutions", _("All institutions here")
    PUBLIC = "public", _("Everyone, also without signing in")


class Phase(models.TextChoices):
    """What a state means for seeing, whatever the flow calls it."""

    DRAFT = "draft", _("Draft")  # owner and authors
    REVIEW = "review", _("In review")  # and the stewards of its places
    PUBLISHED = "published", _("Published")  # and its audience
    WITHDRAWN = "withdrawn", _("Withdrawn")  # owner, authors and stewards again


class Item(models.Model):
    """Anything that can be found, discussed, followed and linked.

    Thin on purpose: its text lives in versions, what it can do in its kind, what happens to it in actions.
    """

    kind = models.CharField(max_length=40)
    kind_version = models.CharField(
        max_length=16
    )  # the definition it was made with (KindVersion.fingerprint)
    number = models.CharField(max_length=32, unique=True)
    title = models.CharField(max_length=250)
    summary = models.TextField(blank=True, max_length=1000)
    language = models.CharField(max_length=10, default=settings.LANGUAGE_CODE)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="items")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="items")
    section = models.ForeignKey(Section, models.PROTECT, null=True, blank=True, related_name="items")
    audience = models.CharField(max_length=20, choices=Audience, default=Audience.INSTITUTION)
    state = models.CharField(max_length=40)
    phase = models.CharField(max_length=10, choices=Phase, default=Phase.DRAFT)
    published = models.ForeignKey("Version", models.PROTECT, null=True, blank=True, related_name="+")
    draft = models.ForeignKey("Version", models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    published_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)
    endorsed_at = models.DateTimeField(null=True, blank=True)
    check_by = models.DateField(null=True, blank=True)

    objects: ClassVar[ItemQuerySet] = ItemQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-published_at", "-id"]
        indexes = [
            models.Index(fields=["phase", "-published_at", "-id"], name="item_newest"),
            models.Index(fields=["phase", "kind", "-published_at"], name="item_newest_of_kind"),
            models.Index(
                fields=["phase", "check_by"], condition=models.Q(check_by__isnull=False), name="item_due"
            ),
            # All that `published_to` and a shelf ask of an item: lists of 100,000 are counted without reading one.
            models.Index(fields=["phase", "audience", "unit", "section", "kind"], name="item_for_whom"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("library:item", args=[self.pk, address_words(self.title)])

    @property
    def kind_definition(self) -> Kind:
        """For templates; code asks `kind_of(item)`."""
        return kind_of(self)

    @property
    def trust(self) -> str:
        """How far a reader may rely on it: "endorsed", "due" (soon to be checked), "overdue" or "peer"."""
        if self.check_by:
            today = timezone.localdate()
            if self.check_by < today:
                return "overdue"
            if self.check_by <= today + timedelta(days=DUE_SOON_DAYS):
                return "due"
        return "endorsed" if self.endorsed_at else "peer"


class Significance(models.TextChoices):
    """How much a next version changes for others, as its writer says."""

    MINOR = "minor", _("Small: spelling or wording")
    ORDINARY = "ordinary", _("Ordinary")
    TRANSLATIONS = "translations", _("Translations are no longer right")
    FOLLOW = "follow", _("Pages that rest on this one, and translations, have to follow")


class Version(models.Model):
    """One text of an item. `number` counts from 1; a published version never changes again."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=40)
    title = models.CharField(max_length=250, blank=True)
    summary = models.TextField(blank=True, max_length=1000)
    body = models.TextField(blank=True)  # the sanitised subset of foundation/richtext
    fields = models.JSONField(default=dict)  # by field name, as FIELD_TYPES keep them
    author = models.ForeignKey(Person, models.PROTECT, related_name="versions")
    note = models.CharField(_("what changed"), max_length=250, blank=True)
    significance = models.CharField(max_length=12, choices=Significance, default=Significance.ORDINARY)
    base = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="+"
    )  # what its writer began from
    # Per cent of what the kind calls complete, reckoned at each save; None in texts from before it was.
    completeness = models.PositiveSmallIntegerField(null=True)
    revision = models.PositiveIntegerField(default=1)  # rises with each save; a stale one is a conflict
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="one_version_per_number")]
        indexes = [
            models.Index(
                fields=["state"], condition=models.Q(published_at__isnull=True), name="version_underway"
            ),
            models.Index(
                fields=["completeness"], condition=models.Q(completeness__lt=100), name="version_incomplete"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    @property
    def as_read(self) -> str:
        """Says which text, in which wording: a page sends it back with the decision its reader takes."""
        return f"{self.pk}.{self.revision}"


class KindVersion(models.Model):
    """A definition that items were made with, kept so that they can still be read when the kind has changed."""

    fingerprint = models.CharField(max_length=16, primary_key=True)
    kind = models.CharField(max_length=40)
    definition = models.JSONField()
    seen_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.kind} {self.fingerprint}"


class NumberSeries(models.Model):
    """The last number given out in a series such as "GD-2026"; numbers are never given twice."""

    name = models.CharField(max_length=40, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name}: {self.last}"


class NamedReader(models.Model):
    """A person named in the audience of an item."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="named_readers")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "person"], name="named_once")]

    def __str__(self) -> str:
        return str(self.person)


class Author(models.Model):
    """A person who writes the item together with its owner."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="authors")
    person = models.ForeignKey(Person, models.CASCADE, related_name="authorships")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "person"], name="author_once")]

    def __str__(self) -> str:
        return str(self.person)


class ItemSubject(models.Model):
    item = models.ForeignKey(Item, models.CASCADE, related_name="item_subjects")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="item_subjects")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "subject"], name="subject_once")]

    def __str__(self) -> str:
        return str(self.subject)


class Tag(models.Model):
    """A free word that anyone may put on an item, kept as typed but compared without case."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="tags")
    word = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "word"], name="tag_once")]
        indexes = [models.Index(fields=["word"], name="tag_word")]

    def __str__(self) -> str:
        return self.word


class TagAlias(models.Model):
    """A word that is no tag any more and leads to another one (`into`) or to a subject."""

    word = models.CharField(max_length=60, primary_key=True)
    into = models.CharField(max_length=60, blank=True)
    subject = models.ForeignKey(Subject, models.CASCADE, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.word} → {self.into or self.subject_id}"


class Link(models.Model):
    """One item points to another. `meaning` is read from both sides (MEANINGS)."""

    MENTIONS = "mentions"
    PART = "part"
    TRANSLATION = "translation"
    REPLACES = "replaces"
    MEANINGS = {
        MENTIONS: (_("Mentions"), _("Mentioned by")),
        PART: (_("Contains"), _("Part of")),
        TRANSLATION: (_("In another language"), _("In another language")),
        # The relations of Dublin Core (DCMI Metadata Terms) that people choose among; two more that it lacks.
        "relation": (_("Related to"), _("Related to")),
        REPLACES: (_("Replaces"), _("Replaced by")),
        "references": (_("Refers to"), _("Referred to by")),
        "requires": (_("Requires"), _("Required by")),
        "source": (_("Based on"), _("Basis of")),
        "conforms": (_("Carries out"), _("Carried out by")),
        "supports": (_("Supports"), _("Supported by")),
        "contradicts": (_("Contradicts"), _("Contradicts")),
    }
    CHOSEN = (
        "relation",
        REPLACES,
        "source",
        "requires",
        "references",
        "conforms",
        "supports",
        "contradicts",
    )
    SYMMETRIC = frozenset({"relation", "contradicts"})

    source = models.ForeignKey(Item, models.CASCADE, related_name="links_out")
    target = models.ForeignKey(Item, models.CASCADE, related_name="links_in")
    meaning = models.CharField(max_length=40)
    position = models.PositiveIntegerField(default=0)  # the place of a part among its whole's parts

    objects: ClassVar[LinkQuerySet] = LinkQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "target", "meaning"], name="link_once")]

    def __str__(self) -> str:
        return f"{self.source_id} {self.meaning} {self.target_id}"


class Endorsement(models.Model):
    """A steward says an item is official, or still correct: who, when, until when."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="endorsements")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="endorsements")
    at = models.DateTimeField(default=timezone.now)
    check_by = models.DateField(null=True)
    check_by_before = models.DateField(null=True)  # what taking it back returns to
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.item_id} {self.at:%Y-%m-%d}"


class Approval(models.Model):
    """One of several who have to approve a text before a step is taken: of this wording, in these roles."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="approvals")
    revision = models.PositiveIntegerField()  # of the text that was read; with the next it no longer counts
    step = models.CharField(max_length=40)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    phrases = models.JSONField(default=list)  # of the roles that the step names, those the person had
    reason = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    voided_at = models.DateTimeField(null=True)  # the text was sent back since

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "revision", "step", "person"],
                condition=models.Q(voided_at=None),
                name="wording_approved_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.step} {self.version_id}.{self.revision}"


class Acknowledgement(models.Model):
    """“I have read it”: a person and the version they read."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="acknowledgements")
    version = models.ForeignKey(Version, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "person"], name="read_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.version_id}"


class Presence(models.Model):
    """A person has the item open for writing; whoever comes second is told."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "person"], name="present_once")]

    def __str__(self) -> str:
        return str(self.person)
