"""What several tests of shaping begin with."""

from __future__ import annotations

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.shaping import actions
from lubuk.foundation.shaping.following import follow
from lubuk.foundation.shaping.models import Definition
from lubuk.foundation.shaping.texts import Name, shipped

GUIDE: Name = ("kind", "guide")
REVIEWED: Name = ("flow", "reviewed")
TOUR: Name = ("kind", "tour")
A_TOUR = """\
kind: tour
name: {en: Study tour, id: Studi banding}
plural: {en: Study tours, id: Studi banding}
purpose: {en: What you saw elsewhere., id: Yang Anda lihat di tempat lain.}
flow: open
"""


def guide_with(old: str, new: str) -> str:
    """The shipped guide, one thing in it changed."""
    text = shipped()[GUIDE].text
    assert old in text
    return text.replace(old, new)


def guide_without_time() -> str:
    """The shipped guide without its second field."""
    before, _field, rest = shipped()[GUIDE].text.partition("  - field: steps_time")
    return before + rest[rest.index("complete:") :]


def revision(name: Name) -> int:
    row = Definition.objects.filter(sort=name[0], key=name[1]).first()
    return row.revision if row else 0


def a_shaped_kind(name: Name, text: str, *, by: Person) -> None:
    """Written and put in force, and this process knows it."""
    actions.save_draft(name, text, by=by, revision=revision(name))
    actions.put_in_force(name, by=by, revision=revision(name))
    follow()
