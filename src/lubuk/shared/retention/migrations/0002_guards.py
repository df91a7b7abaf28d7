"""The database refuses to lose what is under a hold (lubuk/shared/retention/guards.py)."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from lubuk.shared.retention.guards import put_up


def guard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    put_up(editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("retention", "0001_schedule_holds_disposal"),
        ("items", "0004_indexes_for_many"),
        ("attachments", "0004_bytes_out_of_attachments"),
    ]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
