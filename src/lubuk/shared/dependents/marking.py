"""Listens to publication: what has to follow is marked in the act's own transaction, and told of afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from lubuk.foundation.items.announcements import Published
from lubuk.foundation.items.models import Item, Link, Significance, Version
from lubuk.foundation.prepared import read_rows
from lubuk.shared.dependents.models import Basis
from lubuk.shared.dependents.tasks import tell_dependents

FOLLOWS = {  # the links whose source rests on their target, by how much the target has changed
    Significance.FOLLOW: {Link.MENTIONS, Link.PART, Link.TRANSLATION, "source", "requires", "conforms"},
    Significance.TRANSLATIONS: {Link.TRANSLATION},
}
BATCH = 500  # rows a statement: a page that everybody mentions has some thousands


def follow_publications(said: Sequence[Published]) -> None:
    settle([one.item for one in said])
    for one in said:
        follow(one)


def follow(said: Published) -> None:
    version = said.version
    if version is None or version.published_at is None:
        return
    meanings = FOLLOWS.get(Significance(version.significance))
    before = version_before(said.item, version) if meanings else None
    if meanings and before and mark(said.item, meanings, before):
        tell_dependents.enqueue(version.pk, said.by.pk if said.by else None)


def version_before(item: Item, version: Version) -> Version | None:
    if version.number == 1:
        return None
    published = item.versions.exclude(published_at=None)
    return published.filter(number__lt=version.number).order_by("-number").first()


def settle(items: Sequence[Item]) -> None:
    """Who publishes a new text has looked; of a translation only when its writer said up to which version."""
    for basis in read_rows(Basis, [item.pk for item in items], by="item", related=("source",)):
        agrees_with = basis.draft_version_id if basis.is_translation else basis.source.published_id
        if agrees_with is None:
            continue
        basis.version_id, basis.draft_version = agrees_with, None
        if agrees_with == basis.source.published_id:
            basis.outdated_at = None
        basis.save(update_fields=["version", "draft_version", "outdated_at"])


def mark(source: Item, meanings: set[str], before: Version) -> int:
    """Everything that rests on it has to be looked at. Returns how much that is."""
    links = Link.objects.filter(target=source, meaning__in=meanings)
    Basis.objects.bulk_create(
        (
            Basis(item_id=pk, source=source, version=before, meaning=meaning)
            for pk, meaning in links.values_list("source_id", "meaning")
        ),
        ignore_conflicts=True,
        batch_size=BATCH,
    )
    rests = Basis.objects.filter(source=source, item__in=links.values("source_id"))
    rests.filter(outdated_at=None).update(outdated_at=timezone.now())
    return rests.count()
