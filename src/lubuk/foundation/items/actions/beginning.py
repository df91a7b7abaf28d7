"""Beginning items: one that a person writes, or as many as come through a door at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.announcing import announce
from lubuk.foundation.items.actions.writing import Writing, scored
from lubuk.foundation.items.announcements import Begun
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.registry import keep
from lubuk.foundation.items.models import Item, NumberSeries, Version
from lubuk.foundation.items.permissions import can_begin
from lubuk.foundation.refusal import Refused, require
from lubuk.foundation.units.closing import refuse_closed
from lubuk.foundation.units.models import Unit

SERIES = NumberSeries._meta.db_table
DRAW = (
    f"INSERT INTO {SERIES} (name, last) VALUES (%s, %s) "  # noqa: S608 - a name of our own
    f"ON CONFLICT (name) DO UPDATE SET last = {SERIES}.last + excluded.last RETURNING last"
)


@dataclass(frozen=True, kw_only=True)
class Beginning:
    """What one of several items begins with; `audience` "" is that of its kind."""

    kind: Kind
    language: str
    writing: Writing
    audience: str = ""


def begin(
    kind: Kind, *, by: Person, unit: Unit, language: str, writing: Writing | None = None, audience: str = ""
) -> Item:
    """A new item as a private draft of `by`, with its number and its first version."""
    one = Beginning(kind=kind, language=language, writing=writing or Writing(), audience=audience)
    return begin_all([one], by=by, unit=unit)[0]


@transaction.atomic
def begin_all(beginnings: Sequence[Beginning], *, by: Person, unit: Unit) -> list[Item]:
    """As `begin`, for several at once and in their order: either all of them begin or none."""
    kinds = Counter(beginning.kind for beginning in beginnings)
    require(all(can_begin(by, kind, unit) for kind in kinds), _("You can't begin this kind of page here."))
    refuse_closed(unit)
    if any(one.audience and one.audience not in one.kind.audiences for one in beginnings):
        raise Refused(_("This kind of page can't have that audience. Choose another one."))
    kept = {kind: keep(kind) for kind in kinds}
    numbers = {kind: next_numbers(kind, times) for kind, times in kinds.items()}
    cleaned = [one.writing.clean(one.kind) for one in beginnings]
    items = Item.objects.bulk_create(
        Item(
            kind=one.kind.key,
            kind_version=kept[one.kind],
            number=next(numbers[one.kind]),
            title=words["title"],
            summary=words["summary"],
            language=one.language,
            owner=by,
            unit=unit,
            audience=one.audience or one.kind.default_audience,
            state=one.kind.flow.first.name,
            phase=one.kind.flow.first.counts_as,
        )
        for one, words in zip(beginnings, cleaned, strict=True)
    )
    versions = Version.objects.bulk_create(
        Version(
            item=item, number=1, state=item.state, author=by, **scored(words, one.kind, has_subjects=False)
        )
        for item, one, words in zip(items, beginnings, cleaned, strict=True)
    )
    for item, version in zip(items, versions, strict=True):
        item.draft = version
    Item.objects.bulk_update(items, ["draft"])
    for item in items:
        announce(Begun(item=item, by=by, version=item.draft, to_state=item.state))
    return items


def next_numbers(kind: Kind, times: int) -> Iterator[str]:
    """The next numbers of the kind's series. Inside the caller's transaction, so one is only used with its item."""
    pattern = kind.number or f"{kind.key[:4].upper()}-{{seq:5}}"
    stem, _brace, width = pattern.replace("{year}", str(timezone.localdate().year)).partition("{seq:")
    last = drawn(stem.rstrip("-"), times)
    return (f"{stem}{number:0{int(width.rstrip('}'))}d}" for number in range(last - times + 1, last + 1))


def drawn(series: str, times: int) -> int:
    """The last of so many numbers. One statement, which also holds the series: of two at once one waits for the other,
    and the first number of a series is nothing special."""
    with connection.cursor() as cursor:
        cursor.execute(DRAW, [series, times])
        return int(cursor.fetchone()[0])
