"""Steps of a flow: publishing, sending for review, withdrawing, whatever the kind's flow calls them."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.announcing import announce
from lubuk.foundation.items.actions.acting import act
from lubuk.foundation.items.actions.linking import end_succession, name_successor
from lubuk.foundation.items.announcements import Approved, Published, Stepped
from lubuk.foundation.items.approvals import approvals_of, free_seats, is_awaited, phrases_held
from lubuk.foundation.items.completeness import missing_for
from lubuk.foundation.items.dates import months_from_today
from lubuk.foundation.items.kinds.conditions import references_in
from lubuk.foundation.items.kinds.definition import Kind, Step
from lubuk.foundation.items.kinds.field_types.naming import ITEM, ids_of
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Approval, Endorsement, Item, Link, Phase, Version
from lubuk.foundation.items.permissions import can_see, can_take, places_of
from lubuk.foundation.refusal import Refused, require
from lubuk.foundation.richtext.references import items_in

MOST_REASON = 4000  # letters: two pages; more is a text of its own


class Incomplete(Refused):
    """Something must be filled first; `fields` names it, in the order of the form."""

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__(
            _("Fill these first: %(fields)s. What you wrote is kept.")
            % {"fields": ", ".join(fields.values())}
        )
        self.fields = fields


@act
def publish(item: Item, *, by: Person, note: str = "") -> None:
    """Take whichever step publishes the text as it stands, if `by` may."""
    state = item.draft.state if item.draft else item.state
    steps = [s for s in kind_of(item).flow.publishing_steps() if state in s.sources and can_take(by, item, s)]
    require(bool(steps), _("You can't publish this page. Send it for review."))
    if note and item.draft:
        item.draft.note = note
        item.draft.save(update_fields=["note"])
    taken(item, steps[0], by)


@act
def take_step(
    item: Item, step: Step, *, by: Person, reason: str = "", read: str = "", successor: Item | None = None
) -> None:
    """Move the version being written, or else the item itself, along its flow.

    `read` is the `as_read` of the text that the person had before them: what was changed since is not approved
    unread. `successor` is what readers are led to once the step has withdrawn the item. Raises NotAllowed,
    Incomplete, and Refused when the step asks for a reason or is not open now.
    """
    taken(item, step, by, reason, read)
    if successor and item.phase == Phase.WITHDRAWN:
        name_successor(item, successor, by=by)


def taken(item: Item, step: Step, by: Person, reason: str = "", read: str = "") -> None:
    require(can_take(by, item, step) and can_see(by, item))
    reason = reason.replace("\0", "").strip()[:MOST_REASON]
    if step.ask_reason and not reason:
        raise Refused(_("Write the reason in a sentence: the person who waits for an answer reads it."))
    draft, was = item.draft, item.phase
    if read and draft and read != draft.as_read:
        raise Refused(_("The text has changed since you opened the page. Read it again, then decide."))
    if draft and draft.state in step.sources:
        move_version(item, draft, step, by, reason)
    elif item.state in step.sources and (item.published_id or not draft):
        move_item(item, step, by, reason)
    else:
        raise Refused(_("This has moved on in the meantime. Open the page again to see where it stands."))
    if was == Phase.WITHDRAWN and item.phase == Phase.PUBLISHED:
        end_succession(item, by=by)


def move_version(item: Item, version: Version, step: Step, by: Person, reason: str) -> None:
    publishes = kind_of(item).flow.state(step.to).counts_as == Phase.PUBLISHED
    if missing := missing_for(step, version, kind_of(item), publishes=publishes):
        raise Incomplete(missing)
    if step.asks_several and not approve(item, version, step, by, reason):
        return
    before, version.state = version.state, step.to
    if publishes:
        make_current(item, version, by)
    else:
        version.save(update_fields=["state"])
        void_approvals(version)
        if item.published_id is None:
            set_state(item, step.to)
    announcement = Published if publishes else Stepped
    announce(
        announcement(item=item, by=by, version=version, from_state=before, to_state=step.to, reason=reason)
    )


def move_item(item: Item, step: Step, by: Person, reason: str) -> None:
    if step.asks_several and item.published and not approve(item, item.published, step, by, reason):
        return
    before = item.state
    set_state(item, step.to)
    if item.published:
        void_approvals(item.published)
    announce(Stepped(item=item, by=by, from_state=before, to_state=step.to, reason=reason))


def approve(item: Item, version: Version, step: Step, by: Person, reason: str) -> bool:
    """Note the approval of one among several. Returns whether it was the last one that was asked for."""
    given, where = approvals_of(version, step), places_of(item)
    if any(approval.person_id == by.pk for approval in given):
        raise Refused(_("You have approved this text already. It waits for the others."))
    if not is_awaited(step, version, standing(by), where):
        raise Refused(_("Somebody in your role has approved this text already. It waits for the others."))
    approval = Approval.objects.create(
        version=version, revision=version.revision, step=step.name, person=by,
        phrases=phrases_held(step, standing(by), where), reason=reason,
    )  # fmt: skip
    if not free_seats(step, [*given, approval]):
        return True
    state = version.state if version.published_at is None else item.state
    announce(Approved(item=item, by=by, version=version, from_state=state, to_state=state, reason=reason))
    return False


def void_approvals(version: Version) -> None:
    """Sent back or moved on: who approved this wording is asked again the next time."""
    version.approvals.filter(revision=version.revision, voided_at=None).update(voided_at=timezone.now())


def set_state(item: Item, state: str) -> None:
    item.state, item.phase = state, kind_of(item).flow.state(state).counts_as
    item.save(update_fields=["state", "phase"])


def make_current(item: Item, version: Version, by: Person) -> None:
    """From here on readers see this version."""
    now = timezone.now()
    version.published_at, version.published_by = now, by
    version.save(update_fields=["state", "published_at", "published_by"])
    item.published, item.draft = version, None
    item.state, item.phase = version.state, kind_of(item).flow.state(version.state).counts_as
    item.title, item.summary = version.title, version.summary
    item.published_at, item.changed_at = item.published_at or now, now
    if kind_of(item).layer == "curated" and item.check_by is None:
        item.check_by = months_from_today(kind_of(item).check_again_months)
    item.save(
        update_fields=["published", "draft", "state", "phase", "title", "summary", "published_at", "changed_at",
                       "check_by"]
    )  # fmt: skip
    if item.endorsed_at:
        Endorsement.objects.create(
            item=item, version=version, by=by, check_by=item.check_by, check_by_before=item.check_by
        )
    relink(item, version)


def relink(item: Item, version: Version) -> None:
    """The items that the published text mentions, as links that both sides show."""
    wanted = items_mentioned(kind_of(item), version) - {item.pk}
    mentions = Link.objects.filter(source=item, meaning=Link.MENTIONS)
    known = set(mentions.values_list("target_id", flat=True)) if version.number > 1 else set[int]()
    if known - wanted:
        mentions.exclude(target__in=wanted).delete()
    if new := wanted - known:
        there = Item.objects.filter(pk__in=new)
        Link.objects.bulk_create(Link(source=item, target=target, meaning=Link.MENTIONS) for target in there)


def items_mentioned(kind: Kind, version: Version) -> set[int]:
    rich = [str(version.fields.get(f.name, "")) for f in kind.fields if f.type == "rich-text"]
    spoken_of = {target for html in (version.body, *rich) for target in items_in(html)}
    return spoken_of | set(ids_of(ITEM, references_in(kind, version.fields)))
