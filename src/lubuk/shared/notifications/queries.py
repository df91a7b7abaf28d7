"""Questions about notices, by name. Every one goes through what the person may see today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import connection, models
from django.db.models import Q

from lubuk.foundation.accounts.models import Person, Reader
from lubuk.foundation.items.models import Item

if TYPE_CHECKING:
    from lubuk.shared.notifications.models import Notice

MOST_UNREAD = 100  # the bar says "99+" from here on
KEPT = "_unread_items"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def shown_to(self, person: Person) -> Self:
        """Their own, as long as they may see the item, and the other one that the notice names."""
        seen = Item.objects.visible_to(person).order_by().values("pk")
        about = Q(about=None) | Q(about__in=seen)
        return self.filter(about, person=person, item__in=seen)

    def unread(self) -> Self:
        return self.filter(read_at=None)


def unread_items(reader: Reader, notices: NoticeQuerySet) -> set[int]:
    """The items that have something new for the reader, at most MOST_UNREAD.

    One question a request for who has nothing new, two for others, kept on the person: the bar counts them, and an
    item's page looks whether it is among them.
    """
    if not isinstance(reader, Person):
        return set()
    known: set[int] | None = getattr(reader, KEPT, None)
    if known is None:
        told = told_and_unread(notices.model, reader)
        seen = Item.objects.seen_among({pk for about in told for pk in about if pk is not None}, reader)
        known = {item for item, other in told if item in seen and (other is None or other in seen)}
        setattr(reader, KEPT, known)
    return known


def told_and_unread(model: type[Notice], person: Person) -> list[tuple[int, int | None]]:
    """Of each notice the item and the other one that it names. As it stands, because it is asked at every request and
    Django would build it anew each time.
    """
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT item_id, about_id FROM {table}"  # noqa: S608 - a name of our own
            f" WHERE person_id = %s AND read_at IS NULL LIMIT {MOST_UNREAD}",
            [person.pk],
        )
        rows: list[tuple[int, int | None]] = cursor.fetchall()
        return rows


def forget_unread(person: Person) -> None:
    if hasattr(person, KEPT):
        delattr(person, KEPT)
