"""What people do with imports. What is done to items is done by their own actions (`taking`)."""

from __future__ import annotations

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lubuk.domains.importing.announcements import ImportTaken, ImportUndone
from lubuk.domains.importing.deciding import settle
from lubuk.domains.importing.models import RUNNING, SILENT_FOR, Import, State
from lubuk.domains.importing.permissions import can_import_into, can_stop, can_take, can_undo
from lubuk.domains.importing.taking.holding import is_left
from lubuk.domains.importing.taking.undoing import take_back
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.announcing import announce
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.permissions import can_begin
from lubuk.foundation.refusal import Refused, require
from lubuk.foundation.units.models import Unit


@transaction.atomic
def begin_import(
    *,
    by: Person,
    source: str,
    kind: Kind,
    unit: Unit,
    audience: str,
    language: str,
    publishes: bool,
    gathers: bool = True,
    upload: File[bytes] | None = None,
    upload_name: str = "",
) -> Import:
    """What was sent is kept, to be read. Nothing comes in before `take_import`."""
    require(
        can_import_into(by, unit),
        _("You can't bring pages in here. Ask the steward or the manager of the unit."),
    )
    require(can_begin(by, kind, unit), _("You can't begin this kind of page here."))
    if audience not in kind.audiences:
        raise Refused(_("This kind of page can't have that audience. Choose another one."))
    others = Import.objects.filter(unit=unit, source=source, state__in=RUNNING)
    beating = others.filter(beat_at__gt=timezone.now() - SILENT_FOR)
    if not all(is_left(number) for number in beating.values_list("pk", flat=True)):
        raise Refused(_("This source is being brought in at this moment. Wait until it is done."))
    # Those that were killed and can't go on by themselves: what they did is found by this one.
    others.filter(upload="").update(state=State.STOPPED, ended_at=timezone.now())
    run = Import(
        by=by, source=source, kind=kind.key, unit=unit, audience=audience, language=language,
        publishes=publishes, gathers=gathers, upload_name=upload_name[:200],
    )  # fmt: skip
    if upload is not None:
        run.upload.save("sent", upload, save=False)
    run.save()
    return run


@transaction.atomic
def take_import(run: Import, *, by: Person) -> None:
    """Bring it in, as it was shown."""
    hold(run)
    require(can_take(by, run), _("This import is not waiting for you."))
    settle(run)
    run.state = State.TAKING
    run.save(update_fields=["state"])
    announce(ImportTaken(run=run, by=by))


@transaction.atomic
def stop_import(run: Import, *, by: Person) -> None:
    """No further page comes in; those that have come stay, and can be taken back."""
    hold(run)
    require(can_stop(by, run), _("This import is over."))
    run.stop_asked_at = timezone.now()
    if run.state == State.READY:
        run.state, run.ended_at = State.STOPPED, run.stop_asked_at
    run.save(update_fields=["stop_asked_at", "state", "ended_at"])


def hold(run: Import) -> None:
    """Read it again and let nobody else act on it: two people may press at the same moment."""
    run.refresh_from_db(from_queryset=Import.objects.select_for_update().select_related("unit"))


@transaction.atomic
def undo_import(run: Import, *, by: Person) -> None:
    """Take back what came in, page by page, where nobody has changed it since."""
    hold(run)
    require(can_undo(by, run), _("An import can be taken back for a day, by whoever brought it in."))
    take_back(run)
    run.state, run.undone_at = State.UNDONE, timezone.now()
    run.save(update_fields=["state", "undone_at"])
    announce(ImportUndone(run=run, by=by))
