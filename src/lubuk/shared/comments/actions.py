"""Saying something of an item, changing and taking away what was said, and answering it with one press."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.announcing import announce
from lubuk.foundation.items.models import Item
from lubuk.foundation.refusal import Refused, require
from lubuk.shared.comments.announcements import CommentBroughtBack, Commented, CommentTakenAway, Thanked
from lubuk.shared.comments.models import MOST_REASON, Comment, Reaction, Says, Wording
from lubuk.shared.comments.permissions import (
    can_bring_back,
    can_comment,
    can_edit_comment,
    can_react,
    can_take_away,
    is_own,
)
from lubuk.shared.comments.texts import people_named, rich

TWICE = timedelta(minutes=2)


@transaction.atomic
def comment(item: Item, text: str, *, by: Person, to: Comment | None = None) -> Comment:
    """`text` is Markdown, as it was typed; a reply to a reply stands in the same thread. Raises Refused."""
    require(can_comment(by, item), _("Only those who work here talk about this page."))
    if to is not None and (to.item_id != item.pk or to.taken_away_at is not None):
        raise Refused(_("What you reply to is not there any more. Open the page again."))
    html, thread = rich(text), (to.to or to) if to else None
    if same := said_a_moment_ago(item, thread, by, html):
        return same
    said = Comment.objects.create(item=item, to=thread, by=by, text=html)
    announce(Commented(comment=said, by=by, named=tuple(people_named(said.text, item))))
    return said


def said_a_moment_ago(item: Item, thread: Comment | None, by: Person, html: str) -> Comment | None:
    """The same words in the same place: the button was pressed twice."""
    since = timezone.now() - TWICE
    same = Comment.objects.filter(item=item, to=thread, by=by, taken_away_at=None, at__gt=since)
    return next((one for one in same if one.text == html), None)


@transaction.atomic
def edit_comment(said: Comment, text: str, *, by: Person) -> None:
    """The wording before stays, for all to read. Who is named in the new one, and wasn't before, is told."""
    said = held(said)
    require(can_edit_comment(by, said), _("Only who said it changes it."))
    html = rich(text)
    if html == said.text:
        return
    before = people_named(said.text, said.item)
    Wording.objects.create(comment=said, text=said.text)
    said.text, said.edited_at = html, timezone.now()
    touch(said, "text", "edited_at")
    named = tuple(person for person in people_named(html, said.item) if person not in before)
    announce(Commented(comment=said, by=by, named=named, is_new=False))


@transaction.atomic
def take_away(said: Comment, *, by: Person, reason: str = "") -> None:
    """It is no longer shown. Who takes another's words away says why, and the writer is told."""
    said = held(said)
    require(
        can_take_away(by, said),
        _("A steward of the page takes words away, and never those about their own page."),
    )
    reason = "" if is_own(by, said) else " ".join(reason.replace("\0", "").split())
    if not is_own(by, said) and not reason:
        raise Refused(_("Say in a sentence why. Whoever wrote it reads that."))
    said.taken_away_at, said.taken_away_by, said.reason = timezone.now(), by, reason[:MOST_REASON]
    touch(said, "taken_away_at", "taken_away_by", "reason")
    if reason:
        announce(CommentTakenAway(item=said.item, by=by, reason=reason, comment=said))


@transaction.atomic
def bring_back(said: Comment, *, by: Person) -> None:
    said = held(said)
    require(can_bring_back(by, said))
    was_anothers = bool(said.reason)
    said.taken_away_at, said.taken_away_by, said.reason = None, None, ""
    touch(said, "taken_away_at", "taken_away_by", "reason")
    if was_anothers:
        announce(CommentBroughtBack(item=said.item, by=by, comment=said))


@transaction.atomic
def react(said: Comment, says: str, *, by: Person) -> bool:
    """Pressed once more it is taken back. Returns whether it says so now. The writer is told of a first press."""
    said = held(said)
    require(can_react(by, said), _("Your own words need no answer of yours."))
    if says not in Says.values:
        raise Refused(_("Choose one of the answers that are offered."))
    reaction, is_new = Reaction.objects.get_or_create(comment=said, person=by, says=says)
    if not is_new:
        reaction.delete()
    touch(said)
    if is_new and says != Says.DISAGREE:
        announce(Thanked(comment=said, by=by, says=says))
    return is_new


def held(said: Comment) -> Comment:
    """As it is now, and nobody else's until the transaction ends."""
    rows = Comment.objects.select_for_update(of=("self",)).select_related("item__unit", "by")
    return rows.get(pk=said.pk)


def touch(said: Comment, *fields: str) -> None:
    said.changed_at = timezone.now()
    said.save(update_fields=[*fields, "changed_at"])
