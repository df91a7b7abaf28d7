"""Folders become collections."""

from __future__ import annotations

from lubuk.domains.importing.models import Import


def gather(run: Import) -> None:
    return
