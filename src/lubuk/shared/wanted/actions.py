"""Asking, joining, answering, and telling those who asked."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.announcing import announce
from lubuk.foundation.items.actions.acting import act
from lubuk.foundation.items.actions.beginning import begin
from lubuk.foundation.items.actions.publishing import publish
from lubuk.foundation.items.actions.writing import Writing
from lubuk.foundation.items.announcements import Published
from lubuk.foundation.items.kinds.registry import kinds
from lubuk.foundation.items.models import Item, Phase
from lubuk.foundation.items.permissions import can_see
from lubuk.foundation.prepared import read_rows
from lubuk.foundation.refusal import Refused, require
from lubuk.shared.notifications.actions import notify
from lubuk.shared.notifications.models import Because, Event
from lubuk.shared.wanted.announcements import AnswerGiven, AskedFor
from lubuk.shared.wanted.knowing import who_may_know
from lubuk.shared.wanted.models import Answer, Ask
from lubuk.shared.wanted.permissions import can_answer, can_ask, can_join, can_take_in, is_wanted
from lubuk.shared.wanted.questions import KIND, equal_to, key_of

MOST_WAITING = 10  # asks of one person from outside that nobody has taken in yet
ANSWERS_WITH = "article"


@transaction.atomic
def ask(words: str, *, by: Person, language: str, purpose: str = "", needed: str = "") -> Item | None:
    """The wanted item that has the ask now; None for somebody from outside, who is told when it is answered."""
    require(can_ask(by), _("Sign in to ask, so that you can be told of the answer."))
    if not key_of(words):
        raise Refused(_("Write what you need to know, in a few words."))
    if not standing(by).is_staff:
        wait(words, purpose, by=by)
        return None
    wanted = equal_to(words, by) or begun(words, by=by, language=language, purpose=purpose, needed=needed)
    join(wanted, by=by, purpose=purpose)
    return wanted


def wait(words: str, purpose: str, *, by: Person) -> None:
    """For the office. Whether the same is wanted already is not said: they may not see it."""
    if Ask.objects.filter(person=by, item=None).count() >= MOST_WAITING:
        raise Refused(_("Ten questions of yours wait already. Ask again when some of them are answered."))
    Ask.objects.get_or_create(key=key_of(words), person=by, defaults={"words": words, "purpose": purpose})


def begun(words: str, *, by: Person, language: str, purpose: str, needed: str) -> Item:
    assert by.unit is not None
    fields = {name: said for name, said in (("purpose", purpose), ("needed", needed)) if said}
    writing = Writing(title=words, fields=fields)
    wanted = begin(kinds()[KIND], by=by, unit=by.unit, language=language, writing=writing)
    publish(wanted, by=by)
    people = [one.person for one in who_may_know(words, by)]
    notify(people, Event.WANTED, wanted, because=Because.MAY_KNOW, by=by, words=purpose)
    return wanted


@act
def join(wanted: Item, *, by: Person, purpose: str = "") -> None:
    """One more needs it, and will be told. Twice changes nothing."""
    require(can_join(by, wanted))
    said = {"item": wanted, "words": wanted.title, "purpose": purpose}
    _ask, is_new = Ask.objects.get_or_create(key=key_of(wanted.title), person=by, defaults=said)
    if is_new:
        announce(AskedFor(item=wanted, by=by))


@transaction.atomic
def take_in(asked: Ask, *, by: Person, language: str) -> Item:
    """What somebody asked from outside becomes the office's own question, with all who asked the same."""
    require(can_take_in(by))
    wanted = equal_to(asked.words, by)
    wanted = wanted or begun(asked.words, by=by, language=language, purpose=asked.purpose, needed="")
    Ask.objects.filter(key=asked.key, item=None).update(item=wanted)
    join(wanted, by=by)
    return wanted


@act
def answer(wanted: Item, item: Item, *, by: Person) -> None:
    """`item` answers it. Who asked is told now, or when it is published."""
    require(can_answer(by, wanted) and can_see(by, item))
    if item == wanted or item.kind == KIND:
        raise Refused(_("A question is no answer. Choose another page."))
    given, is_new = Answer.objects.get_or_create(wanted=wanted, item=item, defaults={"by": by})
    if is_new:
        announce(AnswerGiven(item=wanted, by=by, to_state=f"item {item.pk}"))
    if item.phase == Phase.PUBLISHED:
        tell(given, by=by)


@transaction.atomic
def write_answer(wanted: Item, *, by: Person) -> Item:
    """A draft with the question as its title, whose publication answers it."""
    require(can_answer(by, wanted) and is_wanted(wanted) and by.unit is not None)
    assert by.unit is not None
    draft = begin(
        kinds()[ANSWERS_WITH],
        by=by,
        unit=by.unit,
        language=wanted.language,
        writing=Writing(title=wanted.title),
    )
    answer(wanted, draft, by=by)
    return draft


def answer_by_publishing(said: Sequence[Published]) -> None:
    """Listens: what was promised is there."""
    published = {one.item.pk: one for one in said}
    given = read_rows(Answer, [*published], "told_at IS NULL", by="item")
    for one in sorted(given, key=lambda one: one.pk):
        one.item = published[one.item_id].item
        tell(one, by=published[one.item_id].by)


def tell(given: Answer, *, by: Person | None) -> None:
    """Everybody who asked and may see the answer; once."""
    if not Answer.objects.filter(pk=given.pk, told_at=None).update(told_at=timezone.now()):
        return
    people = [one.person for one in Ask.objects.filter(item=given.wanted).select_related("person")]
    words = given.wanted.title
    notify(people, Event.WANTED_ANSWERED, given.item, because=Because.ASKER, by=by, words=words)
