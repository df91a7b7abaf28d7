"""What waits for a person: pages to check again, texts to review, drafts of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lubuk.domains.library.returning import last_return
from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import DUE_SOON_DAYS, Item
from lubuk.foundation.items.permissions import can_take
from lubuk.shared.retention.awaiting import awaiting

MOST = 50  # past that a list is a register


@dataclass(frozen=True)
class Task:
    """One line of "Waiting for you", in the shape of ui/task.html."""

    icon: str
    title: str
    url: str
    text: str
    verb: str
    due: str = ""
    post_url: str = ""


def waiting_for(person: Reader) -> list[Task]:
    if not standing(person).is_signed_in:
        return []
    return [
        *to_approve(person),
        *to_check(person),
        *to_review(person),
        *to_decide(person),
        *to_finish(person),
    ]


def to_approve(person: Reader) -> list[Task]:
    """Disposals that wait for one more pair of eyes."""
    return [
        Task(
            icon="archive",
            title=disposal.number,
            url=disposal.get_absolute_url(),
            text=_("%(name)s proposes to destroy pages whose time is over.") % {"name": disposal.by},
            verb=_("Read the list"),
        )
        for disposal in awaiting(person)
    ]


def to_check(person: Reader) -> list[Task]:
    soon = timezone.localdate() + timedelta(days=DUE_SOON_DAYS)
    due = Item.objects.looked_after_by(person).visible_to(person).due_for_check(soon)
    return [
        Task(
            icon="badge-check",
            title=item.title,
            url=item.get_absolute_url(),
            due=_("Check by %(day)s.") % {"day": date_format(item.check_by, "j F Y")}
            if item.check_by
            else "",
            text=item.kind_definition.name,
            verb=_("Still correct"),
            post_url=reverse("library:confirm", args=[item.pk]),
        )
        for item in due.order_by("check_by")[:MOST]
    ]


def to_review(person: Reader) -> list[Task]:
    """New texts, and next versions of published pages, that somebody sent for review."""
    items = (
        Item.objects.looked_after_by(person).visible_to(person).exclude(owner_id=standing(person).person_id)
    )
    waiting = items.in_review().select_related("draft__author")
    return [review_of(item) for item in waiting.order_by("draft__changed_at")[:MOST]]


def review_of(item: Item) -> Task:
    return Task(
        icon="eye",
        title=item.draft.title if item.draft else item.title,
        url=item.get_absolute_url(),
        text=_("%(name)s asks for a review.") % {"name": item.draft.author if item.draft else item.owner},
        verb=_("Read it"),
    )


def to_decide(person: Reader) -> list[Task]:
    """Texts in review in the units a manager answers for, where the flow gives them a step to take."""
    if not standing(person).managed_units:
        return []
    waiting = Item.objects.waiting_in_units_managed_by(person).exclude(
        pk__in=Item.objects.looked_after_by(person).order_by().values("pk")
    )
    found = waiting.select_related("draft__author", "owner", "unit").prefetch_related(
        "authors", "item_subjects"
    )
    return [
        review_of(item) for item in found.order_by("draft__changed_at")[:MOST] if may_decide(person, item)
    ]


def may_decide(person: Reader, item: Item) -> bool:
    state = item.draft.state if item.draft else ""
    return any(can_take(person, item, step) for step in kind_of(item).flow.steps_from(state))


def to_finish(person: Reader) -> list[Task]:
    """New texts of one's own, and next versions that one has begun or got back from a review."""
    drafts = Item.objects.being_written_by(person).exclude(draft__state="review").select_related("draft")
    return [
        Task(
            icon="pencil",
            title=(item.draft.title if item.draft else item.title) or item.number,
            url=reverse("library:edit", args=[item.pk]),
            text=said_of_draft(item),
            verb=_("Go on writing"),
        )
        for item in drafts.order_by("-draft__changed_at")[:3]
    ]


def said_of_draft(item: Item) -> str:
    returned = last_return(item)
    if returned is None:
        return _("Your draft, not published yet.")
    return _("%(name)s sent it back: %(reason)s") % {
        "name": returned.by or _("Somebody"),
        "reason": returned.reason,
    }
