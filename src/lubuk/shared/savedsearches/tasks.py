"""Letters, sent by the worker: a mail server that is slow or down holds up no alert."""

from __future__ import annotations

from django.tasks import task

from lubuk.foundation.accounts.models import Person
from lubuk.shared.savedsearches.letters import send


@task
def send_letter(person_id: int) -> None:
    """Done again after a worker died over it, it sends what the first one did not write off."""
    send(Person.objects.get(pk=person_id))
