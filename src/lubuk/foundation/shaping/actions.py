"""Writing a kind or a flow, and putting it in force.

A draft is always one that could be put in force when it was saved; what is wrong is said instead, and nothing is stored.
"""

from __future__ import annotations

from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.announcing import announce
from lubuk.foundation.refusal import Refused, require
from lubuk.foundation.shaping.announcements import GivenBack, PutInForce
from lubuk.foundation.shaping.following import follow
from lubuk.foundation.shaping.models import Definition, DefinitionVersion, Edition
from lubuk.foundation.shaping.permissions import can_shape
from lubuk.foundation.shaping.plain import plain
from lubuk.foundation.shaping.texts import Name, Texts, check, own_texts, read_with, shipped


class Overtaken(Refused):
    """Somebody else changed it since it was opened."""


@transaction.atomic
def save_draft(name: Name, text: str, *, by: Person, revision: int) -> Definition:
    """`revision` is the one that was opened, 0 for a new one. Raises PackError with all that is wrong, and Overtaken."""
    require(can_shape(by))
    check(name, text)
    definition = opened(name, by, revision)
    definition.draft = text.replace("\r\n", "\n")
    touch(definition, by)
    definition.save(update_fields=["draft", "revision", "changed_at", "changed_by"])
    return definition


@transaction.atomic
def discard_draft(name: Name, *, by: Person, revision: int) -> None:
    require(can_shape(by))
    definition = opened(name, by, revision)
    definition.draft = ""
    touch(definition, by)
    definition.save(update_fields=["draft", "revision", "changed_at", "changed_by"])
    if not definition.versions.exists():
        definition.delete()


@transaction.atomic
def put_in_force(name: Name, *, by: Person, revision: int) -> DefinitionVersion:
    """The draft counts from now on, in every process. Raises PackError when something else has changed meanwhile."""
    require(can_shape(by))
    definition = opened(name, by, revision)
    if not definition.draft:
        raise Refused(_("There is no draft. Change something first."))
    check(name, definition.draft)
    before, version = number_of(definition), keep(definition, definition.draft, by)
    definition.draft = ""
    definition.in_force = version
    touch(definition, by)
    definition.save()
    renew_edition()
    announce(PutInForce(by=by, about=str(definition), from_state=before, to_state=str(version.number)))
    return version


@transaction.atomic
def bring_in(texts: Texts, *, by: Person) -> int:
    """All texts of a pack at once, in force together; answers how many were new or other than what is in force.

    Raises PackError, and Refused where somebody has a draft of one of them.
    """
    require(can_shape(by))
    own = own_texts()
    read_with({**own, **texts})
    changed = {name: text for name, text in texts.items() if is_news(name, text, own)}
    for name, text in changed.items():
        sort, key = name
        row = Definition.objects.select_for_update().filter(sort=sort, key=key).first()
        if row and row.draft:
            raise Refused(
                _("There is a draft of %(name)s. Put it in force or throw it away first.") % {"name": key}
            )
        take(row or Definition(sort=sort, key=key), text, by)
    if changed:
        renew_edition()
    return len(changed)


def is_news(name: Name, text: str, own: Texts) -> bool:
    now = own[name] if name in own else shipped()[name].text if name in shipped() else ""
    return not now or plain(now) != plain(text)


def take(definition: Definition, text: str, by: Person) -> None:
    before = number_of(definition)
    touch(definition, by)
    definition.save()
    definition.in_force = keep(definition, text, by)
    definition.save(update_fields=["in_force"])
    to = str(definition.in_force.number)
    announce(PutInForce(by=by, about=str(definition), from_state=before, to_state=to))


@transaction.atomic
def give_back(name: Name, *, by: Person, revision: int) -> None:
    """The shipped kind or flow counts again. One that only this installation has is used for nothing new any more."""
    require(can_shape(by))
    definition = opened(name, by, revision)
    if definition.in_force is None:
        raise Refused(_("It is as it was shipped already."))
    read_with({other: text for other, text in own_texts().items() if other != name})
    before = number_of(definition)
    keep(definition, "", by)
    definition.in_force = None
    touch(definition, by)
    definition.save()
    renew_edition()
    announce(GivenBack(by=by, about=str(definition), from_state=before))


def opened(name: Name, by: Person, revision: int) -> Definition:
    """The row, held until the end: of two officers who press at once the second is told."""
    sort, key = name
    definition, _new = Definition.objects.select_for_update().get_or_create(
        sort=sort, key=key, defaults={"changed_by": by}
    )
    if definition.revision != revision:
        raise Overtaken(
            _("%(name)s changed this while you had it open. Look at the newest one and do yours again.")
            % {"name": definition.changed_by.name}
        )
    return definition


def touch(definition: Definition, by: Person) -> None:
    definition.revision += 1
    definition.changed_at, definition.changed_by = timezone.now(), by


def keep(definition: Definition, text: str, by: Person) -> DefinitionVersion:
    last = definition.versions.first()
    return DefinitionVersion.objects.create(
        definition=definition, number=last.number + 1 if last else 1, text=text, by=by
    )


def number_of(definition: Definition) -> str:
    return str(definition.in_force.number) if definition.in_force else ""


def renew_edition() -> None:
    """Not a counter: one that an undone transaction had reached would come again and mean something else."""
    Edition.objects.update_or_create(pk=1, defaults={"stamp": uuid4().hex})
    transaction.on_commit(follow)
