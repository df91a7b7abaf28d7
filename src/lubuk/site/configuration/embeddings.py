"""Who says what texts mean: the model in the house, an endpoint, or nobody."""

from dataclasses import dataclass

from lubuk.site.configuration.endpoints import endpoint

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
    named = endpoint(said, OPTIONS, ", or off")
    return Embeddings(
        url=named.url,
        model=named.options["model"],
        key=named.key,
        before_query=named.options.get("query", ""),
        before_passage=named.options.get("passage", ""),
    )
