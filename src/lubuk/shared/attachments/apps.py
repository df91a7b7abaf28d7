"""The field type `file` joins the others when Django is ready."""

from django.apps import AppConfig


class AttachmentsConfig(AppConfig):
    name = "lubuk.shared.attachments"
    label = "attachments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lubuk.foundation.items.kinds.fields import register_field_type  # noqa: PLC0415 - models come first
        from lubuk.shared.attachments.field import FileType  # noqa: PLC0415

        register_field_type("file", FileType())
