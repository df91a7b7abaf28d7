"""The letter of the morning: all that one person's searches found since the last one, as they may see it now."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext, override

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from lubuk.shared.savedsearches.models import Find, KeptSearch, Letter

SHOWN = 10  # pages under one search; the rest stands among its results
TRY_AGAIN = timedelta(minutes=15)  # after a mail server that did not take it
SALT = "savedsearches.stop"

log = logging.getLogger(__name__)


@dataclass
class Part:
    """A search, and what is new in it."""

    search: KeptSearch
    items: list[Item] = field(default_factory=list)

    @property
    def shown(self) -> list[tuple[str, str]]:
        """Titles and full addresses."""
        return [(item.title, here(item.get_absolute_url())) for item in self.items[:SHOWN]]

    @property
    def more(self) -> int:
        return len(self.items) - len(self.shown)

    @property
    def link(self) -> str:
        return here(self.search.get_absolute_url())


def send(person: Person) -> bool:
    """Whether there was anything to say. What is in the letter is written off once the mail server has it."""
    finds = Find.objects.shown_to(person).for_letters().select_related("search", "item__section")
    parts = parts_of(finds)
    if not parts or not person.is_active or not person.email:
        return False
    try:
        letter_to(person, parts).send()
    except OSError as trouble:  # smtplib's errors are of this sort, too
        log.warning("A letter of kept searches was not taken, trying again: %s", trouble)
        Letter.objects.filter(person=person).update(due_at=timezone.now() + TRY_AGAIN)
        return False
    written_off(parts)
    return True


def parts_of(finds: Iterable[Find]) -> list[Part]:
    parts: dict[int, Part] = {}
    for find in finds:
        parts.setdefault(find.search_id, Part(find.search)).items.append(find.item)
    return sorted(parts.values(), key=lambda part: (part.search.name, part.search.pk))


def written_off(parts: Iterable[Part]) -> None:
    for part in parts:
        part.search.finds.filter(item__in=part.items, told_at=None).update(told_at=timezone.now())


def letter_to(person: Person, parts: list[Part]) -> EmailMessage:
    pages = len({item.pk for part in parts for item in part.items})
    stop = here(reverse("savedsearches:stop", args=[token_of(person)]))
    with override(person.language):
        subject = ngettext(
            "%(count)s new page in your searches", "%(count)s new pages in your searches", pages
        )
        words = {"person": person, "parts": parts, "list": here(reverse("savedsearches:list")), "stop": stop}
        text = render_to_string("savedsearches/letter.txt", words)
    return EmailMessage(
        subject % {"count": pages},
        text,
        to=[person.email],
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",  # RFC 8058
            "Auto-Submitted": "auto-generated",  # RFC 3834: nobody's holiday answers it
        },
    )


def here(path: str) -> str:
    return f"{settings.CONFIGURATION.url.rstrip('/')}{path}"


def token_of(person: Person) -> str:
    """Lets whoever has the letter stop letters, and nothing else."""
    return signing.dumps(person.pk, salt=SALT)


def person_of(token: str) -> Person | None:
    try:
        return Person.objects.filter(pk=signing.loads(token, salt=SALT)).first()
    except signing.BadSignature:
        return None
