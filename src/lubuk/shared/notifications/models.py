"""A notice: what happened to which item, and why this person is told."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from lubuk.shared.notifications.queries import NoticeQuerySet

MOST_WORDS = 1000  # letters that a notice repeats of a reason; the rest stands where it was written


class Event(models.TextChoices):
    """What happened, as the notice says it. Their sentences are in `wording`."""

    REVIEW_ASKED = "review-asked"
    REVIEW_WAITS = "review-waits"
    APPROVED = "approved"
    RETURNED = "returned"
    PUBLISHED = "published"
    ENDORSED = "endorsed"
    HANDED_OVER = "handed-over"
    HANDED_ON = "handed-on"
    MUST_FOLLOW = "must-follow"
    TRANSLATION_STALE = "translation-stale"
    NOT_USEFUL = "not-useful"
    ANSWERED = "answered"
    READING_ASKED = "reading-asked"
    READING_DUE = "reading-due"
    READING_OVERDUE = "reading-overdue"
    WANTED = "wanted"
    WANTED_ANSWERED = "wanted-answered"
    FOUND = "found"
    COMMENTED = "commented"
    REPLIED = "replied"
    NAMED = "named"
    THANKED = "thanked"
    USED = "used"
    HELP_OFFERED = "help-offered"
    TAKEN_AWAY = "taken-away"
    BROUGHT_BACK = "brought-back"


class Because(models.TextChoices):
    """Why it is this person who is told."""

    APPROVER = "approver", _("You may approve it.")
    AUTHOR = "author", _("You are one of its authors.")
    FORMER_OWNER = "former-owner", _("The page was yours.")
    OWNER = "owner", _("The page is yours.")
    STEWARD = "steward", _("You look after it.")
    READER = "reader", _("You said something about it.")
    ASKED = "asked", _("You are asked to read it.")
    MAY_KNOW = "may-know", _("You know something near to it.")
    ASKER = "asker", _("You asked for it.")
    SEARCHER = "searcher", _("You keep this search.")
    SPEAKER = "speaker", _("You said it.")
    IN_TALK = "in-talk", _("You take part in the conversation.")
    NAMED = "named", _("You are named in the conversation.")


class Notice(models.Model):
    """Shown only while the person may see the item, whatever they could see when it was written."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="notices")
    item = models.ForeignKey(Item, models.CASCADE, related_name="+")
    event = models.CharField(max_length=20, choices=Event)
    because = models.CharField(max_length=20, choices=Because)
    by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+"
    )  # None: nobody, or nobody known
    about = models.ForeignKey(
        Item, models.CASCADE, null=True, related_name="+"
    )  # the other item it speaks of
    to = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")  # the other person
    others = models.PositiveIntegerField(default=0)  # pages besides the item: of many at once one is named
    words = models.TextField(blank=True, max_length=MOST_WORDS)
    place = models.CharField(max_length=100, blank=True)  # an address of ours, where it can be read
    at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    objects: ClassVar[NoticeQuerySet] = NoticeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["person", "-at"], name="notice_newest"),
            models.Index(fields=["person"], condition=models.Q(read_at=None), name="notice_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.event} {self.item_id}"
