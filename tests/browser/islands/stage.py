"""A small server that answers the islands as the product does, and can be told to misbehave."""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.template import engines

ROOT = Path(__file__).parents[3]
UI = ROOT / "src" / "lubuk" / "ui"
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'"
)
TYPES = {".js": "text/javascript", ".css": "text/css", ".png": "image/png"}

Fields = dict[str, str]
Reply = tuple[int, dict[str, Any]]

PEOPLE = [
    {"id": 7, "name": "Ana Wulandari", "unit": "Water agency"},
    {"id": 8, "name": "Anton", "unit": "Archive"},
]
ITEMS = [{"id": 42, "title": "Flood pumps", "kind": "Guide", "number": "GD-2026-0042"}]

PAGE = """{% load i18n %}<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Write</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/built/lubuk.css">
<script type="module" src="/built/main.js" data-editor-src="/built/editor.js"
 data-forms-src="/built/forms.js"></script></head>
<body><header>
<form role="search" class="search" action="/search" data-suggest data-suggest-url="/suggest">
<input class="input" type="search" name="q" aria-label="Search">
<div class="suggest" role="listbox" aria-label="Suggestions" hidden></div></form>
<button type="button" class="btn" data-theme-toggle>Light or dark</button>
<details class="drop"><summary>Menu</summary><div><a href="/elsewhere">Profile</a></div></details>
</header>
<main><h1>Write</h1>
<div data-autosave-notes role="status" class="stack"></div>
<form method="post" action="{{ action }}" autocomplete="off" data-autosave="/autosave" data-item="{{ item }}"
 data-version="{{ version }}" data-revision="{{ revision }}" data-kind="guide" data-person="3"
 data-login="/login">
<input type="hidden" name="csrfmiddlewaretoken" value="token">
<label for="title">Title</label> <input class="input" id="title" name="title" value="{{ title }}">
<label for="body">Text</label>
{% with upload_url="/upload" people_url="/people" items_url="/items" %}
{% include "ui/editor.html" with id="body" name="body" %}{% endwith %}
{% include "ui/autosave.html" %}
<button class="btn" type="submit">Publish</button></form></main></body></html>"""


@dataclass
class Stage:
    """What the server knows, and what it was sent."""

    item: str = "12"
    version: str = "40"
    revision: str = "6"
    title: str = "Pumps"
    markdown: str = "A *small* text."
    html: str = "<p>A <em>small</em> text.</p>"
    reply: Callable[[Fields], Reply] | None = None
    after: str = "/done"  # where a sent form leads; "" shows it again with an error
    dead: bool = False  # autosave gets no answer, as when the network is gone
    saves: list[Fields] = field(default_factory=list)
    uploads: list[bytes] = field(default_factory=list)
    submitted: list[Fields] = field(default_factory=list)
    address: str = ""

    def save(self, fields: Fields) -> Reply:
        self.saves.append(fields)
        if self.reply:
            return self.reply(fields)
        self.revision = str(int(self.revision) + 1)
        self.title, self.html = fields["title"], fields["body"]
        return 200, {"item": 12, "version": 40, "revision": self.revision, "saved_at": "14.02", "editors": []}

    def page(self) -> str:
        context = {
            name: getattr(self, name) for name in ("item", "version", "revision", "title", "markdown", "html")
        }
        context["action"] = f"/items/{self.item}/edit/" if self.item else "/items/new/"
        return engines["django"].from_string(PAGE).render(context)


def begin(stage: Stage) -> ThreadingHTTPServer:
    class Answers(_Answers):
        played = stage

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    stage.address = f"http://127.0.0.1:{server.server_port}"
    return server


class _Answers(BaseHTTPRequestHandler):
    played: Stage
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Quiet: pytest shows what matters."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = parse_qs(parts.query).get("q", [""])[0].lower()
        if parts.path.startswith(("/built/", "/css/")):
            self._file(parts.path)
        elif parts.path.startswith("/files/"):
            self._send(200, "image/png", self.played.uploads[0])
        elif parts.path == "/people":
            self._json(200, [person for person in PEOPLE if query in str(person["name"]).lower()])
        elif parts.path == "/items":
            self._json(200, [item for item in ITEMS if query in str(item["title"]).lower()])
        elif parts.path == "/suggest":
            rows = [f'<div role="option" data-href="/found/{n}">Result {n} for {query}</div>' for n in (1, 2)]
            self._send(200, "text/html", "".join(rows).encode())
        elif parts.path.startswith(("/found", "/login", "/elsewhere", "/done")):
            self._send(200, "text/html", f"<title>{parts.path}</title>".encode() + SCRIPT)
        else:
            self._send(200, "text/html; charset=utf-8", self.played.page().encode())

    def do_POST(self) -> None:
        fields, file = self._received()
        if self.path == "/autosave" and self.played.dead:
            self.close_connection = True
            return None
        if self.path == "/autosave":
            status, answer = self.played.save(fields)
            return self._redirect(answer["to"]) if status == 302 else self._json(status, answer)
        if self.path == "/upload":
            self.played.uploads.append(file)
            return self._json(200, {"id": 5, "url": "/files/5/pump.png", "width": 40, "height": 20})
        self.played.submitted.append(fields)
        if self.played.after:
            return self._redirect(self.played.after)
        self.played.title, self.played.html = fields["title"], fields["body"]
        return self._send(422, "text/html; charset=utf-8", self.played.page().encode())

    def _received(self) -> tuple[Fields, bytes]:
        content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        kind = self.headers.get("Content-Type", "")
        if not kind.startswith("multipart/"):
            sent = parse_qs(content.decode(), keep_blank_values=True)
            return {name: values[0].replace("\r\n", "\n") for name, values in sent.items()}, b""
        message = BytesParser().parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + content)
        fields, file = {}, b""
        for part in message.walk():
            if part.get_filename():
                file = _payload(part)
            elif name := part.get_param("name", header="content-disposition"):
                fields[str(name)] = _payload(part).decode().replace("\r\n", "\n")
        return fields, file

    def _file(self, path: str) -> None:
        file = UI / "static" / path[1:] if path.startswith("/built/") else UI / path[1:]
        content = file.read_bytes() if file.exists() else b""
        self._send(200, TYPES[file.suffix], content)

    def _json(self, status: int, answer: object) -> None:
        self._send(status, "application/json", json.dumps(answer).encode())

    def _redirect(self, to: str) -> None:
        self.send_response(302)
        self.send_header("Location", to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: int, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(content)


SCRIPT = b'<script type="module" src="/built/main.js"></script>'


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
