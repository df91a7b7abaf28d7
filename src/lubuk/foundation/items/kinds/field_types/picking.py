"""Naming people, units, subjects and pages in a form: a list to choose from where there are few, words where there
are many. The words are resolved on the server, so that it works without a script; with one the page suggests.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lubuk.foundation.items.kinds.field_types.finding import KEYS, LONGEST_WORD, Finder
from lubuk.foundation.items.kinds.field_types.naming import ITEM, PERSON, SUBJECT, UNIT

FEW = 60  # past that a list is longer than a thumb likes
FEW_BOXES = 12
MOST = 50  # past that it is a register, or a list in the text
LOOKUPS = {ITEM: "items", PERSON: "people", UNIT: "units", SUBJECT: "subjects"}


def find_all(
    sort: str, words: Sequence[str], finder: Finder, of: tuple[str, ...], *, many: bool
) -> list[int]:
    """The ids that the words name, each once. Raises ValidationError with a sentence for each that names none."""
    if len(words) > MOST:
        raise ValidationError(_("Name at most %(most)s here.") % {"most": MOST})
    if len(words) > 1 and not many:
        raise ValidationError(_("Name one only."))
    found, wrong = [], []
    for word in words:
        try:
            found.append(finder.find(sort, word, of))
        except ValidationError as error:
            wrong.append(error)
    if wrong:
        raise ValidationError(wrong)
    return list(dict.fromkeys(found))


def unseen_of(sort: str, ids: list[int], finder: Finder) -> list[int]:
    """Those that this person could not name: gone, left, closed, or not theirs to see."""
    if not ids:
        return []
    seen = set(finder.things(sort).filter(pk__in=ids).values_list("pk", flat=True))
    return [pk for pk in ids if pk not in seen]


class PickerWidget(forms.Widget):
    """A line for one, a line each for several; frontend/src/core/picker.ts suggests while one types."""

    template_name = "ui/picker.html"

    def __init__(self, sort: str, of: tuple[str, ...], *, many: bool) -> None:
        super().__init__()
        self.sort, self.of, self.many = sort, of, many

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        lookup = reverse(f"library:{LOOKUPS[self.sort]}_lookup")
        query = "".join(f"&kind={kind}" for kind in self.of)
        context["widget"].update(many=self.many, lookup=f"{lookup}?{query[1:]}", sort=self.sort)
        return context


class ReferenceField(forms.Field):
    """Cleans to an id or, for `many`, a list of ids, with those that were there unseen still among them."""

    def __init__(
        self, sort: str, finder: Finder, *, many: bool, of: tuple[str, ...], was: list[int], **more: Any
    ) -> None:
        self.sort, self.finder, self.many, self.of = sort, finder, many, of
        self.unseen = unseen_of(sort, was, finder)
        super().__init__(widget=self.widget_for(), **more)

    def widget_for(self) -> forms.Widget:
        few = FEW_BOXES if self.many else FEW
        nodes = list(self.finder.things(self.sort)[: few + 1]) if self.sort in (UNIT, SUBJECT) else []
        if not nodes or len(nodes) > few:
            return PickerWidget(self.sort, self.of, many=self.many)
        options = [(node.slug, indented(node.name, node.depth)) for node in nodes]
        if self.many:
            return forms.CheckboxSelectMultiple(choices=options)
        return forms.Select(choices=[("", _("Choose one")), *options])

    @property
    def is_listed(self) -> bool:
        return not isinstance(self.widget, PickerWidget)

    @property
    def note(self) -> str:
        """What stands here and can't be shown to this person."""
        count = len(self.unseen)
        return (
            ngettext(
                "%(count)s that you can’t see stays here.", "%(count)s that you can’t see stay here.", count
            )
            % {"count": count}
            if count
            else ""
        )

    def prepare_value(self, value: Any) -> Any:
        """Ids as kept become words; words as sent stay as they are."""
        ids = value if isinstance(value, list) else [value]
        if not ids or not all(isinstance(pk, int) for pk in ids):
            return value
        things = self.finder.things(self.sort).in_bulk([pk for pk in ids if pk not in self.unseen])
        key = KEYS[self.sort]
        keys = [(things[pk], getattr(things[pk], key)) for pk in ids if pk in things]
        if self.is_listed:
            return [word for _thing, word in keys] if self.many else next((word for _thing, word in keys), "")
        return "\n".join(f"{thing} ({word})" for thing, word in keys)

    def clean(self, value: Any) -> Any:
        sent = value if isinstance(value, list) else str(value or "").splitlines()
        words = [word for word in map(str.strip, sent) if word]
        if any("\0" in word or len(word) > LONGEST_WORD for word in words):
            raise ValidationError(_("That is too long for a name. Write a shorter one."))
        found = find_all(self.sort, words, self.finder, self.of, many=self.many)
        kept = [*found, *(pk for pk in self.unseen if pk not in found)]
        return kept if self.many else next(iter(kept), None)


def indented(name: str, depth: int) -> str:
    return "\N{EM SPACE}" * max(depth, 0) + name
