"""A real server of embeddings on loopback, for tests."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from lubuk.shared.search.live import bundled

type Answer = Callable[[dict[str, Any]], tuple[int, bytes]]


class Server(ThreadingHTTPServer):
    """An endpoint as OpenAI has it, on loopback, with the model of the house behind it."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Asked)
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.answer: Answer = self.embed

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def handle_error(self, *said: Any) -> None:
        """Who asked has gone: that is what some tests are about."""

    def embed(self, asked: dict[str, Any]) -> tuple[int, bytes]:
        found = bundled().passages([text.removeprefix("passage: ") for text in asked["input"]])
        rows = [{"index": place, "embedding": list(vector)} for place, vector in enumerate(found)]
        return 200, json.dumps({"data": rows[::-1]}).encode()


class Asked(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append({**asked, "path": self.path})
        self.server.keys.append(self.headers["Authorization"])
        status, said = self.server.answer(asked)
        self.send_response(status)
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *said: Any) -> None:
        """A test says what it wants by itself."""


@contextmanager
def serving() -> Iterator[Server]:
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, args=[0.01])
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
