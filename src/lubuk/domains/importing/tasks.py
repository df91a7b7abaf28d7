"""Imports run in the worker; one that was interrupted goes on by itself."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.tasks import task
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from lubuk.domains.importing.models import RUNNING, SILENT_FOR, Import, Letter
from lubuk.domains.importing.running import advance
from lubuk.domains.importing.taking.holding import is_left


@task
def run_import(import_id: int) -> None:
    run = Import.objects.select_related("by", "unit").get(pk=import_id)
    with override(run.by.language):  # what is written for the person in the account
        advance(run)


def resume_interrupted() -> int:
    """Go on with imports whose runner died here, or has not beaten for a minute elsewhere; how many."""
    running = Import.objects.filter(state__in=RUNNING, beat_at__isnull=False).exclude(upload="")
    silent = set(running.filter(beat_at__lt=timezone.now() - SILENT_FOR).values_list("pk", flat=True))
    numbers = [
        number for number in running.values_list("pk", flat=True) if number in silent or is_left(number)
    ]
    for number in numbers:
        run_import.enqueue(number)
    return len(numbers)


@task
def answer_letter(letter_id: int, left: list[str]) -> None:
    """Tell whoever wrote where the draft is. An answer of a machine says that it is one (RFC 3834)."""
    letter = Letter.objects.select_related("person", "item").get(pk=letter_id)
    if letter.item is None or not letter.person.email:
        return
    with override(letter.person.language):
        link = f"{settings.CONFIGURATION.url.rstrip('/')}{letter.item.get_absolute_url()}"
        words = {"item": letter.item, "link": link, "left": left}
        EmailMessage(
            subject=_("Your draft: %(title)s") % {"title": letter.item.title},
            body=render_to_string("importing/answer.txt", words),
            to=[letter.person.email],
            headers={"Auto-Submitted": "auto-replied", "In-Reply-To": letter.sign, "X-Loop": "lubuk"},
        ).send()
