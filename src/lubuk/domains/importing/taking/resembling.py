"""Which items the pages of a source look like: the same file attached to one, or nearly the same text."""

from __future__ import annotations

from collections.abc import Iterable

from lubuk.domains.importing.pages import Page
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from lubuk.foundation.richtext.plain import to_text
from lubuk.shared.attachments.models import Attachment
from lubuk.shared.attachments.permissions import can_see_file
from lubuk.shared.likeness.finding import twin_of
from lubuk.shared.search.engine import NoIndex


def resembled(pages: Iterable[Page], by: Person) -> dict[str, int]:
    """Ids of items by the path of the page, of those that whoever brings it in may see."""
    pages = list(pages)
    same_file = with_the_file((page.digest for page in pages if page.files), by)
    found = {page.path: same_file.get(page.digest) or twin(page, by) for page in pages}
    return {path: item_id for path, item_id in found.items() if item_id}


def with_the_file(digests: Iterable[str], by: Person) -> dict[str, int]:
    """By digest: a published item that the very same file hangs on."""
    seen = Item.objects.published().visible_to(by).order_by().values("pk")
    attached = Attachment.objects.filter(content__digest__in=list(digests), item__in=seen)
    files = attached.select_related("content", "item")
    return {file.content.digest: file.item_id for file in files if file.item_id and can_see_file(by, file)}


def twin(page: Page, by: Person) -> int | None:
    text = f"{page.summary}\n{to_text(page.body)}"
    try:
        found = twin_of(page.title, text, by, language=page.language or "")
    except NoIndex:
        return None
    return found.item_id if found else None
