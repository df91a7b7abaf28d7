"""Imports as people make them: what they have is sent, looked at, and taken."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from django.core.files.base import ContentFile

from lubuk.domains.importing import actions
from lubuk.domains.importing.models import Entry, Import, State
from lubuk.domains.importing.running import advance
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from lubuk.foundation.units.models import Unit
from tests.cast import a_kind


def a_zip(files: dict[str, str | bytes]) -> bytes:
    sent = io.BytesIO()
    with zipfile.ZipFile(sent, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return sent.getvalue()


def an_import(
    sent: Path | bytes, *, by: Person, source: str = "docs", name: str = "docs.zip", unit: Unit | None = None,
    kind: str = "article", publishes: bool = True,
) -> Import:  # fmt: skip
    """Sent and read; waiting to be taken."""
    place = unit or by.unit
    assert place is not None
    run = actions.begin_import(
        by=by, source=source, kind=a_kind(kind), unit=place, audience="institution", language="en",
        publishes=publishes, upload=ContentFile(sent) if isinstance(sent, bytes) else None, upload_name=name,
    )  # fmt: skip
    advance(run, sent if isinstance(sent, Path) else None)
    return run


def taken(sent: Path | bytes, *, by: Person, **more: object) -> Import:
    run = an_import(sent, by=by, **more)  # type: ignore[arg-type]
    if run.state == State.READY:
        actions.take_import(run, by=by)
        advance(run, sent if isinstance(sent, Path) else None)
    return run


def outcomes(run: Import) -> dict[str, str]:
    """What became of each page; collections are left aside."""
    return {row.path: row.outcome for row in run.entries.all() if not row.path.endswith("/")}


def why(run: Import, path: str) -> str:
    return Entry.objects.get(run=run, path=path).why


def body_of(title: str) -> str:
    version = Item.objects.get(title=title).published
    assert version is not None
    return version.body
