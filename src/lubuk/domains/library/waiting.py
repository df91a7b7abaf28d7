"""What waits for a person: pages to check again, texts to review, drafts of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lubuk.domains.library.returning import last_return
from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.completeness import completeness_of
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import DUE_SOON_DAYS, Approval, Item, Version
from lubuk.foundation.items.permissions import can_take
from lubuk.foundation.items.queries import ItemQuerySet
from lubuk.foundation.trail.models import Entry
from lubuk.shared.dependents.models import Basis
from lubuk.shared.duties.models import Duty
from lubuk.shared.retention.awaiting import awaiting
from lubuk.shared.usefulness.models import Word

MOST = 50  # past that a list is a register
FEW = 3


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
    tasks = (
        to_read, to_approve, to_check, to_follow, to_answer, to_review, to_decide, to_finish, to_complete,
    )  # fmt: skip
    return [task for of in tasks for task in of(person)]


def to_read(person: Reader) -> list[Task]:
    """Pages that the person is asked to read and has not said that they have; each once, with its nearest day."""
    duties = {duty.item_id: duty for duty in reversed(Duty.objects.waiting_for(person)[:MOST])}
    return [
        Task(
            icon="book-open-check",
            title=duty.item.title,
            url=duty.item.get_absolute_url(),
            due=said_of_due(duty),
            text=duty.item.kind_definition.name,
            verb=_("Read it"),
        )
        for duty in sorted(duties.values(), key=lambda duty: duty.due)
    ]


def said_of_due(duty: Duty) -> str:
    day = date_format(duty.due, "j F Y")
    late = duty.due < timezone.localdate()
    return (_("Was to be read by %(day)s.") if late else _("Read it by %(day)s.")) % {"day": day}


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


def to_follow(person: Reader) -> list[Task]:
    """Pages, and translations, whose basis has changed."""
    outdated = (
        Basis.objects.waiting_for(person).select_related("item", "source").order_by("outdated_at", "pk")
    )
    return [
        Task(
            icon="refresh-cw",
            title=basis.item.title,
            url=basis.item.get_absolute_url(),
            text=said_of_basis(basis),
            verb=_("Look at it"),
        )
        for basis in outdated[:MOST]
    ]


def said_of_basis(basis: Basis) -> str:
    words = {"title": basis.source.title}
    if basis.is_translation:
        return _("“%(title)s” has changed; this translates it.") % words
    return _("“%(title)s” has changed; this rests on it.") % words


def to_answer(person: Reader) -> list[Task]:
    """What readers did not find useful and nobody has answered, one line a page."""
    counted = Word.objects.waiting_for(person).order_by().values("item_id").annotate(number=Count("pk"))
    numbers = {row["item_id"]: row["number"] for row in counted.order_by("-number", "item_id")[:MOST]}
    items = Item.objects.in_bulk(numbers) if numbers else {}
    return [
        Task(
            icon="message-circle",
            title=items[pk].title,
            url=reverse("usefulness:words", args=[pk]),
            text=said_of_words(number),
            verb=_("Answer"),
        )
        for pk, number in numbers.items()
    ]


def said_of_words(number: int) -> str:
    words = ngettext(
        "%(number)s reader did not find it useful.", "%(number)s readers did not find it useful.", number
    )
    return words % {"number": number}


def to_review(person: Reader) -> list[Task]:
    """New texts, and next versions of published pages, that somebody sent for review."""
    items = (
        Item.objects.looked_after_by(person).visible_to(person).exclude(owner_id=standing(person).person_id)
    )
    waiting = not_approved_by(person, items.in_review()).select_related("draft__author")
    return [review_of(item) for item in waiting.order_by("draft__changed_at")[:MOST]]


def not_approved_by(person: Reader, items: ItemQuerySet) -> ItemQuerySet:
    """Who has approved the draft in its wording of today waits with the others. With the time of the last act."""
    given = Approval.objects.filter(person_id=standing(person).person_id or 0, voided_at=None)
    theirs = given.filter(version=OuterRef("draft"), revision=OuterRef("draft__revision"))
    acts = Entry.objects.filter(item_id=OuterRef("pk")).order_by("-id")
    return items.exclude(Exists(theirs)).annotate(last_act=Subquery(acts.values("at")[:1]))


def review_of(item: Item) -> Task:
    return Task(
        icon="eye",
        title=item.draft.title if item.draft else item.title,
        url=item.get_absolute_url(),
        due=said_of_waiting(item, item.__dict__["last_act"]),
        text=_("%(name)s asks for a review.") % {"name": item.draft.author if item.draft else item.owner},
        verb=_("Read it"),
    )


def said_of_waiting(item: Item, since: datetime | None) -> str:
    """How long, once it is longer than the flow thinks right."""
    flow = kind_of(item).flow
    most = flow.days_until_reminded(item.draft.state) if item.draft else None
    days = (timezone.now() - since).days if since else 0
    if most is None or days < most:
        return ""
    return ngettext("Waiting for %(days)s day.", "Waiting for %(days)s days.", days) % {"days": days}


def to_decide(person: Reader) -> list[Task]:
    """Texts in review in the units a manager answers for, where the flow gives them a step to take."""
    if not standing(person).managed_units:
        return []
    waiting = Item.objects.waiting_in_units_managed_by(person).exclude(
        pk__in=Item.objects.looked_after_by(person).order_by().values("pk")
    )
    found = (
        not_approved_by(person, waiting)
        .select_related("draft__author", "owner", "unit")
        .prefetch_related("authors", "item_subjects")
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


def to_complete(person: Reader) -> list[Task]:
    """For stewards, the least complete of the published pages in their places; a few, for it is not urgent."""
    who = standing(person)
    if not (who.tended_units or who.tended_subjects or who.tended_sections):
        return []
    cared_for = Item.objects.looked_after_by(person).visible_to(person).incomplete().filter(draft=None)
    items = cared_for.select_related("published").prefetch_related("item_subjects")
    return [
        Task(
            icon="list-checks",
            title=item.title,
            url=reverse("library:edit", args=[item.pk]),
            text=said_of_lacks(item, item.published),
            verb=_("Complete it"),
        )
        for item in items.order_by("published__completeness", "pk")[:FEW]
        if item.published
    ]


def said_of_lacks(item: Item, version: Version) -> str:
    found = completeness_of(version, kind_of(item), has_subjects=bool(item.item_subjects.all()))
    return _("%(have)s of %(of)s parts are there. Still to add: %(missing)s.") % {
        "have": found.have,
        "of": found.of,
        "missing": ", ".join(found.missing.values()),
    }


def said_of_draft(item: Item) -> str:
    returned = last_return(item)
    if returned is None:
        return _("Your draft, not published yet.")
    return _("%(name)s sent it back: %(reason)s") % {
        "name": returned.by or _("Somebody"),
        "reason": returned.reason,
    }
