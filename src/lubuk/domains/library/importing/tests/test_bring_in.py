"""What comes by an import passes the same door as what is written on a page."""

from pathlib import Path

import pytest

from lubuk.domains.library.importing.folder import Import, bring_in, files_in
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from tests.cast import Visit, a_kind

HOSTILE = """---
title: Pumps <script>alert(1)</script>
description: "<img src=x onerror=alert(2)>"
---
Start slowly. <script>alert(3)</script><style>p{display:none}</style>

<p onclick="alert(4)" style="position:fixed">Wait.</p><iframe src="//e.org"></iframe>

[Go](javascript:alert(5)) and <a href="javascript:alert(8)">go</a>

<svg><script>alert(6)</script></svg> [Again](data:text/html,<script>alert(7)</script>)
"""
LIVE = (
    "<script>alert",
    "<img src=x",
    "onclick=",
    "javascript:",
    "data:text/html",
    "<iframe",
    "<style>",
    "position:fixed",
)


@pytest.mark.django_db
def test_scripts_that_arrive_in_markdown_reach_no_reader(
    tmp_path: Path, ana: Person, ben: Person, visit: Visit
) -> None:
    (tmp_path / "pumps.md").write_text(HOSTILE)
    assert ana.unit is not None
    what = Import(tmp_path, a_kind("article"), ana, ana.unit, "institution", "en")
    report = bring_in(what, files_in(tmp_path))
    assert (report.new, report.refused) == (["pumps.md"], {})
    item = Item.objects.get()
    assert item.published is not None
    assert "Start slowly." in item.published.body
    assert [live for live in LIVE if live in item.published.body] == []
    page = visit(ben).get(item.get_absolute_url()).text
    shown = page[page.index("<article") : page.index("</article>")]
    assert [live for live in LIVE if live in shown] == []
