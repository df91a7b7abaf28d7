"""Folders become collections; pages under a page, one that begins with it. Run again, it adds what is new."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from html import escape
from itertools import batched

from django.db import transaction
from django.utils.translation import gettext as _

from lubuk.domains.importing.models import Entry, Import, Outcome
from lubuk.domains.importing.reading.leading import meant_by, title_from
from lubuk.domains.importing.taking.bringing import publish_if_whole
from lubuk.domains.importing.taking.known import Known
from lubuk.domains.importing.taking.spool import Spool
from lubuk.domains.importing.taking.survey import beat
from lubuk.foundation.announcing import together
from lubuk.foundation.items import actions
from lubuk.foundation.items.actions import Writing
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.registry import kind_of, kinds
from lubuk.foundation.items.models import Item, Link
from lubuk.foundation.refusal import Refused
from lubuk.foundation.trail.recording import many_acts
from lubuk.shared.origins.models import Origin

BATCH = 50  # parts
DEEPEST = 5  # folders; those below stand in the last one, as a reader would lose the way
COLLECTION = "collection"


def gather(run: Import, spool: Spool) -> None:
    """Does nothing where the installation has no collections. Raises Stopped."""
    kind = kinds().get(COLLECTION)
    if kind is None or not run.gathers:
        return
    gathering = Gathering(run, kind, spool)
    rows = list(
        run.entries.filter(outcome__in=(Outcome.NEW, Outcome.CHANGED, Outcome.SAME))
        .exclude(item=None)
        .select_related("item")
    )
    for batch in batched(rows, BATCH):
        beat(run)
        with many_acts():
            for row in batch:
                gathering.put(row)
            gathering.fill()


class Gathering:
    def __init__(self, run: Import, kind: Kind, spool: Spool) -> None:
        self.run, self.kind, self.spool = run, kind, spool
        self.known = Known(run, spool)
        self._wholes: dict[str, Item] = {}
        self._held: dict[int, set[int]] = {}
        self._waiting: dict[int, tuple[Item, list[Item]]] = {}

    def put(self, row: Entry) -> None:
        """The page among the parts of the collection it belongs to."""
        page = self.spool.get(row.path)
        if page is None or row.item is None:
            return
        if page.holds and kind_of(row.item).does_offer("parts"):
            self._take_in(row.item, page.holds)
        if page.is_held:
            return
        parent = page.parent if page.parent is not None else posixpath.dirname(row.path)
        self.add(self.whole(parent), row.item)

    def _take_in(self, whole: Item, paths: Iterable[str]) -> None:
        numbers = [number for path in paths if (number := self.known.items.get(path))]
        parts = Item.objects.in_bulk(numbers)
        for number in numbers:
            self.add(whole, parts[number])

    def whole(self, path: str) -> Item:
        """The collection for a folder, or for the pages under a page; made when it is first needed."""
        path = "/".join(path.split("/")[:DEEPEST]) if path.count("/") >= DEEPEST else path
        if path not in self._wholes:
            self._wholes[path] = self._found(path) or self._begun(path)
        return self._wholes[path]

    def _found(self, path: str) -> Item | None:
        origin = Origin.objects.filter(unit=self.run.unit, source=self.run.source, path=folder_path(path))
        found = origin.select_related("item__unit").first()
        return found.item if found else None

    def _begun(self, path: str) -> Item:
        first = self._first_page(path)
        title = first.title if first else title_from(path) if path else self.run.source
        audience = self.run.audience if self.run.audience in self.kind.audiences else ""
        words = _("What came together from %(source)s.") % {"source": f"{self.run.source}/{path}".rstrip("/")}
        writing = Writing(title=title, body=f"<p>{escape(words)}</p>")
        whole = actions.begin(
            self.kind, by=self.run.by, unit=self.run.unit, audience=audience,
            language=first.language if first else self.run.language, writing=writing,
        )  # fmt: skip
        publish_if_whole(self.run, whole)
        Origin.objects.create(
            item=whole,
            unit=self.run.unit,
            source=self.run.source,
            path=folder_path(path),
            digest="-",
            version=1,
        )
        Entry.objects.get_or_create(
            run=self.run, path=folder_path(path),
            defaults={"title": title[:250], "outcome": Outcome.NEW, "item": whole, "version": 1,
                      "why": _("A collection made of a folder.")},
        )  # fmt: skip
        if first:
            self.add(whole, first)
        if path:
            self.add(self.whole(self._above(path)), whole)
        return whole

    def _first_page(self, path: str) -> Item | None:
        """The page that stands for the folder: its index, or the page of the same name."""
        number = next((self.known.items[name] for name in meant_by(path) if name in self.known.items), None)
        return Item.objects.filter(pk=number).first() if path and number else None

    def _above(self, path: str) -> str:
        """Where the page that the collection begins with belongs, or the folder above."""
        page = self.spool.get(path)
        return page.parent or "" if page else posixpath.dirname(path)

    def add(self, whole: Item, part: Item) -> None:
        """It comes in with the others, when the batch is through."""
        if whole.pk not in self._held:
            known = Link.objects.parts().filter(source=whole).values_list("target_id", flat=True)
            self._held[whole.pk] = {whole.pk, *known}
        if part.pk not in self._held[whole.pk]:
            self._held[whole.pk].add(part.pk)
            self._waiting.setdefault(whole.pk, (whole, []))[1].append(part)

    def fill(self) -> None:
        """Each collection gets its new parts."""
        for whole, parts in self._waiting.values():
            if not self._put_in(whole, parts):
                for part in parts:
                    self._put_in(whole, [part])
        self._waiting.clear()

    def _put_in(self, whole: Item, parts: list[Item]) -> bool:
        """False when there are too many, too deep, or it is no longer theirs to arrange: the pages themselves are in."""
        try:
            with transaction.atomic(), together():
                actions.add_parts(whole, parts, by=self.run.by)
        except Refused:
            return False
        return True


def folder_path(path: str) -> str:
    """Ends like no page's path, so that a folder and a page of one name are two."""
    return f"{path}/"[:500]
