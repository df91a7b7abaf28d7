"""One import from its beginning to its end, whoever runs it: the command, or the worker."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from lubuk.domains.importing.models import RUNNING, SILENT_FOR, Import, State
from lubuk.domains.importing.pages import Source
from lubuk.domains.importing.reading.unreadable import Unreadable
from lubuk.domains.importing.sources.opening import opened
from lubuk.domains.importing.taking.bringing import bring_in
from lubuk.domains.importing.taking.gathering import gather
from lubuk.domains.importing.taking.holding import Held, holding
from lubuk.domains.importing.taking.spool import Spool
from lubuk.domains.importing.taking.succeeding import succeed
from lubuk.domains.importing.taking.survey import Stopped, keep, survey

type Tell = Callable[[int], None]


def quiet(done: int) -> None:
    """Tells nobody."""


def advance(run: Import, place: Path | None = None, *, tell: Tell = quiet) -> None:
    """Do what its state asks for: read it, or bring it in. `place` is where it lies on this machine, if it was not sent.

    Whoever has hold of it beats; a second runner that comes meanwhile goes away again.
    """
    with holding(run.pk) as held:
        if take_hold(run, held):
            go_on(run, place, tell)


def take_hold(run: Import, held: Held) -> bool:
    """One runner at a time. The one before is dead when it left its mark, or hasn't beaten for a minute elsewhere."""
    running, now = Import.objects.filter(pk=run.pk, state__in=RUNNING), timezone.now()
    silent = running.filter(beat_at=None) | running.filter(beat_at__lt=now - SILENT_FOR)
    free = {Held.HERE: running.none(), Held.LEFT: running, Held.UNKNOWN: silent}[held]
    is_mine = bool(free.update(beat_at=now))
    run.refresh_from_db()
    return is_mine


def go_on(run: Import, place: Path | None, tell: Tell) -> None:
    spool = Spool.of(run.pk)
    try:
        with lying(run, place) as here:
            sort, source = opened(here, run.upload_name or here.name)
            Import.objects.filter(pk=run.pk).update(sort=sort)
            if run.state == State.READING:
                survey(run, source, spool, tell)
                leave(run, State.READY)
            else:
                read_again(source, spool)
                bring_in(run, source, spool, tell)
                gather(run, spool)
                succeed(run, spool)
                end(run, State.DONE)
    except Stopped:
        end(run, State.STOPPED)
    except Unreadable as error:
        end(run, State.FAILED, str(error))


@contextmanager
def lying(run: Import, place: Path | None) -> Iterator[Path]:
    """What was sent, as a file of this machine: it may have come through another one."""
    if place is not None:
        yield place
        return
    here = Path(settings.DATA) / "imports" / f"{run.pk}.sent"
    here.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with run.upload.open("rb") as sent, here.open("wb") as copy:
            shutil.copyfileobj(sent, copy)
        yield here
    finally:
        here.unlink(missing_ok=True)


def read_again(source: Source, spool: Spool) -> None:
    """When the pages were read on another machine, or were lost."""
    if spool.is_whole:
        return
    spool.begin()
    for entry in source.entries():
        keep(entry, spool)
    spool.close()


def leave(run: Import, state: State) -> None:
    """It waits for a person now, and no runner holds it."""
    Import.objects.filter(pk=run.pk).update(state=state, beat_at=None)
    run.refresh_from_db()


def end(run: Import, state: State, why: str = "") -> None:
    now = timezone.now()
    Import.objects.filter(pk=run.pk).update(state=state, why=why, ended_at=now, beat_at=None)
    run.refresh_from_db()
    Spool.of(run.pk).clear()
    if run.upload:
        run.upload.delete(save=False)
        Import.objects.filter(pk=run.pk).update(upload="")
