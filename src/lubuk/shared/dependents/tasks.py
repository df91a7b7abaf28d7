"""Telling those who look after what has to follow, by the worker: it may be a thousand pages."""

from __future__ import annotations

from django.tasks import task

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Version
from lubuk.foundation.items.stewards import looked_after_by
from lubuk.shared.dependents.models import Basis
from lubuk.shared.notifications.actions import notify
from lubuk.shared.notifications.models import Because, Event


@task
def tell_dependents(version_id: int, by_id: int | None) -> None:
    version = Version.objects.select_related("item").get(pk=version_id)
    by = Person.objects.filter(pk=by_id or 0).first()
    outdated = (
        Basis.objects.outdated().filter(source=version.item).select_related("item__owner", "item__unit")
    )
    for basis in outdated.order_by("pk").iterator():
        event = Event.TRANSLATION_STALE if basis.is_translation else Event.MUST_FOLLOW
        owner, others = basis.item.owner, [p for p in looked_after_by(basis.item) if p != basis.item.owner]
        for people, because in (([owner], Because.OWNER), (others, Because.STEWARD)):
            notify(
                people, event, basis.item,
                because=because, by=by, about=version.item, words=version.note,
            )  # fmt: skip
