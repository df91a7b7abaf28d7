"""Where the pages of a source went, so that links between them can be led there."""

from __future__ import annotations

from lubuk.domains.importing.models import Import, Outcome
from lubuk.domains.importing.reading.leading import meant_by
from lubuk.domains.importing.taking.spool import Spool
from lubuk.shared.origins.models import Origin


class Known:
    def __init__(self, run: Import, spool: Spool) -> None:
        origins = Origin.objects.filter(unit=run.unit, source=run.source)
        self.items: dict[str, int] = dict(origins.values_list("path", "item_id"))
        doubles = run.entries.filter(outcome=Outcome.DOUBLE).exclude(item=None)
        self.items |= {path: item for path, item in doubles.values_list("path", "item_id") if item}
        self.aliases = spool.aliases()
        self._folded = {path.casefold(): item for path, item in self.items.items()}

    def item_at(self, path: str) -> int | None:
        """The item that a link to this path means."""
        for name in meant_by(self.aliases.get(path, path)):
            if name in self.items:
                return self.items[name]
        return self._folded.get(self.aliases.get(path, path).casefold())
