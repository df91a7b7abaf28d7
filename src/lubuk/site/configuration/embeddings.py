"""Who says what texts mean: the model in the house, an endpoint, or nobody."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

OFF = "off"
OPTIONS = ("model", "query", "passage")


@dataclass(frozen=True)
class Embeddings:
    """Without a `url` it is the model that came along."""

    is_off: bool = False
    url: str = ""
    model: str = ""
    key: str = ""
    before_query: str = ""
    before_passage: str = ""


def embeddings(said: str) -> Embeddings:
    if said.lower() == OFF:
        return Embeddings(is_off=True)
    parts = urlsplit(said)
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    if unknown := sorted(options.keys() - set(OPTIONS)):
        raise ValueError(f"the option “{unknown[0]}” after ? is not known; known are {', '.join(OPTIONS)}.")
    try:
        port = parts.port
    except ValueError:
        port = 0
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0 or not options.get("model"):
        raise ValueError("it does not do; write https://KEY@host/v1?model=NAME, or off.")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return Embeddings(
        url=f"{parts.scheme}://{host}{f':{port}' if port else ''}{parts.path}",
        model=options["model"],
        key=unquote(parts.password or parts.username or ""),
        before_query=options.get("query", ""),
        before_passage=options.get("passage", ""),
    )
