"""A table from its arrival to its report, step by step as its owner says, run by the worker."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from lubuk.domains.registers.bringing.matching import refuse_mismatch
from lubuk.domains.registers.bringing.reading import read_rows
from lubuk.domains.registers.bringing.taking import compare_rows, take_rows
from lubuk.domains.registers.models import RUNNING, Intake
from lubuk.domains.registers.permissions import can_bring_rows
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.registry import get
from lubuk.foundation.refusal import Refused, require
from lubuk.shared.attachments.models import Attachment

SILENT_FOR = timedelta(seconds=120)  # it beats with each batch; reading a large file may take a minute
KEPT_DAYS = 30  # its report: long enough to mend what was refused
MOST_RUNNING = 2  # of one person at a time: the worker serves everybody

State = Intake.State


@transaction.atomic
def begin_intake(kind: Kind, file: Attachment, *, by: Person) -> Intake:
    """Queued by the caller. Raises Refused and NotAllowed."""
    require(can_bring_rows(by, kind))
    if Intake.objects.filter(person=by, state__in=RUNNING).count() >= MOST_RUNNING:
        raise Refused(_("Two of your tables are coming in already. Wait until one of them is done."))
    return Intake.objects.create(person=by, kind=kind.key, name=file.name[:200], file=file)


def match_anew(intake: Intake, kind: Kind, matching: list[str], *, publishes: bool, by: Person) -> None:
    """Compare all rows by what the person says each column is. Raises Refused."""
    require(by.pk == intake.person_id and can_bring_rows(by, kind))
    refuse_mismatch(kind, matching)
    go_on(intake, State.READY, State.COMPARING, matching=matching, publishes=publishes, done=0)


def take_intake(intake: Intake, kind: Kind, *, by: Person) -> None:
    require(by.pk == intake.person_id and can_bring_rows(by, kind))
    go_on(intake, State.READY, State.TAKING, done=0)


def leave_intake(intake: Intake, *, by: Person) -> None:
    require(by.pk == intake.person_id)
    go_on(intake, State.READY, State.LEFT, ended_at=timezone.now())
    intake.rows.all().delete()


def go_on(intake: Intake, before: str, after: str, **more: object) -> None:
    """Of two presses one counts."""
    if not Intake.objects.filter(pk=intake.pk, state=before).update(state=after, beat_at=None, **more):
        raise Refused(_("This has moved on in the meantime. Open the page again to see where it stands."))
    intake.refresh_from_db()


def advance(intake_id: int) -> None:
    """Do what its state asks for, until it waits for a person. One worker at a time; a silent one is taken for dead."""
    now = timezone.now()
    held = Intake.objects.filter(pk=intake_id, state__in=RUNNING)
    if not held.filter(Q(beat_at=None) | Q(beat_at__lt=now - SILENT_FOR)).update(beat_at=now):
        return
    intake = Intake.objects.select_related("person__unit", "file__content").get(pk=intake_id)
    with override(intake.person.language):
        try:
            work_at(intake)
        except Refused as refused:
            end(intake, State.FAILED, str(refused))


def work_at(intake: Intake) -> None:
    kind = get(intake.kind)
    if kind is None:
        raise Refused(_("This kind of page is not there any more."))
    require(can_bring_rows(intake.person, kind))
    if intake.state == State.TAKING:
        take_rows(intake, kind)
        return end(intake, State.DONE)
    if intake.state == State.READING:
        read_rows(intake, kind)
        if why := mismatch(intake, kind):
            return ready(intake, why)
    Intake.objects.filter(pk=intake.pk).update(done=0)
    compare_rows(intake, kind)
    return ready(intake)


def mismatch(intake: Intake, kind: Kind) -> str:
    """Why no row can be told from another; "" when they can."""
    try:
        refuse_mismatch(kind, intake.matching)
    except Refused as refused:
        return str(refused)
    return ""


def ready(intake: Intake, why: str = "") -> None:
    """It waits for a person now."""
    Intake.objects.filter(pk=intake.pk).update(state=State.READY, why=why, beat_at=None, file=None)


def end(intake: Intake, state: str, why: str = "") -> None:
    now = timezone.now()
    Intake.objects.filter(pk=intake.pk).update(state=state, why=why, ended_at=now, beat_at=None, file=None)


def silent_intakes() -> list[int]:
    """Those whose worker was killed."""
    silent = Intake.objects.filter(state__in=RUNNING, beat_at__lt=timezone.now() - SILENT_FOR)
    return list(silent.values_list("pk", flat=True))


def sweep_intakes() -> int:
    old = Intake.objects.filter(begun_at__lt=timezone.now() - timedelta(days=KEPT_DAYS))
    return old.delete()[0]
