"""Where letters come in."""

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class MailIn:
    host: str
    port: int
    domain: str  # behind the @ of people's addresses
    is_lmtp: bool


def mail_in(said: str) -> MailIn:
    parts = urlsplit(said)
    domain = parts.path.strip("/")
    try:
        port = parts.port
    except ValueError:
        port = None
    if parts.scheme not in ("smtp", "lmtp") or not parts.hostname or not port or "." not in domain:
        raise ValueError(f"“{said}” does not do; write smtp://127.0.0.1:2525/in.city.example, or lmtp://… .")
    return MailIn(parts.hostname, port, domain, parts.scheme == "lmtp")
