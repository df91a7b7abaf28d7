"""Wires the house when Django is ready."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "lubuk.site"
    label = "site"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lubuk.site.compressing import compress_quickly  # noqa: PLC0415 - once, when the house stands
        from lubuk.site.wiring import wire  # noqa: PLC0415 - models must be loaded first

        compress_quickly()
        wire()
