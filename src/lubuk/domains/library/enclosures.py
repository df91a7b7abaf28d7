"""The files of a text as they go along: each once, in a folder of their own, under a name that every disk can keep."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import PurePath

from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _

from lubuk.domains.library.leaves import Leaf
from lubuk.shared.attachments.models import Attachment
from lubuk.shared.attachments.showing import ShownFile


def path_of_file(attachment: Attachment) -> str:
    """With its number, so that two files of one name are two; the letters of ASCII alone."""
    name = PurePath(attachment.given_name)
    ending = slugify(name.suffix.removeprefix("."))[:10]
    stem = f"{attachment.pk}-{slugify(name.stem)[:60] or 'file'}"
    return f"files/{stem}.{ending}" if ending else f"files/{stem}"


def take_files(archive: zipfile.ZipFile, leaf: Leaf, there: set[str]) -> None:
    """Not packed: most files are packed already, and a recording would take minutes. `there` has what was taken."""
    for file in leaf.files:
        name = path_of_file(file.attachment)
        if name in there:
            continue
        there.add(name)
        with (
            file.attachment.file.open("rb") as kept,
            archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as place,
        ):
            shutil.copyfileobj(kept, place)


def about_file(file: ShownFile) -> str:
    """What it is, how large, and what its writer says of it."""
    facts = [file.format_name, filesizeformat(file.attachment.content.size), file.about]
    return " · ".join(fact.replace("\xa0", " ") for fact in facts if fact)


def is_picture(file: ShownFile) -> bool:
    """There is a small picture of it that was made here, and so can be set without a thought."""
    return file.family == "picture" and bool(file.attachment.content.preview)


def list_of_files(leaf: Leaf, folder: str) -> SafeString:
    """As HTML of the subset; `folder` leads to where the files lie. Nothing where there are none."""
    if not leaf.files:
        return SafeString()
    rows = (
        (f"{folder}{path_of_file(file.attachment)}", file.attachment.given_name, about_file(file))
        for file in leaf.files
    )
    lines = format_html_join("", '<li><a href="{}">{}</a> ({})</li>', rows)
    return format_html("<h2>{}</h2><ul>{}</ul>", _("Files"), lines)
