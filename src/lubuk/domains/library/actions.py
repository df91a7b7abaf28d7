"""Asking for something to take along, making it, and sweeping it away."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from typing import BinaryIO

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from lubuk.domains.library.announcements import InstallationExported
from lubuk.domains.library.exporting.markdown_folder import write_markdown
from lubuk.domains.library.exporting.moving import write_installation
from lubuk.domains.library.exporting.scope import scope_of
from lubuk.domains.library.exporting.standing_site import write_site
from lubuk.domains.library.leaves import AT_A_TIME
from lubuk.domains.library.models import Export
from lubuk.domains.library.permissions import can_export, can_export_installation
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.announcing import announce
from lubuk.foundation.items.models import Item
from lubuk.foundation.items.permissions import can_see
from lubuk.foundation.refusal import Refused, require

KEPT_DAYS = 7  # long enough for a weekend and a holiday; a file nobody fetched is only a risk
LOST_AFTER = timedelta(hours=6)  # a worker that was killed comes back to no export
MOST_WAITING = 2  # of one person at a time: the worker serves everybody


def ask_for_export(form: str, *, by: Person, item: Item | None = None) -> Export:
    """Queue it; the caller hands its number to the worker. Raises Refused and NotAllowed."""
    require(can_export(by))
    if form == Export.Form.INSTALLATION:
        require(can_export_installation(by), _("Only an administrator takes the whole installation along."))
        item = None
    if form not in Export.Form.values:
        raise Refused(_("Choose what it should be made as."))
    require(item is None or can_see(by, item))
    waiting = Export.objects.filter(person=by, finished_at=None, failed_at=None)
    if waiting.filter(asked_at__gt=timezone.now() - LOST_AFTER).count() >= MOST_WAITING:
        raise Refused(_("Two of yours are being made already. Ask again when one of them is ready."))
    return Export.objects.create(person=by, form=form, item=item)


def make_export(export: Export) -> None:
    """Write the file, with the rights that its asker has now. Whatever goes wrong is told to them and raised."""
    person = export.person
    with ExitStack() as otherwise:
        otherwise.callback(Export.objects.filter(pk=export.pk).update, failed_at=timezone.now())
        with override(person.language), tempfile.TemporaryFile() as made:
            require(person.is_active)
            write(export, made)
            keep(export, made)
        otherwise.pop_all()
    if export.form == Export.Form.INSTALLATION:
        announce_moved(person)


def write(export: Export, to: BinaryIO) -> None:
    if export.form == Export.Form.INSTALLATION:
        require(can_export_installation(export.person))
        # No progress: it reads one moment of the database, in which nothing can be written.
        write_installation(to, lambda done: None)
        return
    require(export.item is None or can_see(export.person, export.item))
    scope = scope_of(export.person, export.item)
    Export.objects.filter(pk=export.pk).update(total=scope.items.count())
    writer = write_site if export.form == Export.Form.SITE else write_markdown
    writer(to, scope, progress_of(export))


def progress_of(export: Export) -> Callable[[int], None]:
    def tell(done: int) -> None:
        if done % AT_A_TIME == 0:
            Export.objects.filter(pk=export.pk).update(done=done)

    return tell


def keep(export: Export, made: BinaryIO) -> None:
    export.size = made.tell()
    made.seek(0)
    export.file.save(f"{export.pk}.zip", File(made), save=False)
    export.finished_at = timezone.now()
    export.save(update_fields=["file", "size", "finished_at"])


@transaction.atomic
def announce_moved(person: Person | None) -> None:
    """After the file is whole, so that what it holds is the trail as it was before."""
    announce(InstallationExported(by=person))


def sweep_exports() -> int:
    """Delete what was asked for a week ago, with its file; returns how many."""
    old = Export.objects.filter(asked_at__lt=timezone.now() - timedelta(days=KEPT_DAYS))
    swept = 0
    for export in old.iterator():
        if export.file:
            export.file.delete(save=False)
        export.delete()
        swept += 1
    return swept
