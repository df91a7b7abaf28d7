"""Writing what the survey found: two rounds, since a link needs the number of the page it leads to.

First every new page becomes a draft with its number. Then the texts are settled (links, pictures), filed and published.
Pages go in batches: a transaction each would spend most of the time waiting for the disk. In a batch each page has a
savepoint, so one that is refused takes no other with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, time
from itertools import batched
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lubuk.domains.importing.models import Entry, Import, Outcome
from lubuk.domains.importing.pages import Page, Source
from lubuk.domains.importing.reading.fields import fields_of
from lubuk.domains.importing.taking.enclosing import files_of
from lubuk.domains.importing.taking.known import Known
from lubuk.domains.importing.taking.settling import settled
from lubuk.domains.importing.taking.spool import Spool
from lubuk.domains.importing.taking.survey import beat
from lubuk.domains.importing.taking.telling import told_authors
from lubuk.foundation.announcing import together
from lubuk.foundation.items import actions
from lubuk.foundation.items.actions import Writing
from lubuk.foundation.items.actions.publishing import Incomplete
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.field_types.finding import Finder
from lubuk.foundation.items.kinds.registry import kind_of, kinds
from lubuk.foundation.items.models import Item, Phase
from lubuk.foundation.items.permissions import can_publish, places_of
from lubuk.foundation.refusal import Refused
from lubuk.foundation.richtext.addresses import IMPORTED
from lubuk.foundation.richtext.sanitise import TooLarge
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.trail.recording import many_acts
from lubuk.shared.attachments.actions import claim_files
from lubuk.shared.origins.models import Origin

NOON = time(12)  # a day without an hour stays the same day in any time zone of the country
TOOK = (Outcome.NEW, Outcome.CHANGED)
BATCH = 25  # pages; on SQLite nobody else writes meanwhile, which is a third of a second


def bring_in(
    run: Import, source: Source, spool: Spool, tell: Callable[[int], None] = lambda done: None
) -> None:
    """Takes whatever waits. Raises Stopped between two batches when somebody asked for it."""
    first = run.entries.filter(outcome=Outcome.TO_COME, item=None)
    for rows in in_batches(run, list(first.values_list("pk", flat=True))):
        begin_all(run, rows, spool)
    known = Known(run, spool)
    waiting = list(
        run.entries.filter(outcome__in=(Outcome.TO_COME, Outcome.TO_CHANGE)).values_list("pk", flat=True)
    )
    done = 0
    for rows in in_batches(run, waiting):
        take_all(run, rows, source, spool, known)
        done += len(rows)
        tell(done)


def in_batches(run: Import, waiting: list[int]) -> Iterator[Sequence[Entry]]:
    for numbers in batched(waiting, BATCH):
        beat(run)
        yield list(Entry.objects.filter(pk__in=numbers).order_by("pk"))


def begin_all(run: Import, rows: Sequence[Entry], spool: Spool) -> None:
    """All at once; where one of them is refused, one by one."""
    try:
        with many_acts():
            begin(run, rows, spool)
            keep(rows)
    except (Refused, TooLarge):
        each(rows, lambda row: begin(run, [row], spool))


def take_all(run: Import, rows: Sequence[Entry], source: Source, spool: Spool, known: Known) -> None:
    with many_acts(), actions.holding(row.item_id for row in rows if row.item_id) as items:
        origins = {origin.item_id: origin for origin in Origin.objects.filter(item__in=items)}

        def taken(row: Entry) -> None:
            if row.item_id not in items:
                raise Refused(_("This page was thrown away in the meantime. Bring it in again."))
            take(run, row, items[row.item_id], origins[row.item_id], source, spool, known)

        each(rows, taken)
        took = [origins[row.item_id] for row in rows if row.item_id and row.outcome in TOOK]
        Origin.objects.bulk_update(took, ["path", "digest", "version", "written_on", "changed_on", "authors"])


def each(rows: Sequence[Entry], do: Callable[[Entry], None]) -> None:
    with many_acts():
        for row in rows:
            try:
                with transaction.atomic(), together():
                    do(row)
            except (Refused, TooLarge) as refused:
                refuse(row, str(refused))
        keep(rows)


def keep(rows: Sequence[Entry]) -> None:
    Entry.objects.bulk_update(rows, ["outcome", "why", "item", "version"])


def refuse(row: Entry, why: str) -> None:
    """Nothing half stays of a page that was refused: a draft that it had begun is thrown away."""
    if row.outcome == Outcome.TO_COME and row.item_id:
        item = Item.objects.get(pk=row.item_id)
        actions.discard(item, by=row.run.by)
        row.item = None
    row.outcome, row.why = Outcome.REFUSED, why


def begin(run: Import, rows: Sequence[Entry], spool: Spool) -> None:
    pages = [page_of(row, spool) for row in rows]
    beginnings = [
        actions.Beginning(
            kind=kind_for(page, run), language=page.language or run.language, audience=run.audience,
            writing=writing_of(page, "" if IMPORTED in page.body else page.body),
        )
        for page in pages
    ]  # fmt: skip
    items = actions.begin_all(beginnings, by=run.by, unit=run.unit)
    # No digest yet: until its text is in, another run must not take it for finished.
    Origin.objects.bulk_create(
        Origin(item=item, unit=run.unit, source=run.source, path=row.path, digest="")
        for row, item in zip(rows, items, strict=True)
    )
    for row, item in zip(rows, items, strict=True):
        row.item = item


def kind_for(page: Page, run: Import) -> Kind:
    kind = kinds().get(page.kind or run.kind)
    if kind is None:
        raise Refused(_("There is no kind “%(kind)s” here that could hold this file.") % {"kind": page.kind})
    return kind


def page_of(row: Entry, spool: Spool) -> Page:
    page = spool.get(row.path)
    if page is None:
        raise Refused(_("What was read of this page is lost. Bring it in again."))
    return page


def writing_of(page: Page, body: str, note: str = "", fields: dict[str, Any] | None = None) -> Writing:
    return Writing(title=page.title, summary=page.summary, body=body, note=note, fields=fields or {})


def take(
    run: Import, row: Entry, item: Item, origin: Origin, source: Source, spool: Spool, known: Known
) -> None:
    page, is_new = page_of(row, spool), row.outcome == Outcome.TO_COME
    refuse_changed_here(item, origin, is_new=is_new)
    left = write(run, item, page, source, settled(run, page, source, known), is_new=is_new)
    authors = file(run, item, page)
    row.why = " ".join(filter(None, [publish_if_whole(run, item), words_for(left)]))
    finish(item, origin, page, authors)
    row.version = origin.version
    row.outcome = Outcome.NEW if is_new else Outcome.CHANGED


def refuse_changed_here(item: Item, origin: Origin, *, is_new: bool) -> None:
    """What people here wrote is worth more than what a source says anew."""
    if is_new:
        return
    latest = item.draft or item.published
    if latest is None or latest.number != origin.version:
        raise Refused(
            _("This page was changed here since it came in. It stays as it is; compare the two by hand.")
        )


def write(run: Import, item: Item, page: Page, source: Source, body: str, *, is_new: bool) -> list[str]:
    """A new page without links, pictures and files was begun with its whole text. Returns the names of lost files."""
    shown = item.draft or item.published
    assert shown is not None
    kind = kind_of(item)
    fields = fields_of(page.fields, kind, Finder(run.by), shown.fields)
    files, left = files_of(page, source, kind, by=run.by)
    fields |= files
    said = (page.title, page.summary, body, fields)
    if is_new and (shown.title, shown.summary, shown.body, shown.fields) == said:
        return left
    note = "" if is_new else _("Brought in again")
    actions.save_draft(
        item, writing_of(page, body, note, fields), by=run.by, from_version=shown.pk, revision=shown.revision
    )
    claim_files(item, by=run.by)
    return left


def words_for(left: list[str]) -> str:
    return _("Files that could not be kept: %(files)s") % {"files": ", ".join(left)} if left else ""


def file(run: Import, item: Item, page: Page) -> list[str]:
    """Tags, and those of its authors who are colleagues here; the names of those who aren't."""
    tags = [tag for tag in page.tags if len(tag) <= 60][: actions.placing.MAX_TAGS]
    if tags:
        subjects = Subject.objects.filter(pk__in=places_of(item).subject_ids)
        actions.place(item, by=run.by, unit=item.unit, section=item.section, subjects=subjects, tags=tags)
    people, names = told_authors(page.authors, run.unit)
    if people and people != [run.by]:
        actions.name_authors(item, people, by=run.by)
    return names


def publish_if_whole(run: Import, item: Item) -> str:
    """Why it stays a draft; "" when it is published, or was not to be."""
    is_out = item.draft_id is None and item.phase == Phase.PUBLISHED
    if not run.publishes or is_out:
        return ""
    if not can_publish(run.by, item):
        return _("A draft: this kind of page is published after a review.")
    try:
        with transaction.atomic(), together():
            actions.publish(item, by=run.by)
    except Incomplete as missing:
        return _("A draft: %(fields)s must be filled first.") % {"fields": ", ".join(missing.fields.values())}
    return ""


def finish(item: Item, origin: Origin, page: Page, authors: list[str]) -> None:
    """What it was before it came, kept with the batch. An earlier day on which it was begun there goes before ours."""
    latest = item.draft or item.published
    origin.path, origin.digest = page.path, page.digest  # a file that got another name is its page still
    origin.version = latest.number if latest else 0
    origin.written_on, origin.changed_on, origin.authors = (
        page.created,
        page.changed,
        ", ".join(authors)[:300],
    )
    if page.created and page.created < item.created_at.date():
        item.created_at = timezone.make_aware(datetime.combine(page.created, NOON))
        item.save(update_fields=["created_at"])
