"""The house as data, for the tests beside this file."""

from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db.models import Model

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "lubuk"
FLOORS = ("ui", "foundation", "shared", "domains", "journeys", "site")


def models() -> list[type[Model]]:
    """Every model of ours, with the hidden ones between two sides of a many-to-many."""
    ours = (app for app in apps.get_app_configs() if app.name.startswith("lubuk."))
    return [model for app in ours for model in app.get_models(include_auto_created=True)]


def floor_of(model: type[Model]) -> int | None:
    """How high the model lives; None when it is not ours."""
    parts = model.__module__.split(".")
    return FLOORS.index(parts[1]) if parts[0] == "lubuk" else None


def app_of(model: type[Model]) -> str:
    return ".".join(model.__module__.split(".")[:3])


def sources(*endings: str) -> Iterator[Path]:
    """The files that people write: nothing built, locked, generated or fetched."""
    left_out = {"node_modules", "migrations", "built", "dist", "data", "__pycache__", "fonts"}
    for folder in ("src", "tests", "frontend"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in endings and path.is_file() and not left_out & set(path.relative_to(ROOT).parts):
                yield path
