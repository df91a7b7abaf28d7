"""One letter: is it a person's own, and what becomes of it."""

from __future__ import annotations

import email
import email.policy
import io
from dataclasses import dataclass, field
from datetime import timedelta
from email.message import EmailMessage
from html import escape

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from lubuk.domains.importing.mail.addresses import Place, can_write_by_mail, place_named, split
from lubuk.domains.importing.models import Letter, MailKey
from lubuk.domains.importing.reading import html_text, language, letter
from lubuk.domains.importing.reading.unreadable import Unreadable
from lubuk.domains.importing.tasks import answer_letter
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.actions import Writing
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.files import FILES
from lubuk.foundation.items.models import Item
from lubuk.foundation.refusal import Refused
from lubuk.shared.attachments.actions import claim_files, upload_file, upload_picture
from lubuk.shared.attachments.forms import MOST_FILES

MOST_AN_HOUR = 30  # letters of one person; more is a machine that answers another


class Later(Refused):
    """Not now: the sender's server tries again."""


def person_at(recipient: str) -> Person:
    """Whose secret address this is. Raises Refused."""
    _place, key = split(recipient)
    known = MailKey.objects.select_related("person__unit").filter(key=key).first() if key else None
    if known is None or not can_write_by_mail(known.person):
        raise Refused(_("There is no such address here."))
    return known.person


def receive(envelope_sender: str, recipient: str, content: bytes) -> Item:
    """The draft that it became; the same one when the same letter comes again. Raises Refused and Later."""
    person = person_at(recipient)
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    with override(person.language):
        refuse_machines(envelope_sender, message)
        refuse_others(message, person)
        return kept(message, person, place_named(split(recipient)[0], person))


def refuse_machines(envelope_sender: str, message: EmailMessage) -> None:
    """Answers of machines, lists and bounces (RFC 3834): two of them would write to each other for ever."""
    is_automatic = letter.header(message, "auto-submitted").lower() not in ("", "no")
    is_bulk = letter.header(message, "precedence").lower() in ("bulk", "junk", "list", "auto_reply")
    is_list = any(message.get(name) for name in ("list-id", "list-unsubscribe", "x-autoreply", "x-loop"))
    if not envelope_sender or is_automatic or is_bulk or is_list:
        raise Refused(_("Automatic mail and mailing lists are not taken here."))


def refuse_others(message: EmailMessage, person: Person) -> None:
    _name, address = letter.sender(message)
    if address != person.email.lower():
        raise Refused(_("Write from the e-mail address that your account has."))


@transaction.atomic
def kept(message: EmailMessage, person: Person, place: Place) -> Item:
    sign = letter.header(message, "message-id")[:250]
    known = Letter.objects.select_related("item").filter(person=person, sign=sign).first() if sign else None
    if known and known.item:
        return known.item
    recent = Letter.objects.filter(person=person, at__gt=timezone.now() - timedelta(hours=1))
    if recent.count() >= MOST_AN_HOUR:
        raise Later(_("That is more mail than a person writes in an hour. Send the rest later."))
    item, left = begun(message, person, place)
    row = Letter.objects.create(person=person, sign=sign or f"{item.number}@here", item=item)
    answer_letter.enqueue(row.pk, left)
    return item


def begun(message: EmailMessage, person: Person, place: Place) -> tuple[Item, list[str]]:
    """The draft, and the names of what was attached and could not be kept."""
    came = attached(message, person, place.kind)
    try:
        body = html_text.kept(letter.body_html(message) + came.figures, str)
    except Unreadable as error:
        raise Refused(str(error)) from error
    if not body and not came.rows:
        raise Refused(_("There is no text in this mail."))
    title = letter.subject(message) or _("Without a subject")
    fields = {FILES.name: came.rows} if came.rows else {}
    item = actions.begin(
        place.kind, by=person, unit=place.unit, writing=Writing(title=title, body=body, fields=fields),
        language=language.guess(html_text.plain(body)) or person.language,
    )  # fmt: skip
    claim_files(item, by=person)
    if place.section:
        actions.place(item, by=person, unit=place.unit, section=place.section)
    return item, came.left


@dataclass
class Came:
    """What hung on a letter: pictures for the text, files, and the names of those that could not be kept."""

    figures: str = ""
    rows: list[dict[str, str]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def attached(message: EmailMessage, person: Person, kind: Kind) -> Came:
    came = Came()
    for number, part in enumerate(letter.attached(message)):
        try:
            take(part, number, came, person, kind)
        except Refused:
            came.left.append(part.name or _("a file without a name"))
    return came


def take(part: letter.Attached, number: int, came: Came, person: Person, kind: Kind) -> None:
    """A picture is shown in the text, whatever else hangs on it. Raises Refused."""
    try:
        file = SimpleUploadedFile(part.name or f"picture-{number}", part.content)
        picture = upload_picture(file, by=person)
    except Refused:
        if kind.field(FILES.name) is None or len(came.rows) >= MOST_FILES:
            raise
        kept = upload_file(io.BytesIO(part.content), part.name or f"file-{number}", by=person)
        came.rows.append({"file": str(kept.key), "name": kept.given_name, "about": ""})
    else:
        came.figures += f'<p><img src="{picture.get_absolute_url()}" alt="{escape(part.name)}"></p>'
