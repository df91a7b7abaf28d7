"""A letter: who, to whom, when, what; the files in it are named, not opened."""

from __future__ import annotations

from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import Path

from lubuk.shared.attachments.extraction.report import Refusal, Report
from lubuk.shared.attachments.extraction.texts import Words

DEEPEST = 10  # a letter in a letter in a letter …
MOST_PARTS = 500
MOST_BYTES = 100 * 2**20
HEADERS = ("From", "To", "Cc", "Date", "Subject")


def read(path: Path, report: Report) -> None:
    if path.stat().st_size > MOST_BYTES:
        raise Refusal("memory")
    with path.open("rb") as file:
        letter = BytesParser(policy=policy.default).parse(file)
    report.about(title=letter["Subject"], creator=letter["From"], date=day_of(letter))
    parts = all_parts(letter)
    headers = [f"{name}: {letter[name]}" for name in HEADERS if letter[name]]
    report.page("\n".join([*headers, "", *texts_of(parts)]), str(letter["Subject"] or ""))
    names = [name for part in parts if (name := part.get_filename())]
    if names:
        report.page("\n".join(names))
        report.note("enclosed")


def all_parts(letter: Message, depth: int = 0) -> list[EmailMessage]:
    """Raises Refusal for letters packed too deep. Not `walk`, which goes down as far as it is led."""
    if depth > DEEPEST:
        raise Refusal("nested")
    if not letter.is_multipart():
        return [letter]  # type: ignore[list-item]  # policy.default makes EmailMessages
    found: list[EmailMessage] = []
    for part in letter.iter_parts() if isinstance(letter, EmailMessage) else []:
        found += all_parts(part, depth + 1)
        if len(found) > MOST_PARTS:
            raise Refusal("nested")
    return found


def texts_of(parts: list[EmailMessage]) -> list[str]:
    plain = [part for part in parts if part.get_content_type() == "text/plain" and not part.get_filename()]
    if plain:
        return [str(part.get_content()) for part in plain]
    return [words_of(part) for part in parts if part.get_content_type() == "text/html"]


def words_of(part: EmailMessage) -> str:
    parser = Words()
    parser.feed(str(part.get_content()))
    parser.close()
    return "\n".join(text for _heading, text in parser.pages())


def day_of(letter: Message) -> str:
    try:
        return parsedate_to_datetime(str(letter["Date"])).date().isoformat()
    except (TypeError, ValueError):
        return ""
