"""Kills the web server and the worker while files are uploaded in chunks, and looks whether anything is lost or half.

Run by hand: python -m tests.load.kill_uploads --rounds 50. Like tests/load/kill.py it starts an installation of its own.
Each uploader sends a file of some megabytes chunk by chunk, and after each lost answer asks how far it has come.
Afterwards: every file that was acknowledged is here with exactly the bytes that were sent, every content has its bytes,
no content waits for ever, and no chunk is left of a finished upload.
"""

from __future__ import annotations

import hashlib
import json
import random
import secrets
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from email.message import Message

from tests.load.kill import WRITER, Stay, Tally, asked, killing, session_of

UPLOADERS = 3
SIZE = 3 * 2**20  # bytes of a file
CHUNK = 256 * 1024
READ_SECONDS = (
    900.0  # for the worker to read what was uploaded; a killed one's file is free after ten minutes
)


type Answer = tuple[int, dict[str, str], bytes]  # status, headers, body


@dataclass
class Sent:
    digests: dict[str, str] = field(default_factory=dict)  # key of the attachment -> SHA-256 of what was sent
    lost: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


class Sender:
    """A person's browser, as far as uploads go."""

    def __init__(self, port: int, session: str) -> None:
        self.root, self.session, self.token = f"http://127.0.0.1:{port}", session, secrets.token_hex(16)

    def ask(self, method: str, path: str, data: bytes | None = None, **headers: str) -> Answer:
        cookie = f"sessionid={self.session}; csrftoken={self.token}"
        request = urllib.request.Request(
            self.root + path, data=data, method=method,
            headers={"Cookie": cookie, "X-CSRFToken": self.token, **headers},
        )  # fmt: skip
        try:
            with urllib.request.build_opener(Stay).open(request, timeout=20) as answer:
                return answer.status, lowered(answer.headers), answer.read()
        except urllib.error.HTTPError as error:
            return error.code, lowered(error.headers), error.read()

    def insist(self, sent: Sent, method: str, path: str, data: bytes | None = None, **headers: str) -> Answer:
        """Until there is an answer of the product."""
        while True:
            try:
                status, said, body = self.ask(method, path, data, **headers)
            except (OSError, urllib.error.URLError):
                status, said, body = 0, {}, b""
            if 0 < status < 500:
                return status, said, body
            with sent.lock:
                sent.lost += 1
            time.sleep(0.1)


def lowered(headers: Message) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def upload_on(sender: Sender, sent: Sent, stop: threading.Event) -> None:
    while not stop.is_set():
        data = b"words of a long file\n" + random.randbytes(SIZE).hex().encode()[:SIZE]
        key = upload(sender, sent, data)
        with sent.lock:
            sent.digests[key] = hashlib.sha256(data).hexdigest()


def upload(sender: Sender, sent: Sent, data: bytes) -> str:
    """The key of the file, once the server has said it."""
    begun = json.dumps({"name": f"{secrets.token_hex(4)}.txt", "length": len(data)}).encode()
    _status, _said, body = sender.insist(
        sent, "POST", "/uploads/", begun, **{"Content-Type": "application/json"}
    )
    path, offset = json.loads(body)["url"], 0
    while True:
        headers = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
        status, said, body = sender.insist(sent, "PATCH", path, data[offset : offset + CHUNK], **headers)
        if status == 200:
            return str(json.loads(body)["key"])
        if status not in (204, 409):
            raise SystemExit(f"An upload was refused: {status} {body.decode()[:200]}")
        offset = int(said["upload-offset"])


def main() -> int:
    arguments = asked(__doc__)
    chance, tally, sent = random.Random(arguments.seed), Tally(), Sent()

    def uploaders(data: str, port: int, stop: threading.Event) -> list[threading.Thread]:
        sender = Sender(port, session_of(WRITER, data))
        return [threading.Thread(target=upload_on, args=(sender, sent, stop)) for _n in range(UPLOADERS)]

    with killing(
        arguments.rounds, chance, tally, uploaders, lambda: f"{len(sent.digests)} files acknowledged"
    ):
        wrong = look(sent)
    print(
        f"\nKilled {tally.told} (seed {arguments.seed}). {len(sent.digests)} files, {sent.lost} answers lost."
    )
    print("\n".join(wrong) if wrong else "Every acknowledged file is here, byte by byte; nothing is half.")
    return int(bool(wrong))


def look(sent: Sent) -> list[str]:
    """Sentences about what is not as it must be."""
    from lubuk.shared.attachments.models import Attachment, Chunk, Content

    kept = {str(one.key): one for one in Attachment.objects.select_related("content")}
    wrong = [f"file {key} was acknowledged and is missing" for key in sent.digests if key not in kept]
    for key, digest in sent.digests.items():
        if key in kept and hashlib.sha256(kept[key].content.file.read()).hexdigest() != digest:
            wrong.append(f"file {key} is not what was sent")
    files = ((content, content.file) for content in Content.objects.all())
    wrong += [f"{content} has no bytes" for content, file in files if not file.storage.exists(str(file.name))]
    left = Chunk.objects.exclude(upload__became=None).count()
    if left:
        wrong.append(f"{left} chunks of finished uploads are left")
    until = time.monotonic() + READ_SECONDS
    while (waiting := Content.objects.filter(reading="waiting").count()) and time.monotonic() < until:
        time.sleep(1.0)
    if waiting:
        wrong.append(f"{waiting} files were never read")
    return wrong


if __name__ == "__main__":
    raise SystemExit(main())
