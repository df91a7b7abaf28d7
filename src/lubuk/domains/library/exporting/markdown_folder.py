"""A folder of Markdown files, in a ZIP: a file an item, its facts in front, pictures beside, links between them kept.

`lubuk import` reads it again, and so does whatever else reads Markdown.
"""

from __future__ import annotations

import secrets
import zipfile
from collections.abc import Callable
from typing import Any, BinaryIO

import yaml
from django.utils import timezone
from django.utils.text import slugify

from lubuk.domains.library.citing import stable_address
from lubuk.domains.library.exporting.pages import picture_name, standing_alone, story
from lubuk.domains.library.exporting.scope import Scope
from lubuk.domains.library.leaves import Leaf, leaves
from lubuk.domains.library.printing.texts import content_of
from lubuk.foundation.items.models import Item
from lubuk.foundation.richtext.markdown import to_markdown


def write_markdown(to: BinaryIO, scope: Scope, progress: Callable[[int], None]) -> None:
    there: set[str] = set()  # names of pictures, which several texts may show
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as folder:
        for done, leaf in enumerate(leaves(scope.ids(), scope.reader), start=1):
            folder.writestr(path_of(leaf.item), markdown_of(leaf, scope))
            for attachment in leaf.pictures.values():
                name = picture_name(attachment)
                if name and name not in there:
                    there.add(name)
                    folder.writestr(f"pictures/{name}", content_of(attachment), zipfile.ZIP_STORED)
            progress(done)


def path_of(item: Item) -> str:
    """Always one folder deep, so that every other file is at `../`."""
    return f"{item.kind}/{item.number}-{slugify(item.title)[:60] or 'page'}.md"


def markdown_of(leaf: Leaf, scope: Scope) -> str:
    # Links inside the folder are no addresses that a text may keep, so they go through the writer as paths under a
    # name that no text knows, and become what they are at the end.
    token = f"/files/{secrets.token_hex(8)}/"

    def address(pk: int) -> str | None:
        item = leaf.mentioned.get(pk)
        return f"{token}{path_of(item)}" if item and scope.holds(item) else None

    html = standing_alone(
        story(leaf), pictures=leaf.pictures, folder=f"{token}pictures/", item_address=address
    )
    facts = yaml.safe_dump(front_matter(leaf), allow_unicode=True, sort_keys=False, width=1000)
    return f"---\n{facts}---\n\n{to_markdown(html).replace(token, '../')}"


def front_matter(leaf: Leaf) -> dict[str, Any]:
    item, version = leaf.item, leaf.version
    said = {
        "title": version.title,
        "summary": " ".join(version.summary.split()),
        "number": item.number,
        "kind": item.kind,
        "language": item.language,
        "unit": item.unit.name,
        "section": item.section.name if item.section else "",
        "owner": item.owner.name,
        "authors": leaf.writers[1:],
        "subjects": leaf.subjects,
        "tags": leaf.tags,
        "audience": item.audience,
        "version": version.number,
        "published": day(item.published_at),
        "changed": day(version.published_at),
        "endorsed": day(item.endorsed_at),
        "check_by": item.check_by,
        "address": stable_address(item),
    }
    return {name: value for name, value in said.items() if value not in ("", None, [])}


def day(moment: Any) -> Any:
    return timezone.localdate(moment) if moment else None
