"""Where items came from is kept in shared/origins; what was noted here so far goes along."""

from django.db import migrations

COPY = """
    INSERT INTO origins_origin (item_id, unit_id, source, path, digest, version, authors, at)
    SELECT file.item_id, item.unit_id, file.source, file.path, file.digest, COALESCE(version.number, 0), '', file.at
    FROM library_importedfile file
    JOIN items_item item ON item.id = file.item_id
    LEFT JOIN items_version version ON version.id = COALESCE(item.draft_id, item.published_id)
"""


class Migration(migrations.Migration):

    dependencies = [
        ('library', '0003_templates'),
        ('items', '0001_initial'),
        ('origins', '0001_initial'),
    ]

    operations = [
        migrations.RunSQL(COPY, migrations.RunSQL.noop),
        migrations.RemoveConstraint(
            model_name='importedfile',
            name='imported_once',
        ),
        migrations.DeleteModel(
            name='ImportedFile',
        ),
    ]
