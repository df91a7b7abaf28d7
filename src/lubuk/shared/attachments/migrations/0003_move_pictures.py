"""The bytes of pictures go to contents, the same bytes once."""

import uuid

from django.db import migrations

FORMATS = {"image/svg+xml": "own-drawing", "image/webp": "webp"}


def move(apps, schema_editor):
    Attachment, Content = apps.get_model("attachments", "Attachment"), apps.get_model("attachments", "Content")
    for picture in Attachment.objects.order_by("pk").iterator():
        content, _created = Content.objects.get_or_create(
            digest=picture.digest,
            defaults={
                "size": picture.size, "media_type": picture.media_type, "file": picture.file.name,
                "width": picture.width, "height": picture.height, "reading": "nothing",
                "format": FORMATS.get(picture.media_type, "other"), "kept_at": picture.uploaded_at,
            },
        )
        picture.content, picture.key = content, uuid.uuid4()
        picture.name = (picture.file.name or "").rsplit("/", 1)[-1]
        picture.save(update_fields=["content", "key", "name"])


class Migration(migrations.Migration):

    dependencies = [("attachments", "0002_contents")]

    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
