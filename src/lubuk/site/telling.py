"""Who is told of what: the listeners that turn news of items into notices. wiring.py says which they hear."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import override

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.announcements import Approved, Endorsed, HandedOver, Published, Stepped
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Phase
from lubuk.foundation.items.permissions import places_of
from lubuk.foundation.items.stewards import authors_of, looked_after_by, who_may_take
from lubuk.foundation.prepared import read_by_key
from lubuk.shared.notifications.actions import notify
from lubuk.shared.notifications.models import Because, Event
from lubuk.shared.usefulness.announcements import Answered, FoundNotUseful


def tell_of_step(said: Stepped) -> None:
    """A text sent for review is told to those who may approve it; one that was sent back, to those who wrote it.

    Without a reason nobody sent it back: its author took it, to write on.
    """
    flow = kind_of(said.item).flow
    phases = [flow.state(name).counts_as for name in (said.from_state, said.to_state)]
    if phases == [Phase.DRAFT, Phase.REVIEW]:
        onward = [step for step in flow.publishing_steps() if said.to_state in step.sources]
        people = [person for step in onward for person in who_may_take(said.item, step)]
        notify(people, Event.REVIEW_ASKED, said.item, because=Because.APPROVER, by=said.by)
    elif phases == [Phase.REVIEW, Phase.DRAFT] and said.reason:
        notify(
            authors_of(said.item), Event.RETURNED, said.item,
            because=Because.AUTHOR, by=said.by, words=said.reason,
        )  # fmt: skip


def tell_of_approval(said: Approved) -> None:
    notify(
        authors_of(said.item),
        Event.APPROVED,
        said.item,
        because=Because.AUTHOR,
        by=said.by,
        words=said.reason,
    )


def tell_of_publications(said: Sequence[Published]) -> None:
    """To those who wrote it, less who published it: of one's own page nobody has to be told."""
    wanted = [who_else_wrote(one) for one in said]
    people = read_by_key(Person, {pk for some in wanted for pk in some})
    for one, some in zip(said, wanted, strict=True):
        if some:
            told = [people[pk] for pk in sorted(some)]
            notify(told, Event.PUBLISHED, one.item, because=Because.AUTHOR, by=one.by)


def who_else_wrote(said: Published) -> set[int]:
    writers = {said.item.owner_id, *places_of(said.item).author_ids}
    return writers - {said.by.pk} if said.by else writers


def tell_of_endorsement(said: Endorsed) -> None:
    notify(authors_of(said.item), Event.ENDORSED, said.item, because=Because.AUTHOR, by=said.by)


def tell_of_hand_overs(said: Sequence[HandedOver]) -> None:
    """Once to whoever receives pages and once to whoever gave them, however many went at once."""
    named = {one.from_state for one in said}
    givers = {person.username: person for person in Person.objects.filter(username__in=named)}
    received: dict[Person, list[HandedOver]] = {}
    given: dict[tuple[Person, Person], list[HandedOver]] = {}
    for one in said:
        received.setdefault(one.item.owner, []).append(one)
        if giver := givers.get(one.from_state):
            given.setdefault((giver, one.item.owner), []).append(one)
    for to, some in received.items():
        tell_of_many(to, Event.HANDED_OVER, some, because=Because.OWNER, to=to)
    for (giver, to), some in given.items():
        tell_of_many(giver, Event.HANDED_ON, some, because=Because.FORMER_OWNER, to=to)


def tell_of_many(
    person: Person, event: Event, said: Sequence[HandedOver], *, because: Because, to: Person
) -> None:
    first = said[0]
    notify(
        [person], event, first.item,
        because=because, by=first.by, words=first.reason, to=to, others=len(said) - 1,
    )  # fmt: skip


def tell_of_word(said: FoundNotUseful) -> None:
    """To its owner and to those who look after it, each in their language: whoever comes first answers."""
    word, owner = said.word, said.word.item.owner
    for person in {owner, *looked_after_by(word.item)}:
        because = Because.OWNER if person == owner else Because.STEWARD
        with override(person.language):
            words = " ".join(filter(None, [f"{word.get_reason_display()}.", word.text]))
        notify([person], Event.NOT_USEFUL, word.item, because=because, by=said.by, words=words)


def tell_of_answer(said: Answered) -> None:
    if said.word.person:
        notify(
            [said.word.person], Event.ANSWERED, said.item,
            because=Because.READER, by=said.by, words=said.word.answer,
        )  # fmt: skip
