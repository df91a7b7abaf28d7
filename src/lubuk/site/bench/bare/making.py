"""Makes the bare project's table with its rows, in a process that ends: `python -m
lubuk.site.bench.bare.making`."""

from typing import Any

import django
from django.apps import apps
from django.db import connection

ROWS = 60
LETTERS = 500  # the template has the 10 kB


def main() -> None:
    django.setup()
    page: Any = apps.get_model("bare", "Page")  # type: ignore[misc]  # not among the product's apps
    with connection.schema_editor() as editor:
        editor.create_model(page)
    words = ("word " * (LETTERS // 5)).strip()
    page._default_manager.bulk_create(page(title=f"Page {number}", text=words) for number in range(ROWS))


if __name__ == "__main__":
    main()
