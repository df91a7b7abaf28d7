"""A mailbox (mbox), or a single mail: each conversation is a page, and its letters follow one another in it."""

from __future__ import annotations

import email
import email.policy
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path

from django.utils.translation import gettext as _

from lubuk.domains.importing.pages import LONGEST_PATH, Entry, LeftOut, Page
from lubuk.domains.importing.reading import html_text, language, letter
from lubuk.domains.importing.reading.leading import summary_of
from lubuk.domains.importing.reading.unreadable import Unreadable
from lubuk.shared.attachments.forms import MOST_FILES

MOST = 60 * 2**20  # bytes of one mail; servers take 25 to 50
_ID = re.compile(r"<([^<>\s]+)>")
_HANGING = re.compile(r"(\d{1,15})-(\d{1,15})/(\d{1,4})")
_FROM = re.compile(rb"^From \S+.*\d{4}\r?\n", re.MULTILINE)
_HEADER = re.compile(
    rb"\A(?:From \S+|(?:Return-Path|Received|Message-ID|Date|From|Delivered-To|X-[\w-]+):)", re.IGNORECASE
)


def is_mailbox(head: bytes) -> bool:
    """An mbox, or a mail by itself: both begin with lines that name things."""
    return bool(_FROM.match(head)) or (bool(_HEADER.match(head)) and b"\nsubject:" in head.lower())


@dataclass
class Letter:
    start: int
    end: int
    ids: tuple[str, ...]  # its own first, then what it answers
    subject: str
    at: float


@dataclass
class Thread:
    letters: list[Letter] = field(default_factory=list)


class Mailbox:
    def __init__(self, place: Path) -> None:
        self.place = place

    def entries(self) -> Iterator[Entry]:
        for thread in threads(self._letters()):
            yield self._page(sorted(thread, key=lambda one: (one.at, one.start)))

    def file(self, path: str) -> bytes | None:
        """What hangs on a mail, by its place in the mailbox and its own among the others."""
        place = _HANGING.fullmatch(path)
        if place is None:
            return None
        start, end, number = (int(part) for part in place.groups())
        if not 0 <= end - start <= MOST:
            return None
        hanging = letter.attached(self._message(start, end))
        return next((one.content for at, one in enumerate(hanging) if at == number), None)

    def _letters(self) -> Iterator[Letter]:
        """Only heads are kept in memory: a mailbox has gigabytes."""
        for start, end in self._spans():
            message = self._message(start, min(end, start + 200_000))
            own = ids(message, "message-id")[:1] or [f"{start}@here"]
            answers = ids(message, "in-reply-to") + ids(message, "references")
            at = letter.sent_at(message)
            yield Letter(
                start, end, tuple(own + answers), letter.subject(message), at.timestamp() if at else 0.0
            )

    def _spans(self) -> Iterator[tuple[int, int]]:
        start = position = 0
        before = b"\n"
        with self.place.open("rb") as file:
            for line in file:
                if before.strip() == b"" and _FROM.match(line) and position > start:
                    yield start, position
                    start = position
                before = line
                position += len(line)
        if position > start:
            yield start, position

    def _message(self, start: int, end: int) -> EmailMessage:
        with self.place.open("rb") as file:
            file.seek(start)
            content = file.read(end - start)
        content = _FROM.sub(b"", content, count=1) if _FROM.match(content) else content
        message = email.message_from_bytes(content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        return message

    def _page(self, thread: list[Letter]) -> Entry:
        path = thread[0].ids[0][:LONGEST_PATH]
        if any(one.end - one.start > MOST for one in thread):
            return LeftOut(
                path, _("A mail of this conversation is larger than %(most)s MB.") % {"most": MOST // 2**20}
            )
        messages = [self._message(one.start, one.end) for one in thread]
        try:
            body = html_text.kept("".join(part(message, len(messages) > 1) for message in messages), str)
        except Unreadable as error:
            return LeftOut(path, str(error))
        hanging = {
            f"{one.start}-{one.end}/{number}": attached.name or _("a file without a name")
            for one, message in zip(thread, messages, strict=True)
            for number, attached in enumerate(letter.attached(message))
            if attached.content
        }
        if not html_text.plain(body) and not hanging:
            return LeftOut(path, _("There is no text in this mail."))
        first, last = letter.sent_at(messages[0]), letter.sent_at(messages[-1])
        return Page(
            path=path,
            digest=hashlib.sha256("\n".join(one.ids[0] for one in thread).encode()).hexdigest(),
            title=thread[0].subject or _("Without a subject"),
            body=body,
            summary=summary_of(body),
            language=language.guess(html_text.plain(body)),
            created=first.date() if first else None,
            changed=last.date() if last else None,
            authors=tuple(dict.fromkeys(letter.sender(m)[1] for m in messages if letter.sender(m)[1])),
            files=tuple(hanging)[:MOST_FILES],
            called={path: [name, ""] for path, name in hanging.items()},
        )


def part(message: EmailMessage, is_one_of_many: bool) -> str:
    head = f"<h2>{letter.line_about(message)}</h2>" if is_one_of_many else ""
    return f"{head}{letter.body_html(message)}"


def ids(message: EmailMessage, name: str) -> list[str]:
    return _ID.findall(letter.header(message, name))


def threads(found: Iterator[Letter]) -> Iterator[list[Letter]]:
    """Letters that answer one another, in the order of the first of each conversation."""
    letters = list(found)
    leader = {name: name for one in letters for name in one.ids}
    for one in letters:
        for other in one.ids[1:]:
            leader[top(leader, other)] = top(leader, one.ids[0])
    gathered: defaultdict[str, list[Letter]] = defaultdict(list)
    for one in letters:
        gathered[top(leader, one.ids[0])].append(one)
    yield from gathered.values()


def top(leader: dict[str, str], name: str) -> str:
    while leader[name] != name:
        leader[name] = leader[leader[name]]
        name = leader[name]
    return name
