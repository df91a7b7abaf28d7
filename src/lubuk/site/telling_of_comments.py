"""Who is told of what was said on a page: whoever is named, takes part, or looks after the page, each once."""

from __future__ import annotations

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.stewards import authors_of
from lubuk.foundation.richtext.plain import to_text
from lubuk.shared.comments.announcements import CommentBroughtBack, Commented, CommentTakenAway, Thanked
from lubuk.shared.comments.models import Comment, Says
from lubuk.shared.comments.permissions import takes_part
from lubuk.shared.notifications.actions import notify
from lubuk.shared.notifications.models import Because, Event

SHOWN = 200  # letters of what was said
ANSWERS = {Says.THANKS: Event.THANKED, Says.USED: Event.USED, Says.HELP: Event.HELP_OFFERED}


def tell_of_comment(said: Commented) -> None:
    """The nearest reason is the one that is given: being named, then taking part, then the page being one's own."""
    one, told = said.comment, set[int]()
    tell(one, said.by, said.named, Event.NAMED, Because.NAMED, told)
    if said.is_new:
        tell(one, said.by, taking_part(one), Event.REPLIED, Because.IN_TALK, told)
        tell(one, said.by, authors_of(one.item), Event.COMMENTED, Because.AUTHOR, told)


def tell(
    one: Comment,
    by: Person | None,
    people: list[Person] | tuple[Person, ...],
    event: Event,
    because: Because,
    told: set[int],
) -> None:
    new = [person for person in people if person.pk not in told and takes_part(person, one.item)]
    told.update(person.pk for person in new)
    notify(new, event, one.item, because=because, by=by, words=excerpt(one), place=one.get_absolute_url())


def taking_part(one: Comment) -> list[Person]:
    """Those who said something in the thread."""
    if one.to_id is None:
        return []
    thread = Comment.objects.filter(to=one.to_id, taken_away_at=None) | Comment.objects.filter(pk=one.to_id)
    return list(Person.objects.filter(pk__in=thread.order_by().values("by")))


def tell_of_thanks(said: Thanked) -> None:
    one = said.comment
    if one.by and takes_part(one.by, one.item):
        notify(
            [one.by], ANSWERS[Says(said.says)], one.item,
            because=Because.SPEAKER, by=said.by, words=excerpt(one), place=one.get_absolute_url(),
        )  # fmt: skip


def tell_of_taking_away(said: CommentTakenAway) -> None:
    if said.comment.by:
        notify(
            [said.comment.by], Event.TAKEN_AWAY, said.item,
            because=Because.SPEAKER, by=said.by, words=said.reason, place=f"{said.comment.get_absolute_url()}more/",
        )  # fmt: skip


def tell_of_bringing_back(said: CommentBroughtBack) -> None:
    if said.comment.by:
        notify(
            [said.comment.by], Event.BROUGHT_BACK, said.item,
            because=Because.SPEAKER, by=said.by, place=said.comment.get_absolute_url(),
        )  # fmt: skip


def excerpt(one: Comment) -> str:
    text = " ".join(to_text(one.text).split())
    return text if len(text) <= SHOWN else text[: text.rfind(" ", 0, SHOWN)] + " …"
