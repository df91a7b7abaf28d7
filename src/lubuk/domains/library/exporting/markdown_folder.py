"""A folder of Markdown files, in a ZIP: a file an item, its facts in front, pictures and files beside, links kept.

`lubuk import` reads it again, and so does whatever else reads Markdown. What Markdown can't say (which files hang on
which page, which pages a collection holds and in what order, which page
replaces which) stands in `lubuk.json`.
"""

from __future__ import annotations

import json
import secrets
import zipfile
from collections.abc import Callable
from itertools import batched
from typing import Any, BinaryIO

import yaml
from django.utils import timezone
from django.utils.text import slugify

from lubuk.domains.library.citing import stable_address
from lubuk.domains.library.enclosures import list_of_files, path_of_file, take_files
from lubuk.domains.library.exporting.pages import picture_name, standing_alone, story, story_of
from lubuk.domains.library.exporting.scope import Scope
from lubuk.domains.library.leaves import AT_A_TIME, Leaf, leaves
from lubuk.domains.library.printing.texts import content_of
from lubuk.foundation.items.kinds.conditions import written
from lubuk.foundation.items.kinds.files import FILES
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Item, Link
from lubuk.foundation.richtext.markdown import to_markdown
from lubuk.shared.attachments.showing import ShownFile

FILES_FROM_HERE = "<!-- lubuk: files -->"  # below it is no text of the page's own
TEXT_FROM_HERE = "<!-- lubuk: text -->"  # above it are fields that the index has, too

# Types of fields whose values mean the same elsewhere: no people, places and pages of this installation, no texts that
# speak of them, and no tables, which may hold them.
MEAN_THE_SAME = frozenset(
    ("text", "long-text", "number", "money", "date", "period", "choice", "choices", "yes-no", "link", "place")
)

type Said = dict[str, Any]


def write_markdown(to: BinaryIO, scope: Scope, progress: Callable[[int], None]) -> None:
    there: set[str] = set()  # names of pictures and files, which several texts may show
    pages: dict[str, Said] = {}
    paths: dict[int, str] = {}
    replaced: dict[str, list[int]] = {}
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as folder:
        for done, leaf in enumerate(leaves(scope.ids(), scope.reader), start=1):
            path = paths[leaf.item.pk] = path_of(leaf.item)
            folder.writestr(path, markdown_of(leaf, scope))
            if leaf.files:
                pages[path] = {"files": [said_of(file) for file in leaf.files], **of_its_kind(leaf)}
            if leaf.replaces:
                replaced[path] = [item.pk for item in leaf.replaces]
            for attachment in leaf.pictures.values():
                name = picture_name(attachment)
                if name and name not in there:
                    there.add(name)
                    folder.writestr(f"pictures/{name}", content_of(attachment), zipfile.ZIP_STORED)
            take_files(folder, leaf, there)
            progress(done)
        for whole, parts in orders(paths).items():
            pages.setdefault(whole, {})["holds"] = parts
        for path, ids in replaced.items():
            if along := [paths[pk] for pk in ids if pk in paths]:
                pages.setdefault(path, {})["replaces"] = along
        index = json.dumps({"lubuk": 1, "pages": pages}, ensure_ascii=False, indent=1)
        folder.writestr("lubuk.json", index)


def said_of(file: ShownFile) -> Said:
    attachment = file.attachment
    said = {"path": path_of_file(attachment), "name": attachment.given_name, "about": file.about}
    return {**said, "field": file.field} if file.field != FILES.name else said


def of_its_kind(leaf: Leaf) -> Said:
    """For a page whose files stand in fields of its kind: it comes back as that kind, with what is filled in."""
    return {"kind": leaf.item.kind, "fields": plain_fields(leaf)} if stands_in_fields(leaf) else {}


def stands_in_fields(leaf: Leaf) -> bool:
    return any(file.field != FILES.name for file in leaf.files)


def plain_fields(leaf: Leaf) -> dict[str, str]:
    """As cells, of the types that mean the same in every installation."""
    return {
        definition.name: field_type.to_plain(value, definition)
        for definition, field_type, value in written(kind_of(leaf.item), leaf.version.fields)
        if definition.type in MEAN_THE_SAME
    }


def orders(paths: dict[int, str]) -> dict[str, list[str]]:
    """What each collection among these holds, in its order, by their paths: of those that go along, and no others."""
    held: dict[str, list[str]] = {}
    for some in batched(paths, AT_A_TIME):
        parts = Link.objects.parts().filter(source__in=some).order_by("source", "position", "pk")
        for whole, part in parts.values_list("source_id", "target_id"):
            if part in paths:
                held.setdefault(paths[whole], []).append(paths[part])
    return held


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

    def text_of(html: str) -> str:
        alone = standing_alone(html, pictures=leaf.pictures, folder=f"{token}pictures/", item_address=address)
        return to_markdown(alone)

    files = list_of_files(leaf, token)
    facts = yaml.safe_dump(front_matter(leaf), allow_unicode=True, sort_keys=False, width=1000)
    told = plain_fields(leaf) if stands_in_fields(leaf) else {}
    text = text_of(story(leaf, but=told))
    if told:
        text = f"{text_of(story_of(leaf, told))}\n{TEXT_FROM_HERE}\n\n{text}"
    if files:
        text = f"{text}\n{FILES_FROM_HERE}\n\n{to_markdown(files)}"
    return f"---\n{facts}---\n\n{text.replace(token, '../')}"


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
        "replaces": [old.number for old in leaf.replaces],
        "address": stable_address(item),
    }
    return {name: value for name, value in said.items() if value not in ("", None, [])}


def day(moment: Any) -> Any:
    return timezone.localdate(moment) if moment else None
