"""The editor's words: the page's dictionary and the island's own must name the same things."""

import re
from pathlib import Path

from django.template import engines
from django.utils import translation

from lubuk.ui import editor

LABELS = Path(__file__).parents[4] / "frontend" / "src" / "editor" / "labels.ts"


def test_the_island_and_the_page_know_the_same_words() -> None:
    island = dict(re.findall(r'^  (\w+):\s+"((?:[^"\\]|\\.)*)",$', LABELS.read_text(), re.MULTILINE))
    with translation.override("en"):
        assert editor.labels() == island


def test_two_editors_in_a_page_share_one_dictionary() -> None:
    page = engines["django"].from_string(
        '{% include "ui/editor.html" with id="a" name="body" markdown="*x*" html="<p><em>x</em></p>" %}'
        '{% include "ui/editor.html" with id="b" name="steps" markdown="" html="" only %}'
    )
    written = page.render()
    assert written.count('id="editor-labels"') == 1
    assert written.count("<lubuk-editor") == 2


def test_without_the_island_the_text_area_holds_the_markdown_escaped() -> None:
    page = engines["django"].from_string(
        '{% include "ui/editor.html" with id="a" name="body" markdown=text html="" %}'
    )
    assert "&lt;/textarea&gt;&lt;script&gt;" in page.render({"text": "</textarea><script>"})
