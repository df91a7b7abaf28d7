"""What a person says of what they know, and whether they are named for it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.announcing import announce
from lubuk.foundation.places.announcements import PlaceMerged
from lubuk.foundation.refusal import Refused, require
from lubuk.foundation.subjects.called import called
from lubuk.foundation.subjects.models import Subject
from lubuk.shared.expertise.announcements import PutOnList, TakenOffList, TopicsChanged
from lubuk.shared.expertise.models import LONGEST_TOPIC, Topic, Unlisted
from lubuk.shared.expertise.permissions import can_say_topics

MOST_TOPICS = 12  # who can be asked about everything is found for nothing


@transaction.atomic
def say_topics(person: Person, topics: Sequence[str], *, by: Person) -> None:
    """These and no others, in this order. What a subject is called, in any language, means that subject.

    Raises Refused when there are too many or one is too long.
    """
    require(can_say_topics(by, person), _("Colleagues say for themselves what they can be asked about."))
    said = tidy(topics)
    before = list(Topic.objects.filter(person=person).values_list("words", flat=True))
    if said == before:
        return
    meant = called(said)
    Topic.objects.filter(person=person).delete()
    Topic.objects.bulk_create(
        Topic(person=person, words=words, subject_id=next(iter(meant[words]), None), position=place)
        for place, words in enumerate(said)
    )
    announce(TopicsChanged(person=person, by=by))


def tidy(topics: Sequence[str]) -> list[str]:
    """Without spaces too many, and each once however it is written."""
    once: dict[str, str] = {}
    for words in (" ".join(topic.replace("\0", "").split()) for topic in topics):
        once.setdefault(words.casefold(), words)
    said = [words for words in once.values() if words]
    if len(said) > MOST_TOPICS:
        raise Refused(
            _("Name at most %(most)s topics: those you like to be asked about.") % {"most": MOST_TOPICS}
        )
    if any(len(words) > LONGEST_TOPIC for words in said):
        raise Refused(
            _("Say each topic in at most %(most)s letters, and put commas between them.")
            % {"most": LONGEST_TOPIC}
        )
    return said


@transaction.atomic
def take_off_list(person: Person, *, by: Person) -> None:
    """Nowhere named among those who know, whatever they wrote or say."""
    require(by.pk == person.pk, _("Everyone chooses for themselves whether to be named."))
    if Unlisted.objects.get_or_create(person=person)[1]:
        announce(TakenOffList(person=person, by=by))


@transaction.atomic
def put_on_list(person: Person, *, by: Person) -> None:
    require(by.pk == person.pk, _("Everyone chooses for themselves whether to be named."))
    if Unlisted.objects.filter(person=person).delete()[0]:
        announce(PutOnList(person=person, by=by))


def follow_merge(said: PlaceMerged) -> None:
    """Who could be asked about the one subject can be asked about the one it became part of."""
    if isinstance(said.into, Subject):
        Topic.objects.filter(subject=said.place.pk).update(subject=said.into)
