"""Pages that are pictures are found by the words in them where Tesseract is; elsewhere they say that none does."""

from __future__ import annotations

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.shared.attachments.reading import read_next
from lubuk.shared.attachments.tests.conftest import a_file, an_article_with
from lubuk.shared.attachments.tests.scans import ENGLISH, INDONESIAN, IS_HERE, hide_unless_whole, scanned
from lubuk.shared.attachments.words import NOTES, REASONS
from lubuk.shared.search.engine import Engine
from lubuk.shared.search.outbox import catch_up
from lubuk.shared.search.rebuild import rebuild
from tests.cast import Visit

pytestmark = pytest.mark.django_db


def test_a_scan_is_found_at_the_page_that_says_it_or_says_that_nobody_reads_it(
    ana: Person, an_index: Engine, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    hide_unless_whole(monkeypatch)
    rebuild(an_index)
    file = a_file(scanned("PDF", ENGLISH, INDONESIAN, upside_down=1), "rules.pdf", by=ana)
    item = an_article_with(file, by=ana)
    assert read_next()
    catch_up(an_index)
    remarks = visit(ana).get(item.get_absolute_url()).content.decode()
    found = visit(ana).get("/search/?q=piket+katup").content.decode()
    assert (str(NOTES["ocr"]) in remarks) is IS_HERE
    assert (str(REASONS["no-ocr"]) in remarks) is not IS_HERE
    assert (f'href="{file.get_absolute_url()}#page=2"' in found) is IS_HERE
