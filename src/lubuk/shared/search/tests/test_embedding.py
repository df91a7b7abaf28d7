"""The seam to a model: the one in the house, and an endpoint that may be slow, wrong or gone."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from lubuk.shared.search import embedding
from lubuk.shared.search.embedding import REST_SECONDS, Bundled, Endpoint, NoEmbedding, measured
from lubuk.shared.search.live import bundled
from lubuk.shared.search.tests.embedding_server import Server, serving


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


def test_the_model_of_the_house_takes_two_languages_for_near() -> None:
    model = Bundled()
    flood, cake = model.passages(["The flood pump is started.", "A chocolate cake is baked."])
    asked = model.query("pompa banjir")
    assert embedding.cosine(asked, flood) > embedding.cosine(asked, cake) + 0.02


def test_its_background_is_what_was_measured() -> None:
    assert measured(bundled()) == pytest.approx(Bundled.background, abs=0.02)


def test_it_is_loaded_once_while_somebody_types() -> None:
    model = Bundled()
    woken(model)
    loaded = vars(model)["e5"]
    model.wake()  # the next letter
    assert model.query("pump")
    assert vars(model)["e5"] is loaded


def test_after_a_rest_it_is_loaded_again_when_somebody_types() -> None:
    model = Bundled()
    woken(model)
    model.used_at = float("-inf")
    model.rest()
    assert "e5" not in vars(model)
    woken(model)
    assert "e5" in vars(model)


def woken(model: Bundled) -> None:
    before = set(threading.enumerate())
    model.wake()
    for thread in set(threading.enumerate()) - before:
        if not isinstance(thread, threading.Timer):
            thread.join(timeout=60)


def test_an_endpoint_is_asked_in_its_way_and_its_order_doesnt_matter(server: Server) -> None:
    endpoint = Endpoint(server.url, "e5", "a-key", before_passage="passage: ")
    texts = ["The pump.", "A cake."]
    assert endpoint.passages(texts) == bundled().passages(texts)
    assert server.asked == [
        {"model": "e5", "input": ["passage: The pump.", "passage: A cake."], "path": "/v1/embeddings"}
    ]
    assert server.keys == ["Bearer a-key"]


def test_the_same_query_is_asked_for_once(server: Server) -> None:
    endpoint = Endpoint(server.url, "e5")
    assert endpoint.query("pump") == endpoint.query("pump")
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "said",
    [
        (500, b"{}"),
        (200, b"<html>"),
        (200, b'{"data": []}'),
        (200, b'{"data": [{"index": 0}]}'),
        (200, b'{"data": [{"index": 0, "embedding": []}]}'),
        (200, b'{"data": [{"index": 0, "embedding": ["x"]}]}'),
        (200, b'{"data": 7}'),
        (200, b"[]"),
    ],
)
def test_a_wrong_answer_is_no_embedding(server: Server, said: tuple[int, bytes]) -> None:
    server.answer = lambda asked: said
    with pytest.raises(NoEmbedding):
        Endpoint(server.url, "e5").query("pump")


def test_after_a_failure_nobody_waits_for_it_for_a_while(server: Server) -> None:
    server.answer = lambda asked: (500, b"")
    endpoint = Endpoint(server.url, "e5")
    for text in ("pump", "gate"):
        with pytest.raises(NoEmbedding):
            endpoint.query(text)
    assert len(server.asked) == 1


def test_an_endpoint_that_doesnt_answer_in_time_is_no_embedding(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    released = threading.Event()

    def hang(asked: dict[str, Any]) -> tuple[int, bytes]:
        released.wait(10)
        return 200, b"{}"

    server.answer = hang
    monkeypatch.setattr(embedding, "QUERY_SECONDS", 0.1)
    with pytest.raises(NoEmbedding, match="timed out"):
        Endpoint(server.url, "e5").query("pump")
    released.set()


def test_an_endpoint_that_is_gone_is_no_embedding() -> None:
    with pytest.raises(NoEmbedding):
        Endpoint("http://127.0.0.1:9/v1", "e5").query("pump")


def test_the_model_is_let_go_when_nobody_has_asked_for_a_while_and_comes_back() -> None:
    model = Bundled()
    before = model.query("flood pump")
    model.rest()
    assert "e5" in vars(model), "somebody has just asked"
    model.used_at -= REST_SECONDS
    model.rest()
    assert "e5" not in vars(model)
    assert model.query_anew("flood pump") == before
