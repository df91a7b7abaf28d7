"""Who writes an answer from quoted passages: an endpoint, or nobody."""

from dataclasses import dataclass, field

from lubuk.site.configuration.endpoints import endpoint


@dataclass(frozen=True)
class Assistant:
    url: str
    model: str
    key: str = field(default="", repr=False)


def assistant(said: str) -> Assistant:
    named = endpoint(said, ("model",))
    return Assistant(named.url, named.options["model"], named.key)
