"""The common abbreviations of Indonesian and English administration, as rows that the office changes as it likes."""

import csv
from pathlib import Path
from typing import Any

from django.db import migrations

COMMON = Path(__file__).parents[1] / "synonyms.csv"


def plant(apps: Any, _editor: Any) -> None:
    synonym = apps.get_model("search", "Synonym")
    with COMMON.open(encoding="utf-8", newline="") as table:
        rows = [(row["direction"], row["words"].split("; ")) for row in csv.DictReader(table)]
    synonym.objects.bulk_create(synonym(direction=direction, words=words) for direction, words in rows)


class Migration(migrations.Migration):
    dependencies = [("search", "0004_synonyms")]

    operations = [migrations.RunPython(plant, migrations.RunPython.noop)]
