"""Texts written out for the layout: the tree of `foundation/richtext` as plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _

from lubuk.domains.library.enclosures import about_file, is_picture
from lubuk.domains.library.leaves import Leaf
from lubuk.foundation.richtext.building import built
from lubuk.foundation.richtext.tree import Block, Break, Inline, Picture, Text, plain_text
from lubuk.shared.attachments.actions import ID
from lubuk.shared.attachments.models import Attachment
from lubuk.shared.attachments.showing import ShownFile

SHOWN = {
    "image/webp": "webp", "image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/svg+xml": "svg",
}  # fmt: skip
DEEPEST = 5  # the lowest heading that the layout has a size for
WIDEST = 60  # columns; more is no table for paper

type Said = dict[str, Any]


class Texts:
    """Writes texts out, and remembers the pictures that they show."""

    def __init__(self) -> None:
        self.pictures: dict[str, Callable[[], bytes]] = {}
        self._may: dict[int, Attachment] = {}
        self._level = 1

    def of(self, leaf: Leaf, *, below: int) -> list[Said]:
        """The whole text of an item, its headings below one of this level."""
        self._may, self._level = leaf.pictures, below
        said: list[Said] = []
        for part in leaf.reading.facts:
            said += self.fact(part.label, self.blocks(part.html, below))
        for part in leaf.reading.parts:
            said += [self.heading(part.label, below), *self.blocks(part.html, below + 1)]
        if leaf.reading.body and leaf.reading.parts and leaf.reading.body_label:
            said.append(self.heading(leaf.reading.body_label, below))
            said += self.blocks(leaf.reading.body, below + 1)
        else:
            said += self.blocks(leaf.reading.body, below)
        return [*said, *self.files(leaf, below=below)]

    def files(self, leaf: Leaf, *, below: int) -> list[Said]:
        """Their names, with where they are; pictures as they look."""
        return [self.heading(_("Files"), below), *map(self.file, leaf.files)] if leaf.files else []

    def file(self, file: ShownFile) -> Said:
        attachment = file.attachment
        site = settings.CONFIGURATION.url.rstrip("/")
        name = {"text": attachment.given_name, "marks": [], "href": f"{site}{attachment.get_absolute_url()}"}
        runs = [name, {"text": f" ({about_file(file)})", "marks": []}]
        if not is_picture(file):
            return {"name": "p", "runs": runs}
        kept, preview = f"file-{attachment.pk}.webp", attachment.content.preview
        self.pictures[kept] = lambda: bytes_of(preview)
        alt, width = file.about or attachment.given_name, min(attachment.content.width or 600, 600) // 2
        return {"name": "figure", "picture": kept, "alt": alt, "width": width, "runs": runs}

    def fact(self, label: str, value: list[Said]) -> list[Said]:
        """A short field on the line of its label."""
        line = {"text": f"{label}: ", "marks": ["strong"]}
        if value and value[0]["name"] == "p":
            return [{**value[0], "runs": [line, *value[0]["runs"]]}, *value[1:]]
        return [{"name": "p", "runs": [line]}, *value]

    def heading(self, words: str, above: int) -> Said:
        self._level = min(above + 1, DEEPEST)
        return {
            "name": "heading",
            "level": self._level,
            "outlined": False,
            "runs": [{"text": words, "marks": []}],
        }

    def blocks(self, html: str, below: int) -> list[Said]:
        self._level = below
        return [said for block in built(html).children for said in self.block(block, below)]

    def block(self, block: Block, below: int) -> list[Said]:
        name = block.name
        if name in ("h2", "h3", "h4"):
            # A heading may go one step down from the one before it, not two: PDF/UA, 7.4.2.
            self._level = min(below + int(name[1]) - 1, self._level + 1, DEEPEST)
            return [
                {"name": "heading", "level": self._level, "outlined": False, "runs": self.inline(block.runs)}
            ]
        if name in ("ul", "ol"):
            return [{"name": name, "items": [self.flow(item, below) for item in block.children]}]
        if name == "pre":
            return [{"name": "pre", "text": plain_text(block.runs)}]
        if name == "hr":
            return [{"name": "hr"}]
        if name == "blockquote":
            return [{"name": "blockquote", "children": self.flow(block, below)}]
        if name == "div":
            return self.callout(block, below)
        if name == "figure":
            return self.figure(block)
        if name == "table":
            return [self.table(block, below)]
        return [{"name": "p", "runs": self.inline(block.runs)}] if block.runs else []

    def flow(self, block: Block, below: int) -> list[Said]:
        """Its own line, then what stands in it."""
        line = [{"name": "p", "runs": self.inline(block.runs)}] if block.runs else []
        return [*line, *(said for child in block.children for said in self.block(child, below))]

    def callout(self, block: Block, below: int) -> list[Said]:
        tone = block.attributes.get("data-callout")
        if tone is None:
            return self.flow(block, below)
        names = {"note": _("Note"), "good": _("Good"), "ask": _("Question"), "bad": _("Take care")}
        return [{"name": "callout", "label": names.get(tone, _("Note")), "children": self.flow(block, below)}]

    def figure(self, block: Block) -> list[Said]:
        caption = [run for child in block.children if child.name == "figcaption" for run in child.runs]
        picture = next((run for run in block.runs if isinstance(run, Picture)), None)
        kept = self.picture(picture) if picture else None
        if picture is None or kept is None:
            return [{"name": "p", "runs": self.inline([*block.runs, *caption])}]
        about = dict(picture.attributes)
        width = int(about.get("width") or 600) // 2
        alt = about["alt"] or plain_text(caption) or _("Picture")
        said = {"name": "figure", "picture": kept, "alt": alt, "width": width}
        return [{**said, "runs": self.inline(caption)}]

    def picture(self, picture: Picture) -> str | None:
        """The name that the picture goes by in the folder, where this reader may see it."""
        parts = dict(picture.attributes)["src"].split("/")
        number = int(parts[2]) if len(parts) > 3 and ID.fullmatch(parts[2]) else 0
        kept = self._may.get(number)
        if kept is None or kept.media_type not in SHOWN:
            return None
        name = f"{number}.{SHOWN[kept.media_type]}"
        self.pictures[name] = lambda: content_of(kept)
        return name

    def table(self, block: Block, below: int) -> Said:
        head = [row for part in block.children if part.name == "thead" for row in part.children]
        body = [row for part in block.children if part.name != "thead" for row in part.children]
        placed = [*self.grid(head, 0, below), *self.grid(body, len(head), below)]
        return {
            "name": "table",
            "columns": max((cell["x"] + cell["colspan"] for cell in placed), default=1),
            "head": [cell for cell in placed if cell["y"] < len(head)],
            "body": [cell for cell in placed if cell["y"] >= len(head)],
        }

    def grid(self, rows: list[Block], first: int, below: int) -> list[Said]:
        """Each cell at its place, as HTML finds it (4.9.12.1): the next one that no cell from above reaches into."""
        placed: list[Said] = []
        taken: set[tuple[int, int]] = set()
        for y, row in enumerate(rows):
            x = 0
            for one in row.children:
                while (x, y) in taken:
                    x += 1
                if x >= WIDEST:
                    break
                wide = min(span(one, "colspan"), WIDEST - x)
                while wide > 1 and any((x + n, y) in taken for n in range(wide)):
                    wide -= 1
                high = min(span(one, "rowspan"), len(rows) - y)
                taken |= {(x + right, y + down) for right in range(wide) for down in range(high)}
                placed.append(cell(self.flow(one, below), x, first + y, wide, high, strong=one.name == "th"))
        return placed

    def inline(self, runs: Iterable[Inline]) -> list[Said]:
        return [said for run in runs if (said := self.run(run))]

    def run(self, run: Inline) -> Said:
        if isinstance(run, Break):
            return {"break": True}
        if isinstance(run, Picture):
            about, kept = dict(run.attributes), self.picture(run)
            if kept:
                return {"picture": kept, "alt": about["alt"] or _("Picture")}
            return {"text": about["alt"], "marks": ["em"]}
        return self.words(run)

    def words(self, run: Text) -> Said:
        said: Said = {"text": run.text, "marks": [mark.name for mark in run.marks]}
        address = next((dict(mark.attributes).get("href", "") for mark in run.marks if mark.name == "a"), "")
        if address.startswith("/"):
            address = f"{settings.CONFIGURATION.url.rstrip('/')}{address}"
        if address and not address.startswith("#"):
            said["href"] = address
        return said


def span(block: Block, name: str) -> int:
    return int(block.attributes.get(name, "1"))


def cell(children: list[Said], x: int, y: int, wide: int = 1, high: int = 1, *, strong: bool = False) -> Said:
    return {"children": children, "x": x, "y": y, "colspan": wide, "rowspan": high, "strong": strong}


def para(words: str) -> Said:
    return {"name": "p", "runs": [{"text": words, "marks": []}]}


def content_of(attachment: Attachment) -> bytes:
    return bytes_of(attachment.file)


def bytes_of(kept: FieldFile) -> bytes:
    with kept.open("rb") as file:
        return bytes(file.read())
