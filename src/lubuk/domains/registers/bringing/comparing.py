"""What each row would change, and why one can't come in: asked of the same rights and the same types as a page asks.

Asked twice: for the preview, and again when the row is taken, for what is here may have changed in between.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lubuk.domains.registers.bringing.matching import KEYS, NUMBER, REVISION, TITLE, taken_columns
from lubuk.domains.registers.columns import Column
from lubuk.domains.registers.leaving import TOO_LONG, as_written
from lubuk.domains.registers.models import Intake, IntakeRow
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.field_types.base import is_blank
from lubuk.foundation.items.kinds.field_types.finding import Finder, not_found
from lubuk.foundation.items.kinds.field_types.naming import ITEM, Names, names_for
from lubuk.foundation.items.models import Item, Version
from lubuk.foundation.items.permissions import can_begin, can_edit
from lubuk.foundation.refusal import Refused, require

MOST_SHOWN = 300  # letters of a value in the preview
MOST_TITLE = 250
Outcome = IntakeRow.Outcome


@dataclass
class Plan:
    """What a row comes to: for an item, or for a new one when there is none."""

    item: Item | None = None
    base: Version | None = None
    title: str = ""
    fields: dict[str, Any] = field(default_factory=dict)  # that change, as they are kept
    changes: list[list[str]] = field(default_factory=list)

    @property
    def outcome(self) -> str:
        if self.item is None:
            return Outcome.TO_ADD
        return Outcome.TO_CHANGE if self.changes else Outcome.SAME

    @property
    def standing_on(self) -> str:
        return wording_of(self.base) if self.base else ""


def wording_of(version: Version) -> str:
    return f"{version.pk}.{version.revision}"


class Comparison:
    """Of some rows of one table at a time: their items are read together."""

    def __init__(self, intake: Intake, kind: Kind, rows: Sequence[IntakeRow]) -> None:
        self.by, self.kind = intake.person, kind
        self.finder = Finder(self.by)
        self.columns = taken_columns(kind)
        self.places = {name: at for at, name in enumerate(intake.matching) if name}
        self.items = self.items_of(rows)

    def items_of(self, rows: Sequence[IntakeRow]) -> dict[str, list[Item]]:
        """By number and by title, of those that the person may see."""
        seen = Item.objects.visible_to(self.by).filter(kind=self.kind.key).order_by("pk")
        seen = seen.select_related("unit", "published", "draft").prefetch_related("authors", "item_subjects")
        numbers = {self.cell(row, NUMBER) for row in rows} - {""}
        titles = {self.title_of(row) for row in rows if not self.cell(row, NUMBER)} - {""}
        found: dict[str, list[Item]] = {}
        for item in seen.filter(number__in=numbers):
            found[item.number] = [item]
        for item in seen.filter(title__in=titles):
            found.setdefault(f"={item.title}", []).append(item)
        return found

    def cell(self, row: IntakeRow, name: str) -> str:
        at = self.places.get(name)
        return as_written(row.cells[at]) if at is not None and at < len(row.cells) else ""

    def title_of(self, row: IntakeRow) -> str:
        return " ".join(self.cell(row, TITLE).split())

    def plan(self, row: IntakeRow) -> Plan:
        """Raises Refused, with the sentence that the form would say."""
        item = self.item_of(row)
        if item is None:
            return self.plan_new(row)
        base = item.draft or item.published
        assert base is not None  # an item is begun with its first version
        plan = Plan(item, base, item.title)
        self.compare(row, plan, {**base.fields, TITLE: base.title})
        if plan.changes:
            require(can_edit(self.by, item), _("Only its authors and stewards can change this page."))
            self.refuse_stale(row, item)
        return plan

    def item_of(self, row: IntakeRow) -> Item | None:
        if number := self.cell(row, NUMBER).strip():
            if number not in self.items:
                raise Refused(not_found(ITEM, number, []))
            return self.items[number][0]
        same = self.items.get(f"={self.title_of(row)}", [])
        if len(same) > 1:
            raise Refused(_("Several pages have this title. Say in the row which number is meant."))
        return same[0] if same else None

    def plan_new(self, row: IntakeRow) -> Plan:
        unit = self.by.unit
        require(
            unit is not None and can_begin(self.by, self.kind, unit),
            _("You can't begin this kind of page here."),
        )
        plan = Plan(title=self.title_of(row))
        if not plan.title:
            raise Refused(_("The row has no title. Give it one, or the number of the page that is meant."))
        self.compare(row, plan, {})
        return plan

    def compare(self, row: IntakeRow, plan: Plan, before: dict[str, Any]) -> None:
        """Notes what differs. A cell that says what is here already is not read: nothing can get lost in it."""
        names = self.names([before])
        wrong = []
        for name in self.places:
            if name in KEYS or (column := self.columns.get(name)) is None:
                continue
            text, was = self.cell(row, name), before.get(name)
            if text == TOO_LONG or tidy(text) == tidy(plain(column, was, names)):
                continue
            try:
                now = self.read(column, text, was)
            except ValidationError as error:
                wrong.append(f"{column.label}: {' '.join(error.messages)}")
                continue
            if not is_same(column, was, now):
                plan.fields[name] = now
        if wrong:
            raise Refused(" ".join(wrong))
        self.tell(plan, before)

    def read(self, column: Column, text: str, was: Any) -> Any:
        if column.name != TITLE or not column.is_of_every_item:
            return column.type.from_plain(text, column.definition, self.finder, was)
        title = " ".join(text.split())
        if not title:
            raise ValidationError(_("Fill this before readers see the page."))
        if len(title) > MOST_TITLE:
            raise ValidationError(_("This is too long: at most %(most)s letters.") % {"most": MOST_TITLE})
        return title

    def tell(self, plan: Plan, before: dict[str, Any]) -> None:
        names = self.names([before, plan.fields])
        for name, now in plan.fields.items():
            column = self.columns[name]
            told = [shown(column, value, names) for value in (before.get(name), now)]
            plan.changes.append([column.label, *told])

    def names(self, among: list[dict[str, Any]]) -> Names:
        references = {
            reference
            for values in among
            for name, value in values.items()
            if (column := self.columns.get(name)) and fits(column, value)
            for reference in column.type.references(value, column.definition)
        }
        return names_for(references, self.by)

    def refuse_stale(self, row: IntakeRow, item: Item) -> None:
        """What people wrote since is worth more than a table that doesn't know of it."""
        if item.published and item.draft:
            raise Refused(_("A next version of this page is being written. Finish or discard it first."))
        told, base = self.cell(row, REVISION).strip(), item.published or item.draft
        if told and base and told != wording_of(base):
            raise Refused(
                _("This page was changed since the table was taken along. Take it along again for this row.")
            )


def fits(column: Column, value: Any) -> bool:
    return not is_blank(value) and column.type.fits(value, column.definition)


def plain(column: Column, value: Any, names: Names) -> str:
    return column.type.to_plain(value, column.definition, names) if fits(column, value) else ""


def shown(column: Column, value: Any, names: Names) -> str:
    words = column.type.cell(value, column.definition, names) if fits(column, value) else ""
    return words if len(words) <= MOST_SHOWN else words[:MOST_SHOWN].rstrip() + "…"


def tidy(text: str) -> str:
    """Spreadsheets end lines in their own way."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def is_same(column: Column, was: Any, now: Any) -> bool:
    """Spreadsheets write 1234.50 as 1234.5."""
    if is_blank(was) or is_blank(now) or not column.is_amount:
        return bool(was == now) or (is_blank(was) and is_blank(now))
    amounts = [
        column.type.sort_key(value, column.definition) if fits(column, value) else None
        for value in (was, now)
    ]
    return amounts[0] == amounts[1] and currency_of(was) == currency_of(now)


def currency_of(value: Any) -> Any:
    return value.get("currency") if isinstance(value, dict) else None
