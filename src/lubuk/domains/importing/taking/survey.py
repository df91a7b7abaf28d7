"""The first look: every entry gets its row, and is compared with what was brought in before. Nothing is taken yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import batched

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from lubuk.domains.importing.models import Entry, Import, Outcome
from lubuk.domains.importing.pages import LONGEST_PATH, Alias, LeftOut, Page, Source
from lubuk.domains.importing.pages import Entry as Found
from lubuk.domains.importing.taking.resembling import resembled
from lubuk.domains.importing.taking.spool import Spool
from lubuk.foundation.items.models import Item
from lubuk.shared.origins.models import Origin

BATCH = 200  # entries


class Stopped(Exception):
    """Somebody asked to stop."""


def survey(
    run: Import, source: Source, spool: Spool, tell: Callable[[int], None] = lambda done: None
) -> None:
    """Raises Unreadable when the source as a whole can't be read, and Stopped."""
    spool.begin()
    run.entries.all().delete()
    survey = Survey(run)
    done = 0
    for found in batched(source.entries(), BATCH):
        for page in found:
            keep(page, spool)
        survey.note(found)
        done += len(found)
        tell(done)
        beat(run)
    survey.note_gone()
    spool.close()


def keep(found: Found, spool: Spool) -> None:
    if isinstance(found, Page):
        spool.put(found)
    elif isinstance(found, Alias):
        spool.lead(found.path, found.to)


def beat(run: Import) -> None:
    """A sign of life; raises Stopped when somebody asked for it."""
    Import.objects.filter(pk=run.pk).update(beat_at=timezone.now())
    if Import.objects.filter(pk=run.pk, stop_asked_at__isnull=False).exists():
        raise Stopped


class Survey:
    def __init__(self, run: Import) -> None:
        self.run = run
        self._paths: set[str] = set()
        self._first: dict[str, str] = {}  # digest -> the first path that had it

    def note(self, found: Iterable[Found]) -> None:
        fresh = [entry for entry in found if self._is_first(entry.path)]
        pages = [entry for entry in fresh if isinstance(entry, Page)]
        known = {o.path: o for o in self._origins().filter(path__in=[page.path for page in pages])}
        elsewhere = self._elsewhere(pages)
        rows = [self._row_of_page(page, known.get(page.path), elsewhere) for page in pages]
        self._compare(rows, pages)
        rows += [self._row(entry) for entry in fresh if not isinstance(entry, Page)]
        order = {entry.path: place for place, entry in enumerate(fresh)}
        Entry.objects.bulk_create(sorted(rows, key=lambda row: order[row.path]))

    def _compare(self, rows: list[Entry], pages: list[Page]) -> None:
        """Those that would be new with what is here. Before anything is written: it takes its time."""
        new = {row.path: row for row in rows if row.outcome == Outcome.TO_COME and not row.item_id}
        found = resembled((page for page in pages if page.path in new), self.run.by)
        for path, item_id in found.items():
            new[path].outcome, new[path].alike_id = Outcome.ALIKE, item_id

    def _is_first(self, path: str) -> bool:
        is_first = path not in self._paths
        self._paths.add(path)
        return is_first

    def _origins(self) -> QuerySet[Origin]:
        return Origin.objects.filter(unit=self.run.unit, source=self.run.source)

    def _elsewhere(self, pages: list[Page]) -> dict[str, Item]:
        """Items that hold the very same file already, of those that whoever brings it in may see."""
        digests = [page.digest for page in pages]
        seen = (
            Item.objects.visible_to(self.run.by).filter(origin__digest__in=digests).select_related("origin")
        )
        return {item.origin.digest: item for item in seen}

    def _row_of_page(self, page: Page, known: Origin | None, elsewhere: dict[str, Item]) -> Entry:
        row = Entry(run=self.run, path=page.path, title=page.title[:250], digest=page.digest)
        if known:
            row.item_id = known.item_id
            is_new = not known.digest  # it was begun, and whoever brought it in was stopped
            row.outcome = Outcome.TO_COME if is_new else Outcome.TO_CHANGE
            if known.digest == page.digest:
                row.outcome = Outcome.SAME
        elif page.digest in self._first:
            row.outcome = Outcome.DOUBLE
            row.why = _("The same text as %(path)s in this source.") % {"path": self._first[page.digest]}
        elif page.digest in elsewhere:
            row.outcome, row.item = Outcome.DOUBLE, elsewhere[page.digest]
            row.why = _("The same text is here already, as %(number)s.") % {"number": row.item.number}
        self._first.setdefault(page.digest, page.path)
        return row

    def _row(self, entry: Alias | LeftOut) -> Entry:
        why = _("Leads to %(path)s.") % {"path": entry.to} if isinstance(entry, Alias) else entry.why
        return Entry(run=self.run, path=entry.path[:LONGEST_PATH], outcome=Outcome.LEFT_OUT, why=why)

    def note_gone(self) -> None:
        """What came from this source once and is no longer in it stays, and is told."""
        pages = self._origins().exclude(path__endswith="/").select_related("item")  # folders are not read
        gone = [origin for origin in pages if origin.path not in self._paths]
        Entry.objects.bulk_create(
            (
                Entry(
                    run=self.run,
                    path=origin.path,
                    title=origin.item.title,
                    item_id=origin.item_id,
                    outcome=Outcome.GONE,
                    why=_("It stays here. Withdraw it if it no longer holds."),
                )
                for origin in gone
            ),
            batch_size=BATCH,
        )
