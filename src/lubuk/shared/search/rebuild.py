"""A new index beside the live one: searching and writing go on, and at the end it takes its place."""

from lubuk.shared.search.documents import all_documents
from lubuk.shared.search.engine import Engine, Progress
from lubuk.shared.search.live import engine as live_engine
from lubuk.shared.search.models import Outbox

MARK = 0  # no item has this id: a row that only says "from here on"


def silent(done: int) -> None:
    """Nobody is watching."""


def rebuild(engine: Engine | None = None, progress: Progress = silent) -> None:
    """Raises Busy when another process is rebuilding. What changes meanwhile is followed afterwards: the new
    index stands at the last change that was visible before its first document was read."""
    last = Outbox.objects.order_by("pk").last() or Outbox.objects.create(item=MARK)
    (engine or live_engine()).rebuild(all_documents(), position=last.position, progress=progress)
