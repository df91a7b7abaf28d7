"""What the forms of all parts share. Those of fields and columns are in `field_forms`, of flows in `flow_forms`."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.utils.text import slugify

from lubuk.domains.kinds.forms import Said, ShapingForm
from lubuk.domains.kinds.opening import Opened

LONGEST_NAME_OF_PART = 40


def as_is(value: Any) -> Any:
    return value


class PartForm(ShapingForm):
    """A part that is there (`name`) or a new one, whose name is made of its words, once and for good."""

    id_key = ""  # what its name stands under in the text
    labels_key = "name"  # … and its words
    joint = "-"  # between the words of a name

    def __init__(self, opened: Opened, said: Said, name: str, *args: Any, **kwargs: Any) -> None:
        self.opened, self.name = opened, name
        super().__init__(said, opened.revision, *args, **kwargs)
        self.ask()

    def ask(self) -> None:
        raise NotImplementedError

    def into(self, taken: set[str]) -> Said:
        """The part as the form says it. `taken`: names that something else has or had."""
        name = self.name or free_name(self.words(self.labels_key), taken, self.joint)
        return {self.id_key: name, **self.answered()}

    def answered(self) -> Said:
        raise NotImplementedError


def free_name(words: dict[str, str], taken: set[str], joint: str) -> str:
    """In the first language's words. What once had a name keeps it: what was written under it would turn up."""
    first = words.get(settings.LANGUAGES[0][0], "")
    plain = slugify(first).replace("-", joint)[: LONGEST_NAME_OF_PART - 4].strip(joint)
    stem = plain if re.match(r"[a-z]..*", plain) else f"part{joint}{plain}".strip(joint)
    return next(
        name for number in range(1, 1000) if (name := f"{stem}{number if number > 1 else ''}") not in taken
    )
