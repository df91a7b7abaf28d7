"""Own kinds and flows as a pack in a ZIP, and files of packs read back, one or many."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from lubuk.foundation.items.kinds.marked import compose_text
from lubuk.foundation.items.kinds.problems import PackError, Problem
from lubuk.foundation.refusal import Refused
from lubuk.foundation.shaping.texts import MOST_BYTES, OWN, Name, Texts, name_in, own_texts

PACK = "pack.yaml"
PACK_TEXT = "pack: own\nname: {en: Our own, id: Buatan sendiri}\n"
MOST_FILES = 200  # kinds and flows of a pack; those that are shipped have 14
THAT_DAY = (1980, 1, 1, 0, 0, 0)  # the same pack is the same file whenever it is made


def packed() -> bytes:
    """What is in force of our own, as a folder that can be put among the packs of another installation."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        texts = {f"{sort}-{key}.yaml": text for (sort, key), text in sorted(own_texts().items())}
        for name, text in {PACK: PACK_TEXT, **texts}.items():
            file.writestr(zipfile.ZipInfo(f"own/{name}", THAT_DAY), text)
    return held.getvalue()


def unpacked(content: bytes, name: str) -> Texts:
    """The texts of a YAML file or of a ZIP of them. Raises Refused, and PackError for a text that is no kind or flow."""
    problems: list[Problem] = []
    found: dict[Name, str] = {}
    for path, text in files_of(content, name):
        m = compose_text(text, OWN / path, problems)
        if m is None:
            continue
        called = name_in(m) if m.is_mapping else ("", "")
        if not called[1] or called in found:
            m.wrong('should begin with "kind:" or "flow:", each of them once')
        found[called] = text
    if problems:
        raise PackError(problems)
    if not found:
        raise Refused(_("There is no kind and no flow in this file."))
    return found


def files_of(content: bytes, name: str) -> list[tuple[str, str]]:
    if not content.startswith(b"PK"):
        return [(PurePosixPath(name).name, decoded(content))]
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            inside = [each for each in file.infolist() if is_text(each.filename)]
            if len(inside) > MOST_FILES:
                raise Refused(_("A pack holds at most %(most)s kinds and flows.") % {"most": MOST_FILES})
            return [(PurePosixPath(each.filename).name, decoded(read_some(file, each))) for each in inside]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise Refused(_("This ZIP can’t be opened. Make it anew, without a password.")) from error


def is_text(name: str) -> bool:
    path = PurePosixPath(name)
    return path.suffix in (".yaml", ".yml") and path.name != PACK and not path.name.startswith(".")


def read_some(file: zipfile.ZipFile, each: zipfile.ZipInfo) -> bytes:
    """No more than a text may have and a byte, whatever the ZIP says of its size."""
    with file.open(each) as opened:
        return opened.read(MOST_BYTES + 1)


def decoded(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise Refused(_("A kind or flow has at most %(most)s kB.") % {"most": MOST_BYTES // 1000})
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(_("This is no text. Save it as UTF-8.")) from error
