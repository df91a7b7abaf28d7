"""Files ready to hang on an item, and the worker's part that reads them."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item
from lubuk.shared.attachments.actions import claim_files, upload_file
from lubuk.shared.attachments.models import Attachment, Content
from lubuk.shared.attachments.reading import read_next
from lubuk.shared.attachments.tests.makers import a_pdf
from tests.cast import a_draft, fresh, rewrite

RULES = a_pdf("The keys hang at the gate.", "The penstock is closed by two people.", title="Rules")


def a_file(data: bytes = RULES, name: str = "rules.pdf", *, by: Person) -> Attachment:
    return upload_file(io.BytesIO(data), name, by=by)


def said_of(*files: Attachment) -> list[dict[str, str]]:
    """As a version's fields say it."""
    return [{"file": str(file.key), "name": file.name, "about": ""} for file in files]


def a_draft_with(*files: Attachment, by: Person, **more: Any) -> Item:
    item = a_draft(by=by, fields={"_files": said_of(*files)}, **more)
    claim_files(item, by=by)
    return fresh(item)


def an_article_with(*files: Attachment, by: Person, **more: Any) -> Item:
    item = a_draft_with(*files, by=by, **more)
    actions.publish(item, by=by)
    return fresh(item)


def change_files(item: Item, *files: Attachment, by: Person) -> Item:
    """The next version has these files; it is a draft as yet."""
    rewrite(item, by=by, fields={"_files": said_of(*files)})
    item = fresh(item)
    claim_files(item, by=by)
    return item


@pytest.fixture
def read_all() -> Callable[[], None]:
    """Do what the worker does until nothing waits."""

    def read() -> None:
        while read_next():
            pass

    return read


def content_of(file: Attachment) -> Content:
    return Content.objects.get(pk=file.content_id)
