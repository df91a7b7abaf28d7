"""The whole installation in one file, and from it into an empty one. docs/exchange-format.md is the format.

Rows are written as the models say, so that a new table comes along without a word here; what must stay is named
in LEFT_OUT. Numbers of rows are kept: texts speak of items and pictures by number, and the trail is sealed over them.
"""

from __future__ import annotations

import base64
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import batched
from typing import Any, BinaryIO
from uuid import UUID

from django.apps import apps
from django.core.exceptions import SuspiciousFileOperation, ValidationError
from django.core.files.base import File
from django.core.management.color import no_style
from django.db import DatabaseError, connection, models, transaction
from django.utils.translation import gettext as _

from lubuk.domains.library.announcements import InstallationRestored
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.announcing import announce
from lubuk.foundation.items.models import Item
from lubuk.foundation.refusal import Refused
from lubuk.foundation.richtext.sanitise import sanitise
from lubuk.foundation.trail.models import Entry
from lubuk.foundation.trail.verifying import verify
from lubuk.foundation.units.models import Unit
from lubuk.shared.search.outbox import enqueue_all

FORMAT, VERSION = "lubuk-installation", 1
ROWS_AT_A_TIME = 500
LONGEST_LINE = 64 * 2**20  # bytes of one row: a text has at most one million, its fields as much each
DAY_ONE = (1980, 1, 1, 0, 0, 0)  # no time in the archive: two of the same content are the same bytes

# What is of the moment or of this machine, what is made of other rows, and what nobody but its owner may hold.
LEFT_OUT = {
    "items.Presence", "library.Export", "library.FirstSave", "search.Outbox",
    "search.Embedding", "search.Portion", "search.Reached", "savedsearches.Followed",
    "registers.Cell", "registers.Mark", "registers.Workbook",
    "registers.Intake", "registers.IntakeRow",
}  # fmt: skip
RICH_TEXTS = {
    "items.Version": ["body"],
    "comments.Comment": ["text"],
    "comments.Wording": ["text"],
    "attachments.Page": ["html"],
}
SECRET = {("accounts.Person", "password"), ("accounts.Person", "last_login")}


def tables() -> list[type[models.Model]]:
    """Ours, by name."""
    ours = (app for app in apps.get_app_configs() if app.name.startswith("lubuk."))
    found = [model for app in ours for model in app.get_models(include_auto_created=True)]
    return sorted(
        (model for model in found if model._meta.label not in LEFT_OUT), key=lambda m: m._meta.label
    )


def columns(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    label = model._meta.label
    return [field for field in model._meta.local_concrete_fields if (label, field.name) not in SECRET]


# Out


def write_installation(to: BinaryIO, progress: Callable[[int], None]) -> None:
    """One moment of the database, a row a line. `progress` hears the number of rows written so far."""
    told, done = {}, 0
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive, one_moment():
        for model in tables():
            with archive.open(entry(f"tables/{model._meta.label}.jsonl"), "w", force_zip64=True) as lines:
                for row in model._default_manager.order_by("pk").iterator(chunk_size=ROWS_AT_A_TIME):
                    lines.write(line_of(row))
                    done += 1
                    progress(done)
            told[model._meta.label] = [field.name for field in columns(model)]
        missing = [name for name in file_names() if not write_file(archive, *name)]
        manifest = {"format": FORMAT, "version": VERSION, "rows": done, "tables": told}
        manifest["missing_files"] = [name for _storage, name in missing]
        archive.writestr(entry("manifest.json"), canonical(manifest))


def entry(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, DAY_ONE)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def canonical(said: object) -> bytes:
    """One writing for one content: RFC 8785 in all that our values need."""
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def line_of(row: models.Model) -> bytes:
    return canonical({field.name: kept(field.value_from_object(row)) for field in columns(type(row))}) + b"\n"


def kept(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    return value.name if isinstance(value, models.fields.files.FieldFile) else value


def file_names() -> Iterator[tuple[Any, str]]:
    """Every stored file that a row names, with its store."""
    for model in tables():
        for field in columns(model):
            if isinstance(field, models.FileField):
                names = model._default_manager.exclude(**{field.name: ""}).order_by("pk")
                for name in names.values_list(field.name, flat=True).iterator(chunk_size=ROWS_AT_A_TIME):
                    if name:
                        yield field.storage, name


def write_file(archive: zipfile.ZipFile, storage: Any, name: str) -> bool:
    """False when the store has lost it; two rows may name one file."""
    if f"files/{name}" in archive.NameToInfo:
        return True
    try:
        opened = storage.open(name, "rb")
    except FileNotFoundError:
        return False
    with opened, archive.open(entry(f"files/{name}"), "w", force_zip64=True) as to:
        for part in opened.chunks():
            to.write(part)
    return True


@contextmanager
def one_moment() -> Iterator[None]:
    """All reads in it see the same state, and writers don't wait: a snapshot in both databases."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        # Django's own transactions would take the write lock here.
        connection.ensure_connection()
        connection.cursor().execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            connection.cursor().execute("ROLLBACK")
    else:
        with transaction.atomic():
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield


# In


def restore_installation(source: BinaryIO, progress: Callable[[int], None]) -> int:
    """All rows and files, or nothing; returns how many rows. Raises Refused in words for whoever runs it."""
    if any(model._default_manager.exists() for model in (Unit, Person, Item, Entry)):
        raise Refused(_("There is something here already. Restore into an empty installation."))
    with opened(source) as archive, transaction.atomic():
        manifest = manifest_of(archive)
        done = 0
        for model in tables():
            done = read_table(archive, manifest, model, done, progress)
        if done != manifest.get("rows"):
            raise Refused(_("This archive is not whole: rows are missing."))
        connection.check_constraints()
        if not verify().is_whole:
            raise Refused(_("The trail in this archive is not whole. It was changed by hand, or damaged."))
        renumber()
        read_files(archive)
        enqueue_all(Item.objects.published().order_by("pk").values_list("pk", flat=True).iterator())
        announce(InstallationRestored(by=None))
    return done


# All that reading something else than what we have written can come to.
WRONG = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, LookupError, ValueError, TypeError, AttributeError,
    ValidationError, SuspiciousFileOperation, DatabaseError,
)  # fmt: skip


@contextmanager
def opened(source: BinaryIO) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(source) as archive:
            yield archive
    except WRONG as error:
        raise Refused(
            _("This file is damaged, or no archive of Lubuk: %(what)s") % {"what": error}
        ) from error


def manifest_of(archive: zipfile.ZipFile) -> dict[str, Any]:
    try:
        manifest = json.loads(archive.read("manifest.json"))
    except KeyError as error:
        raise Refused(_("This is no archive of an installation: it has no manifest.")) from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise Refused(_("This is no archive of an installation: it has no manifest."))
    known = {model._meta.label: {field.name for field in columns(model)} for model in tables()}
    told = manifest.get("tables", {})
    strange = [
        f"{label}.{name}"
        for label, names in told.items()
        for name in names
        if name not in known.get(label, ())
    ]
    if manifest.get("version") != VERSION or strange:
        said = _(
            "This archive was made by another version of Lubuk and holds what this one can't keep: %(what)s"
        )
        raise Refused(said % {"what": ", ".join(strange[:5]) or manifest.get("version")})
    return manifest


def read_table(
    archive: zipfile.ZipFile,
    manifest: dict[str, Any],
    model: type[models.Model],
    done: int,
    progress: Callable[[int], None],
) -> int:
    name = f"tables/{model._meta.label}.jsonl"
    if model._meta.label not in manifest["tables"]:
        return done  # a table that is newer than the archive
    if name not in archive.NameToInfo:
        raise Refused(_("This archive is not whole: rows are missing."))
    fields = {field.name: field for field in columns(model)}
    with archive.open(name) as lines:
        for some in batched(iter(lambda: lines.readline(LONGEST_LINE), b""), ROWS_AT_A_TIME):
            insert(model, [row_of(model, fields, json.loads(line)) for line in some])
            done += len(some)
            progress(done)
    return done


def row_of(model: type[models.Model], fields: dict[str, Any], said: dict[str, Any]) -> models.Model:
    row = model()
    for name, value in said.items():
        field = fields[name]
        setattr(row, field.attname, value_of(field, value))
    clean(row)
    return row


def value_of(field: Any, value: Any) -> Any:
    if value is None or isinstance(field, models.JSONField | models.FileField):
        return value
    if isinstance(field, models.BinaryField):
        return base64.b64decode(value)
    return field.to_python(value) if not field.is_relation else field.target_field.to_python(value)


def clean(row: models.Model) -> None:
    """An archive comes from outside: texts pass the same door as all others. What we have written stays as it is."""
    for name in RICH_TEXTS.get(row._meta.label, ()):
        setattr(row, name, sanitise(getattr(row, name)))
    if row._meta.label == "items.Version":
        row.fields = {name: clean_field(value) for name, value in row.fields.items()}  # type: ignore[attr-defined]


def clean_field(value: Any) -> Any:
    """Rich text begins with a tag of the subset; of what does not, no type makes HTML unescaped."""
    return (
        sanitise(value)
        if isinstance(value, str) and value.startswith("<") and sanitise(value) != value
        else value
    )


def insert(model: type[models.Model], rows: list[models.Model]) -> None:
    """The rows alone, without what saving does besides: they are as an action left them.

    Many at once where that is the same: it would date rows anew, and knows no table that goes on in another one.
    """
    dated = any(
        getattr(field, "auto_now_add", False) or getattr(field, "auto_now", False) for field in columns(model)
    )
    if model._meta.parents or dated:
        for row in rows:
            row.save_base(raw=True, force_insert=True)
    else:
        model._default_manager.bulk_create(rows)


def renumber() -> None:
    """PostgreSQL's counters go on after the numbers that came with the rows."""
    statements = connection.ops.sequence_reset_sql(no_style(), tables())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def read_files(archive: zipfile.ZipFile) -> None:
    """Files that rows name, and no other."""
    for storage, name in file_names():
        if f"files/{name}" not in archive.NameToInfo:
            continue
        storage.delete(name)  # of an attempt that came to no end
        with archive.open(f"files/{name}") as content:
            if storage.save(name, File(content)) != name:
                raise Refused(
                    _("A file of this archive has a name that can't be kept: %(name)s") % {"name": name}
                )
