"""An endpoint that answers as OpenAI's does, as one address says it: https://KEY@HOST/v1?model=NAME."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit


@dataclass(frozen=True)
class Endpoint:
    url: str
    key: str
    options: dict[str, str]  # "model" is never empty


def endpoint(said: str, known: tuple[str, ...], otherwise: str = "") -> Endpoint:
    """`known` are the options that may stand after ?; `otherwise` is what else would be right, for who wrote it wrong.

    Raises ValueError with what is wrong and what would be right.
    """
    parts = urlsplit(said)
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    if unknown := sorted(options.keys() - set(known)):
        raise ValueError(f"the option “{unknown[0]}” after ? is not known; known are {', '.join(known)}.")
    try:
        port = parts.port
    except ValueError:
        port = 0
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0 or not options.get("model"):
        raise ValueError(f"it does not do; write https://KEY@host/v1?model=NAME{otherwise}.")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return Endpoint(
        url=f"{parts.scheme}://{host}{f':{port}' if port else ''}{parts.path}",
        key=unquote(parts.password or parts.username or ""),
        options=options,
    )
