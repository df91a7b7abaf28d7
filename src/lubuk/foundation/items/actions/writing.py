"""Keeping an item's unpublished text, and losing nobody's words when two people write at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.announcing import announce
from lubuk.foundation.items.actions.acting import act, renew
from lubuk.foundation.items.actions.publishing import set_state
from lubuk.foundation.items.announcements import Discarded, Restored, Stepped
from lubuk.foundation.items.completeness import completeness
from lubuk.foundation.items.guarding import refuse_losing
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.field_types.base import is_blank
from lubuk.foundation.items.kinds.fields import FIELD_TYPES
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Item, Presence, Significance, Version
from lubuk.foundation.items.permissions import (
    can_discard,
    can_edit,
    can_restore,
    takes_back_by_editing,
)
from lubuk.foundation.refusal import Refused, require
from lubuk.foundation.richtext.references import forget_titles, items_in
from lubuk.foundation.richtext.sanitise import sanitise

PRESENT_SECONDS = 60  # an open editor says so every 20 seconds; three silences and it is gone


@dataclass(frozen=True, kw_only=True)
class Writing:
    """What a person wrote. Rich text in it is sanitised here, whatever door it came through."""

    title: str = ""
    summary: str = ""
    body: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    significance: str = Significance.ORDINARY

    def clean(self, kind: Kind) -> dict[str, Any]:
        rich = {f.name for f in kind.fields if f.type == "rich-text"}
        fields = {name: kept_html(value) if name in rich else value for name, value in self.fields.items()}
        return {
            "title": " ".join(self.title.split())[:250],
            "summary": self.summary.strip()[:1000],
            "body": kept_html(self.body),
            "fields": {name: value for name, value in fields.items() if not is_blank(value)},
            "note": self.note.strip()[:250],
            "significance": self.significance or Significance.ORDINARY,
        }


def kept_html(html: str) -> str:
    """Sanitised; references that say just their item's title will say its title of the day, also after a rename."""
    clean = sanitise(html or "")
    mentioned = items_in(clean)
    titles = dict(Item.objects.filter(pk__in=mentioned).values_list("pk", "title")) if mentioned else {}
    return forget_titles(clean, titles)


class Conflict(Refused):
    """Somebody else saved in between. `kept` is the version that holds the refused text."""

    def __init__(self, kept: Version, by: Person | None) -> None:
        said = _(
            "%(name)s saved this page while you were writing. Both texts are kept: compare them and choose."
        )
        super().__init__(said % {"name": by or _("Somebody")})
        self.kept = kept
        self.by = by


def scored(cleaned: dict[str, Any], kind: Kind, *, has_subjects: bool) -> dict[str, Any]:
    """With how complete it is, so that lists can be ordered by it."""
    return {**cleaned, "completeness": completeness(kind, cleaned, has_subjects=has_subjects).percent}


def carried(cleaned: dict[str, Any], item: Item) -> dict[str, Any]:
    """With what the form could not show: of fields that the kind no longer has, or whose type is another by now."""
    kind, before = kind_of(item), item.draft or item.published
    asked_for = {field.name: field for field in kind.fields}
    fields = {
        name: value
        for name, value in (before.fields if before else {}).items()
        if name not in asked_for or not FIELD_TYPES[asked_for[name].type].fits(value, asked_for[name])
    }
    cleaned = {**cleaned, "fields": {**fields, **cleaned["fields"]}}
    return scored(cleaned, kind, has_subjects=item.item_subjects.exists())


def save_draft(item: Item, writing: Writing, *, by: Person, from_version: int, revision: int) -> Version:
    """Keep the text as the item's unpublished version.

    `from_version` and `revision` say which text the writer started from. If somebody saved since, the text is kept as a
    version of its own and Conflict tells where: nothing is overwritten, nothing is lost. A text in review that one of
    its authors changes goes back to draft, and that is an act.
    """
    with transaction.atomic():
        renew(item)
        require(can_edit(by, item), _("Only its authors and stewards can change this page."))
        cleaned = carried(writing.clean(kind_of(item)), item)
        goes_back = takes_back_by_editing(by, item) and is_another(cleaned, item.draft)
        saved = (
            update_draft(item, cleaned, by, from_version, revision)
            if item.draft_id
            else begin_draft(item, cleaned, by, from_version)
        )
        if not saved and (same := came_twice(cleaned, item, by)):
            return same
        if saved:
            item.draft = saved
            if goes_back:
                back_to_draft(item, saved, by)
            mirror_unpublished(item, saved)
            return saved
        kept = kept_before(cleaned, item, by) or Version.objects.create(
            item=item, number=next_version_number(item), state=kind_of(item).flow.first.name,
            author=by, base_id=item.draft_id or item.published_id, **cleaned,
        )  # fmt: skip
    item.refresh_from_db()
    other = item.draft or item.published
    raise Conflict(kept, other.author if other else None)


def came_twice(cleaned: dict[str, Any], item: Item, by: Person) -> Version | None:
    """The version that this very text made, when the answer to its save was lost and the device sends it again."""
    draft = item.draft
    return draft if draft and draft.author_id == by.pk and not is_another(cleaned, draft) else None


def kept_before(cleaned: dict[str, Any], item: Item, by: Person) -> Version | None:
    """The version that this text became when it met another the first time it came."""
    last = item.versions.filter(author=by, published_at=None).order_by("-number").first()
    return last if last and not is_another(cleaned, last) else None


def is_another(cleaned: dict[str, Any], draft: Version | None) -> bool:
    """Whether a reader would find it changed; the note on what changed is not the text."""
    return any(getattr(draft, part) != cleaned[part] for part in ("title", "summary", "body", "fields"))


def back_to_draft(item: Item, version: Version, by: Person) -> None:
    before, version.state = version.state, kind_of(item).flow.first.name
    version.save(update_fields=["state"])
    if item.published_id is None:
        set_state(item, version.state)
    announce(Stepped(item=item, by=by, version=version, from_state=before, to_state=version.state))


def update_draft(
    item: Item, cleaned: dict[str, Any], by: Person, version: int, revision: int
) -> Version | None:
    """Compare and set in one statement, so that of two writers at the same moment one wins and one is told."""
    if version != item.draft_id:
        return None
    kept = Version.objects.filter(pk=version, revision=revision, published_at=None)
    changed = kept.update(**cleaned, author=by, revision=F("revision") + 1, changed_at=timezone.now())
    return Version.objects.get(pk=version) if changed else None


def begin_draft(item: Item, cleaned: dict[str, Any], by: Person, from_version: int) -> Version | None:
    """The next version of a published item, unless another was published, or begun, since the writer opened it."""
    if from_version != item.published_id:
        return None
    version = Version.objects.create(
        item=item, number=next_version_number(item), state=kind_of(item).flow.first.name,
        author=by, base_id=item.published_id, **cleaned,
    )  # fmt: skip
    free = Item.objects.filter(pk=item.pk, draft=None, published_id=from_version)
    if free.update(draft=version):
        return version
    version.delete()
    return None


def next_version_number(item: Item) -> int:
    return (item.versions.aggregate(last=Max("number"))["last"] or 0) + 1


def mirror_unpublished(item: Item, draft: Version) -> None:
    """An item nobody has read yet goes by the title of its draft."""
    if item.published_id is None:
        item.title, item.summary, item.changed_at = draft.title, draft.summary, timezone.now()
        item.save(update_fields=["title", "summary", "changed_at"])


@transaction.atomic
def restore(version: Version, *, by: Person) -> Version:
    """Make an earlier (or set-aside) text the draft. A draft already there stays among the versions."""
    item = version.item
    renew(item)
    require(can_restore(by, item))
    goes_back = takes_back_by_editing(by, item)
    restored = Version.objects.create(
        item=item,
        number=next_version_number(item),
        state=kind_of(item).flow.first.name,
        title=version.title,
        summary=version.summary,
        body=version.body,
        fields=version.fields,
        completeness=version.completeness,
        author=by,
        base_id=item.published_id,
        note=_("Text of version %(number)s") % {"number": version.number},
    )
    item.draft = restored
    item.save(update_fields=["draft"])
    if goes_back and item.published_id is None:
        set_state(item, restored.state)
    mirror_unpublished(item, restored)
    announce(Restored(item=item, by=by, version=restored))
    return restored


@act
def discard(item: Item, *, by: Person) -> None:
    """Delete a draft that was never published."""
    require(
        can_discard(by, item), _("Only a draft that was never published can be thrown away, by its owner.")
    )
    refuse_losing(item)
    announce(Discarded(item=item, by=by, from_state=item.state))
    item.delete()


def others_writing(item: Item, *, by: Person) -> list[Person]:
    """Say that `by` has the item open, and learn who else has."""
    now = timezone.now()
    Presence.objects.update_or_create(item=item, person=by, defaults={"seen_at": now})
    others = Presence.objects.filter(item=item, seen_at__gte=now - timedelta(seconds=PRESENT_SECONDS))
    return [presence.person for presence in others.exclude(person=by).select_related("person")]
