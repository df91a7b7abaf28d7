"""The editor's words: the page's dictionary and the island's own must name the same things."""

import re
from pathlib import Path

from django.utils import translation

from lubuk.ui import editor

LABELS = Path(__file__).parents[3] / "frontend" / "src" / "editor" / "labels.ts"


def test_the_island_and_the_page_know_the_same_words() -> None:
    island = dict(re.findall(r'^  (\w+):\s+"((?:[^"\\]|\\.)*)",$', LABELS.read_text(), re.MULTILINE))
    with translation.override("en"):
        assert editor.labels() == island
