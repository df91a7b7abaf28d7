"""What is made of all rows of a table, remembered by a process for as long as no row comes, goes or changes.

What hangs on everything that was done is remembered under the trail's stamp (`trail.stamp.kept_under_stamp`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.db.models import Count, Max, Model

from lubuk.ui.keeping import Kept


def kept_while_rows_stay[V](model: type[Model], changed: str) -> Callable[[Callable[[], V]], Callable[[], V]]:
    """`changed` names the indexed column that says when a row was changed last."""

    def keeping(make: Callable[[], V]) -> Callable[[], V]:
        made = Kept[V](most=2)

        @wraps(make)
        def kept() -> V:
            last = model._default_manager.aggregate(n=Count("pk"), at=Max(changed))
            key = (last["n"], last["at"])
            value = made.get(key)
            if value is None:
                value = make()
                made.keep(key, value)
            return value

        return kept

    return keeping
