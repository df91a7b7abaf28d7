"""What a translator has beside the text: the original, and what changed in it since the translation agreed."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from lubuk.domains.library.comparing import differences
from lubuk.domains.library.reading import Reading, names_of, read_version, rich_texts, titles_for
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item, Link, Version
from lubuk.foundation.items.permissions import can_see
from lubuk.foundation.richtext.display import prepare
from lubuk.shared.dependents import actions
from lubuk.shared.dependents.models import Basis


@dataclass(frozen=True)
class Beside:
    item: Item
    version: Version
    was: Version  # the version that the translation agrees with
    reading: Reading
    changes: list[tuple[str, SafeString]]


def beside(item: Item | None, reader: Person) -> Beside | None:
    """The original, for a translator who may read it."""
    basis = basis_of(item) if item else None
    version = basis.source.published if basis else None
    if basis is None or version is None or not can_see(reader, basis.source):
        return None
    was = basis.draft_version or basis.version
    titles = titles_for(rich_texts(basis.source, version), reader)
    return Beside(
        basis.source, version, was,
        read_version(basis.source, version, titles, names_of(basis.source, [version], reader)),
        [] if was == version else changes(basis.source, was, version, reader),
    )  # fmt: skip


def basis_of(item: Item) -> Basis | None:
    rows = Basis.objects.filter(item=item, meaning=Link.TRANSLATION)
    return rows.select_related("source__published", "version", "draft_version").first()


def changes(source: Item, was: Version, now: Version, reader: Person) -> list[tuple[str, SafeString]]:
    found = differences((source, source), was, now, names_of(source, [was, now], reader))
    return [
        (label, mark_safe(prepare(change, titles=titles_for([change], reader)).html))  # noqa: S308 - sanitised when kept
        for label, change in found
    ]


def keep_agreement(item: Item, ticked: str, by: Person) -> None:
    """The writer ticked that the text says what this version of the original says. Anything else is no tick."""
    basis = basis_of(item)
    now = basis.source.published if basis else None
    if now and ticked == str(now.number) and can_see(by, now.item):
        actions.bring_up_to(item, now, by=by)
