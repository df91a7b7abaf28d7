"""The door that files go out by: no script runs here, whatever they hold.

Only formats that browsers show without running anything are shown; all others are downloads, and so is everything
that asks for it. Ranges (RFC 9110, § 14) let a reader look at minute 40 of a recording, or page 300 of a book.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO
from urllib.parse import quote

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
    StreamingHttpResponse,
)

from lubuk.shared.attachments.formats import BINARY
from lubuk.shared.attachments.models import Attachment

BLOCK = 2**16
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})$")
CLOSED = "default-src 'none'; frame-ancestors 'none'; sandbox"
# A browser's own viewer of PDF shows nothing in a sandbox; scripts in a PDF run in that viewer, never on our pages.
FOR_PDF = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
CHARSET = "; charset=utf-8"


def served(request: HttpRequest, attachment: Attachment) -> HttpResponseBase:
    """The file as it came."""
    content, told = attachment.content, attachment.content.told
    shown = told.is_shown and "download" not in request.GET
    as_type = told.media_type if told.is_shown else BINARY
    answer = in_part_or_whole(request, content.file.open("rb"), content.size, content.digest)
    if answer.status_code != 304:
        answer["Content-Type"] = f"{as_type}{CHARSET}" if as_type.startswith("text/") else as_type
    answer["Content-Disposition"] = disposition(attachment.given_name, is_shown=shown)
    return guarded(answer, FOR_PDF if told.key == "pdf" and shown else CLOSED)


def in_part_or_whole(request: HttpRequest, file: IO[bytes], size: int, digest: str) -> HttpResponseBase:
    """`file` is closed when the answer is sent, or at once where there is nothing to send."""
    tag = f'"{digest[:32]}"'
    if request.headers.get("If-None-Match") == tag:
        file.close()
        answer: HttpResponseBase = HttpResponseNotModified()
    else:
        answer = ranged(request, file, size, tag)
    answer["ETag"] = tag
    return answer


def ranged(request: HttpRequest, file: IO[bytes], size: int, tag: str) -> HttpResponseBase:
    wanted = range_of(request, size, tag)
    if wanted == (-1, -1):
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    first, last = wanted or (0, size - 1)
    answer = StreamingHttpResponse(blocks(file, first, last - first + 1), status=206 if wanted else 200)
    if wanted:
        answer["Content-Range"] = f"bytes {first}-{last}/{size}"
    answer["Content-Length"] = str(last - first + 1)
    answer["Accept-Ranges"] = "bytes"
    answer["Content-Encoding"] = "identity"  # or it would be compressed, and its length no longer true
    return answer


def range_of(request: HttpRequest, size: int, tag: str) -> tuple[int, int] | None:
    """First and last byte; None for the whole; (-1, -1) where there is nothing of what is asked.

    Several ranges at once may be answered with the whole (RFC 9110, § 14.2), and are.
    """
    found = RANGE.match(request.headers.get("Range", ""))
    if not found or found.groups() == ("", "") or request.headers.get("If-Range", tag) != tag:
        return None
    if not found[1]:  # the last so many bytes
        first, last = max(0, size - int(found[2])), size - 1
    else:
        first, last = int(found[1]), min(int(found[2] or size), size - 1)
    return (first, last) if first <= last < size else (-1, -1)


def blocks(file: IO[bytes], first: int, length: int) -> Iterator[bytes]:
    with file:
        file.seek(first)
        while length > 0 and (block := file.read(min(BLOCK, length))):
            length -= len(block)
            yield block


def disposition(name: str, *, is_shown: bool) -> str:
    """RFC 6266: the name in UTF-8, and once more in the letters that every program knows."""
    plain = re.sub(r'[^\w .()-]|["\\]', "_", name.encode("ascii", "replace").decode().replace("?", "_"))
    return f"{'inline' if is_shown else 'attachment'}; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"


def guarded(answer: HttpResponseBase, policy: str) -> HttpResponseBase:
    answer["Content-Security-Policy"] = policy
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    # The browser asks again each time: the right to see it may have gone.
    answer["Cache-Control"] = "private, no-cache"
    return answer
