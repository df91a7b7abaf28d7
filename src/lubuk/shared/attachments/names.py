"""Names of files as they come from anywhere, made fit to be kept and shown."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 150  # characters; with a description beside it nobody needs more
FOLDERS = re.compile(r".*[/\\]", re.S)
ODD_SPACE = re.compile(r"\s+")


def clean_name(name: str) -> str:
    """Without folders, control characters and marks that turn the reading direction; never empty."""
    last = FOLDERS.sub("", unicodedata.normalize("NFC", name))
    seen = "".join(letter for letter in last if unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co"})
    tidy = ODD_SPACE.sub(" ", seen).strip(" .") if set(seen) - set(" .") else ""
    return shortened(tidy) or "file"


def shortened(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 10:
        return name[:LONGEST]
    return f"{stem[: LONGEST - len(ending) - 1]}.{ending}"
