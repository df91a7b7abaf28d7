"""Saying whether a page was useful, and answering."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lubuk.foundation.accounts.models import Person, Reader
from lubuk.foundation.announcing import announce
from lubuk.foundation.items.models import Item, Version
from lubuk.foundation.refusal import Refused, require
from lubuk.shared.usefulness.announcements import Answered, FoundNotUseful
from lubuk.shared.usefulness.models import MOST_WORDS, Reason, Word
from lubuk.shared.usefulness.permissions import can_answer, can_say


@transaction.atomic
def say(item: Item, *, by: Reader, is_useful: bool, reason: str = "", text: str = "") -> Word:
    """One word a person and version, which they may change; a stranger's stands as it is. Raises Refused."""
    require(can_say(by, item))
    text = kept(text)
    if not is_useful and reason not in Reason.values:
        raise Refused(_("Choose what was wrong, so that it can be mended."))
    if reason == Reason.OTHER and not text:
        raise Refused(_("Say in a few words what it was."))
    said = {"is_useful": is_useful, "reason": "" if is_useful else reason, "text": "" if is_useful else text}
    word, is_news = put(item, version_of(item), by, said)
    if is_news and not is_useful:
        announce(FoundNotUseful(word=word, by=word.person))
    return word


def put(item: Item, version: Version, by: Reader, said: dict[str, object]) -> tuple[Word, bool]:
    """The word, and whether it says anything new. Changed, it waits for an answer again."""
    if not isinstance(by, Person):
        return Word.objects.create(item=item, version=version, **said), True
    before = Word.objects.select_for_update().filter(version=version, person=by).first()
    if before and all(getattr(before, name) == value for name, value in said.items()):
        return before, False
    changed = said | {"said_on": timezone.localdate(), "answer": "", "answered_by": None, "answered_at": None}
    word, _new = Word.objects.update_or_create(
        version=version, person=by, defaults=changed, create_defaults=said | {"item": item}
    )
    return word, True


def version_of(item: Item) -> Version:
    if item.published is None:
        raise Refused(_("This page has not been published yet."))
    return item.published


def kept(text: str) -> str:
    text = text.replace("\0", "").replace("\r\n", "\n").strip()
    if len(text) > MOST_WORDS:
        raise Refused(_("That is too long: say it in %(most)s letters.") % {"most": MOST_WORDS})
    return text


@transaction.atomic
def answer(word: Word, text: str, *, by: Person) -> None:
    """What came of it. Whoever signed in to say it is told."""
    require(can_answer(by, word.item), _("Its owner or a steward answers what readers say."))
    text = kept(text)
    if not text:
        raise Refused(_("Say in a sentence what changed, or why nothing did."))
    open_words = Word.objects.filter(pk=word.pk, answered_at=None)
    if not open_words.update(answer=text, answered_by=by, answered_at=timezone.now()):
        raise Refused(_("Somebody has answered this already. Open the page again to see what."))
    word.refresh_from_db()
    announce(Answered(item=word.item, by=by, version=word.version, reason=text, word=word))
