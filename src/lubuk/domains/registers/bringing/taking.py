"""Rows come in: each by the actions that a page calls, in batches, one refused without taking another with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import batched

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from lubuk.domains.registers.bringing.comparing import Comparison, Outcome, Plan
from lubuk.domains.registers.bringing.matching import TITLE
from lubuk.domains.registers.models import WAITING, Intake, IntakeRow
from lubuk.foundation.announcing import together
from lubuk.foundation.items import actions
from lubuk.foundation.items.actions import Writing
from lubuk.foundation.items.actions.publishing import Incomplete
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.models import Item
from lubuk.foundation.items.permissions import can_publish
from lubuk.foundation.refusal import Refused
from lubuk.foundation.richtext.sanitise import TooLarge
from lubuk.foundation.trail.recording import many_acts

NOTED = ["outcome", "why", "item", "title", "changes", "base"]
COMPARED_AT_ONCE = 200
TAKEN_AT_ONCE = 25  # a third of a second, in which on SQLite nobody else writes


def compare_rows(intake: Intake, kind: Kind) -> None:
    """Nothing is kept but what each row would change."""
    met: dict[int | str, int] = {}  # the pages that a row is about, each with its first row
    for rows in in_batches(intake, intake.rows.all(), COMPARED_AT_ONCE):
        comparison = Comparison(intake, kind, rows)
        for row in rows:
            compare_row(comparison, row, met)
        note(intake, rows)


def compare_row(comparison: Comparison, row: IntakeRow, met: dict[int | str, int]) -> None:
    row.title, row.why, row.base, row.changes, row.item = comparison.title_of(row)[:250], "", "", [], None
    try:
        plan = comparison.plan(row)
        page = plan.item.pk if plan.item else plan.title
        if met.setdefault(page, row.number) != row.number:
            raise Refused(_("Row %(number)s is about the same page.") % {"number": met[page]})
    except Refused as refused:
        row.outcome, row.why = Outcome.REFUSED, str(refused)
        return
    row.outcome, row.item, row.changes, row.base = (
        plan.outcome,
        plan.item,
        plan.changes,
        plan.standing_on,
    )
    row.title = (plan.title or row.title)[:250]


def take_rows(intake: Intake, kind: Kind) -> None:
    for rows in in_batches(intake, intake.rows.filter(outcome__in=WAITING), TAKEN_AT_ONCE):
        with many_acts():
            comparison = Comparison(intake, kind, rows)
            for row in rows:
                take_row(intake, comparison, row)
            note(intake, rows)


def take_row(intake: Intake, comparison: Comparison, row: IntakeRow) -> None:
    try:
        with transaction.atomic(), together():
            plan = comparison.plan(row)
            if plan.outcome != row.outcome or plan.standing_on != row.base:
                raise Refused(
                    _("This page was changed since the rows were compared. Bring the table in again.")
                )
            item = begin(intake, comparison.kind, plan) if plan.item is None else change(intake, plan)
            row.why = publish_if_whole(intake, item)
            row.item = item
    except (Refused, TooLarge) as refused:
        row.outcome, row.why = Outcome.REFUSED, str(refused)
        return
    row.outcome = Outcome.ADDED if plan.item is None else Outcome.CHANGED


def begin(intake: Intake, kind: Kind, plan: Plan) -> Item:
    by = intake.person
    assert by.unit is not None  # asked by the plan
    fields = {name: value for name, value in plan.fields.items() if name != TITLE}
    writing = Writing(title=plan.title, fields=fields)
    return actions.begin(kind, by=by, unit=by.unit, language=by.language, writing=writing)


def change(intake: Intake, plan: Plan) -> Item:
    item, base = plan.item, plan.base
    assert item is not None
    assert base is not None
    fields = {name: value for name, value in plan.fields.items() if name != TITLE}
    writing = Writing(
        title=plan.fields.get(TITLE, base.title),
        summary=base.summary,
        body=base.body,
        fields={**base.fields, **fields},
        note=_("From the table %(name)s") % {"name": intake.name},
    )
    actions.save_draft(item, writing, by=intake.person, from_version=base.pk, revision=base.revision)
    return item


def publish_if_whole(intake: Intake, item: Item) -> str:
    """Why it stays a draft; "" when readers see it now."""
    if not intake.publishes:
        return _("A draft, as you asked.")
    if not can_publish(intake.person, item):
        return _("A draft: this kind of page is published after a review.")
    try:
        with transaction.atomic(), together():
            actions.publish(item, by=intake.person)
    except Incomplete as missing:
        return _("A draft: %(fields)s must be filled first.") % {"fields": ", ".join(missing.fields.values())}
    return ""


def in_batches(intake: Intake, rows: QuerySet[IntakeRow], size: int) -> Iterator[Sequence[IntakeRow]]:
    numbers = list(rows.values_list("pk", flat=True))
    for some in batched(numbers, size):
        yield list(intake.rows.filter(pk__in=some))


def note(intake: Intake, rows: Sequence[IntakeRow]) -> None:
    """As rows that are there already: `bulk_update` works out a case for each value of each row."""
    IntakeRow.objects.bulk_create(rows, update_conflicts=True, unique_fields=["pk"], update_fields=NOTED)
    Intake.objects.filter(pk=intake.pk).update(done=F("done") + len(rows), beat_at=timezone.now())
