"""Imports run in the worker; one that was interrupted goes on by itself."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.tasks import task
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from lubuk.domains.importing.models import RUNNING, SILENT_FOR, Import, Letter
from lubuk.domains.importing.running import advance


@task
def run_import(import_id: int) -> None:
    run = Import.objects.select_related("by", "unit").get(pk=import_id)
    with override(run.by.language):  # what is written for the person in the account
        advance(run)


def resume_interrupted() -> int:
    """Go on with imports whose runner has not beaten for a minute; how many."""
    silent = Q(beat_at__lt=timezone.now() - SILENT_FOR)
    left = Import.objects.filter(silent, state__in=RUNNING).exclude(upload="")
    numbers = list(left.values_list("pk", flat=True))
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
