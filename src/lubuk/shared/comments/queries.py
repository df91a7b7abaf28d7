"""Questions about comments, written out: each page of an item asks them, and Django would build them anew each time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection

# Of what was taken away the reason stands in its place, where another gave one.
SHOWN = "(taken_away_at IS NULL OR reason <> '')"
# Also what its writer took away, where somebody replied to it.
BEGINNINGS = f"""
    SELECT id FROM comments_comment AS first WHERE item_id = %s AND to_id IS NULL AND ({SHOWN} OR EXISTS (
        SELECT 1 FROM comments_comment WHERE to_id = first.id AND {SHOWN}))
    ORDER BY id
"""  # noqa: S608 - names of our own
ANSWERS = "SELECT comment_id, says, person_id FROM comments_reaction WHERE comment_id IN ({})"


def beginnings(item_id: int) -> list[int]:
    """The comments that the item's threads begin with, in the order in which they were said."""
    return [pk for (pk,) in rows(BEGINNINGS, [item_id])]


def answers_of(comment_ids: Sequence[int]) -> list[tuple[int, str, int]]:
    """Comment, what is said, and by whom."""
    marks = ", ".join(["%s"] * len(comment_ids))
    return rows(ANSWERS.format(marks), comment_ids) if comment_ids else []


def rows(sql: str, params: Sequence[int]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        found: list[Any] = cursor.fetchall()
    return found
