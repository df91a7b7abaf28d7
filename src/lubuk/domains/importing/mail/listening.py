"""The door for letters: SMTP, or LMTP behind a mail server of the house. Only the addresses of people here are known."""

from __future__ import annotations

import asyncio
import logging
from threading import Event
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings
from django.db import OperationalError, close_old_connections

from lubuk.domains.importing.mail.receiving import Later, person_at, receive
from lubuk.foundation.refusal import Refused

MOST_RECIPIENTS = 5
TRY_AGAIN = 30.0  # seconds, while another worker of this machine has the port

log = logging.getLogger(__name__)


class Door:
    """Called by aiosmtpd; each answer is a line of SMTP (RFC 5321, section 4.2)."""

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        refusal = await asyncio.to_thread(answer, lambda: person_at(address))
        if refusal:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content, sender = envelope.content or b"", (envelope.mail_from or "").strip("<>")
        body = content if isinstance(content, bytes) else content.encode(errors="replace")
        for recipient in dict.fromkeys(envelope.rcpt_tos):
            refusal = await asyncio.to_thread(answer, lambda to=recipient: receive(sender, to, body))
            if refusal:
                return refusal
        return "250 2.0.0 Kept as a draft"


def answer(do: Any) -> str:
    """The refusal as a line of SMTP; "" when it was done."""
    close_old_connections()
    try:
        do()
    except Later as later:
        return f"451 4.7.1 {one_line(later)}"
    except Refused as refused:
        return f"550 5.7.1 {one_line(refused)}"
    except OperationalError as error:
        log.warning("A letter can't be kept now: %s", error)
        return "451 4.3.0 Try again later"
    finally:
        close_old_connections()
    return ""


def one_line(refused: Refused) -> str:
    return " ".join(str(refused).split()).encode("ascii", "replace").decode()


class Listener(Controller):
    def __init__(self, *, hostname: str, port: int, is_lmtp: bool) -> None:
        super().__init__(Door(), hostname=hostname, port=port)
        self.is_lmtp = is_lmtp

    def factory(self) -> SMTP:
        server = LMTP if self.is_lmtp else SMTP
        return server(
            self.handler, data_size_limit=settings.UPLOAD_MAX_BYTES, ident="Lubuk", enable_SMTPUTF8=True
        )


def listen_for_mail(stop: Event) -> None:
    """Until told to stop. Does nothing where mail is not set up."""
    door = settings.CONFIGURATION.mail_in
    while door and not stop.is_set():
        listener = Listener(hostname=door.host, port=door.port, is_lmtp=door.is_lmtp)
        try:
            listener.start()
        except OSError as error:
            log.warning("Mail can't be listened for at %s:%s, trying again: %s", door.host, door.port, error)
            stop.wait(TRY_AGAIN)
            continue
        stop.wait()
        listener.stop()
