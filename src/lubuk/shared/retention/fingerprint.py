"""The digest that a certificate keeps of what was destroyed."""

from __future__ import annotations

import hashlib
import json

from lubuk.foundation.items.models import Item


def digest_of(item: Item) -> str:
    """SHA-256 (hex) of the item's last state, so that a copy found later can be told for what it was.

    Hashed is UTF-8 JSON without spaces and with sorted keys: number, language, all versions by number (number,
    title, summary, body, fields, published_at in UTC or null) and the SHA-256 of each file, sorted.
    """
    versions = item.versions.order_by("number").values(
        "number", "title", "summary", "body", "fields", "published_at"
    )
    state = {
        "number": item.number,
        "language": item.language,
        "versions": [
            {**version, "published_at": version["published_at"] and version["published_at"].isoformat()}
            for version in versions
        ],
        "files": sorted(item.attachments.values_list("content__digest", flat=True)),
    }
    canonical = json.dumps(state, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
