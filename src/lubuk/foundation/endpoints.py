"""Asking a model's endpoint that answers as OpenAI's does. What is asked and what the answer means is its caller's."""

from __future__ import annotations

import json
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

TROUBLES = (OSError, HTTPException, ValueError)  # of an endpoint that is away, or answers what it should not


def post(url: str, body: dict[str, Any], *, key: str, seconds: float, most: int) -> bytes:
    """The first `most` bytes of the answer; `seconds` is the longest silence. Raises TROUBLES."""
    parts = urlsplit(url)
    connect = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    headers = {"Content-Type": "application/json"}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    line = connect(parts.hostname or "", parts.port, timeout=seconds)
    try:
        line.request("POST", parts.path, json.dumps(body), headers)
        answer = line.getresponse()
        said = answer.read(most)
    finally:
        line.close()
    if answer.status != 200:
        raise ValueError(f"it answered {answer.status}")
    return said
