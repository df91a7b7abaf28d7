"""One cell of a published row: who may change it where it stands, and doing it.

Only where a change is for readers at once; what goes through a review is changed on its page.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from lubuk.domains.registers.columns import Column, columns_of
from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Person, Reader
from lubuk.foundation.items import actions
from lubuk.foundation.items.actions import Writing
from lubuk.foundation.items.kinds.conditions import asked
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Item, Phase
from lubuk.foundation.items.permissions import can_edit, can_take
from lubuk.foundation.items.queries import what_is_own
from lubuk.foundation.refusal import Refused, require


class Stale(Refused):
    """Somebody published another text since the cell was opened."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This page was changed in the meantime. The cell says what is there now; write your change again."
            )
        )


def can_change_cell(person: Reader, item: Item) -> bool:
    """Who may edit the page and publish the change without anybody's yes, while nobody writes its next version."""
    if item.phase != Phase.PUBLISHED or item.draft_id or not can_edit(person, item):
        return False
    flow = kind_of(item).flow
    steps = [step for step in flow.publishing_steps() if flow.first.name in step.sources]
    return any(not step.asks_several and can_take(person, item, step) for step in steps)


def cells_of(item: Item) -> dict[str, Column]:
    """The columns whose cells fit on a line; of longer ones the page is the place."""
    kind = kind_of(item)
    fields = item.published.fields if item.published else {}
    asked_for = {definition.name for definition in asked(kind, fields)}
    return {
        name: column
        for name, column in columns_of(kind).items()
        if name in asked_for and not column.is_of_every_item and not column.type.is_long
    }


def open_to(person: Reader, kind: Kind, ids: Iterable[int]) -> dict[int, Item]:
    """Of these rows those that the person may change, with what their rights hang on: few of most pages."""
    who = standing(person)
    if not who.is_signed_in:
        return {}
    near = Item.objects.filter(pk__in=list(ids), kind=kind.key).order_by()
    if not (who.is_officer or who.is_steward):
        near = near.filter(what_is_own(who))
    near = near.select_related("unit", "published").prefetch_related("authors", "item_subjects")
    return {item.pk: item for item in near if can_edit(person, item)}


@transaction.atomic
def change_cell(item: Item, column: Column, value: Any, *, by: Person, wording: str) -> None:
    """`value` as the column's type keeps it, `wording` the text that it was changed in. Raises Stale, Incomplete."""
    item = Item.objects.select_related("unit", "published").get(pk=item.pk)
    require(can_change_cell(by, item) and column.name in cells_of(item))
    version = item.published
    assert version is not None  # asked by the right
    if wording != f"{version.pk}.{version.revision}":
        raise Stale
    if version.fields.get(column.name) == value:
        return
    writing = Writing(
        title=version.title,
        summary=version.summary,
        body=version.body,
        fields={**version.fields, column.name: value},
        note=_("In the register: %(label)s") % {"label": column.label},
    )
    actions.save_draft(item, writing, by=by, from_version=version.pk, revision=version.revision)
    actions.publish(item, by=by)
