"""Questions about comments, written out: each page of an item asks them, and Django would build them anew each time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection

# Less those that were taken away by their writer and nobody replied to.
BEGINNINGS = """
    SELECT id FROM comments_comment AS first WHERE item_id = %s AND to_id IS NULL AND (
        taken_away_at IS NULL OR reason <> '' OR EXISTS (
            SELECT 1 FROM comments_comment WHERE to_id = first.id AND taken_away_at IS NULL))
    ORDER BY id
"""
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
