"""What the columns of a register can be: of every item, and of which types they are ordered and asked, and how."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Name, type, words. A field of the kind with the same name goes before it.
OF_EVERY_ITEM: dict[str, tuple[str, Promise]] = {
    "number": ("text", _("Number")),
    "title": ("text", _("Title")),
    "unit": ("unit", _("Unit")),
    "subjects": ("subject", _("Subjects")),
    "owner": ("person", _("Owner")),
    "published": ("date", _("Published")),
    "changed": ("date", _("Last changed")),
    "check_by": ("date", _("Check by")),
}
# How a column of each type is asked; a type of a floor above that is not here is asked only whether it is filled.
ASKED = {
    "text": "words", "long-text": "words", "rich-text": "words", "link": "words", "place": "words", "person": "words",
    "number": "amounts", "money": "amounts", "date": "days", "period": "days",
    "choice": "any", "choices": "any", "yes-no": "any", "unit": "below", "subject": "below",
}  # fmt: skip
UNORDERED = ("item", "rows")  # titles that not every reader may see; tables


def has_few_answers(type_name: str) -> bool:
    """Whether a filter can show them, each with its count."""
    return ASKED.get(type_name) in ("any", "below")
