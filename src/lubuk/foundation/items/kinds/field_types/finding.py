"""What a person means by the words they type for a colleague, a unit, a subject or a page."""

from __future__ import annotations

import re
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Person, Reader
from lubuk.foundation.items.kinds.field_types.naming import ITEM, PERSON, SUBJECT, UNIT
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.units.models import Unit

LONGEST_WORD = 400
MOST_OFFERED = 5
KEY = re.compile(r"\(([^()]+)\)$")  # the end of "Ratna Halimun (ratna)"
KEYS = {ITEM: "number", PERSON: "username", UNIT: "slug", SUBJECT: "slug"}


class Finder:
    """Finds things among those that this reader may name; what they may not see is unknown to it.

    It remembers its answers, so that a column of 100,000 cells asks the database once a word.
    """

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.found: dict[tuple[str, str, tuple[str, ...]], int] = {}

    def find(self, sort: str, words: str, of: tuple[str, ...] = ()) -> int:
        """The id of what the words name: by its key alone or in brackets at the end, or by its whole name.

        Raises ValidationError, with the nearest things that the reader may see.
        """
        asked = (sort, words, of)
        if asked not in self.found:
            self.found[asked] = self.ask(sort, " ".join(words.split())[:LONGEST_WORD], of)
        return self.found[asked]

    def ask(self, sort: str, words: str, of: tuple[str, ...]) -> int:
        things, key = self.things(sort, of), KEYS[sort]
        at_the_end = KEY.search(words)
        for word in [at_the_end[1].strip(), words] if at_the_end else [words]:
            if found := list(things.filter(**{f"{key}__iexact": word}).values_list("pk", flat=True)[:1]):
                return int(found[0])
        same, like = self.called(sort, words, things)
        if len(same) == 1:
            return int(same[0].pk)
        offered = [f"{thing} ({getattr(thing, key)})" for thing in [*same, *like][:MOST_OFFERED]]
        raise ValidationError(not_found(sort, words, offered))

    def things(self, sort: str, of: tuple[str, ...] = ()) -> QuerySet[Any]:
        """All that the reader may name of a sort."""
        if sort == PERSON:
            return Person.objects.filter(is_active=True)
        if sort == UNIT:
            return Unit.objects.filter(closed_at=None)
        if sort == SUBJECT:
            return Subject.objects.all()
        items: Any = apps.get_model("items", "Item")._default_manager
        seen: QuerySet[Any] = items.visible_to(self.reader)
        return seen.filter(kind__in=of) if of else seen

    def called(self, sort: str, words: str, things: QuerySet[Any]) -> tuple[list[Any], list[Any]]:
        """Those of exactly this name, and those whose name is like it."""
        if sort in (UNIT, SUBJECT):
            return called_in_any_language(words, things)
        if sort == PERSON and not standing(self.reader).is_staff:
            return [], []  # who is no colleague goes by user names, and is not shown who there is
        name = "name" if sort == PERSON else "title"
        same = things.filter(**{f"{name}__iexact": words})[:MOST_OFFERED]
        like = things.filter(~Q(**{f"{name}__iexact": words}), **{f"{name}__icontains": words})
        return list(same), list(like[:MOST_OFFERED])


def called_in_any_language(words: str, nodes: QuerySet[Any]) -> tuple[list[Any], list[Any]]:
    """Labels are JSON, which the two databases search differently; of units and subjects there are hundreds."""
    wanted = words.casefold()
    labels = [(node, [label.casefold() for label in node.labels.values()]) for node in nodes]
    same = [node for node, names in labels if wanted in names]
    like = [node for node, names in labels if node not in same and any(wanted in name for name in names)]
    return same, like


def not_found(sort: str, words: str, offered: list[str]) -> str:
    said = {"words": words, "offered": ", ".join(offered)}
    if offered:
        return _("“%(words)s” may mean several, or none exactly. Did you mean: %(offered)s?") % said
    return sentence(sort) % said


def sentence(sort: str) -> str:
    return {
        ITEM: _("There is no page “%(words)s” that you can see. Use its number, such as GD-2026-0001."),
        PERSON: _("Nobody here is called “%(words)s”. Use the user name."),
        UNIT: _("There is no unit “%(words)s”. Use its name as the library shows it."),
        SUBJECT: _("There is no subject “%(words)s”. Use its name as the library shows it."),
    }[sort]
