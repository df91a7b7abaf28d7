"""Suggestions of subjects and tags for a text, each with its reason; a person takes them or leaves them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.models import Item, ItemSubject, Tag
from lubuk.foundation.subjects.models import Subject
from lubuk.shared.search.analysis import fold, words
from lubuk.shared.search.engine import Near, NoIndex
from lubuk.shared.search.neighbours import like
from lubuk.shared.suggestions.naming import Said, Text, named_in

MOST_SUBJECTS, MOST_TAGS = 5, 6
NEIGHBOURS = 8  # found best by leaving one out of the sample's items; see decision 0028
NAMED_COUNTS, NEAR_COUNTS = 0.35, 2.2
LEAST = 0.45  # below it more suggestions are wrong than right
LEAST_NEAR = 0.02  # an item that shares a word or two is no witness
LONGEST_TAG = 4  # words


@dataclass(frozen=True)
class Suggestion:
    subject: Subject
    score: float
    reason: str


@dataclass(frozen=True)
class TagSuggestion:
    word: str
    reason: str


def subjects_for(
    text: Text, reader: Reader, *, but: Iterable[int] = (), item_id: int = 0
) -> list[Suggestion]:
    """The likeliest first. `but` are the subjects it has already, `item_id` the item that it is the text of."""
    named = named_in(text)
    near = neighbours(text, reader, item_id)
    shares, witnesses = shares_of(near)
    scores = {
        pk: NAMED_COUNTS * (named[pk].weight if pk in named else 0.0) + NEAR_COUNTS * shares.get(pk, 0.0)
        for pk in named.keys() | shares.keys()
    }
    left_out = set(but)
    best = sorted(
        (pk for pk in scores if pk not in left_out and scores[pk] >= LEAST), key=lambda pk: -scores[pk]
    )
    subjects = Subject.objects.in_bulk(best[:MOST_SUBJECTS])
    return [
        Suggestion(subjects[pk], scores[pk], reason(named.get(pk), witnesses[pk], len(near)))
        for pk in best[:MOST_SUBJECTS]
        if pk in subjects
    ]


def neighbours(text: Text, reader: Reader, item_id: int) -> list[Near]:
    body = f"{text.summary}\n{text.body}"
    try:
        found = like(body, reader, NEIGHBOURS, title=text.title, language=text.language, but=item_id)
    except NoIndex:
        return []
    return [near for near in found if near.score >= LEAST_NEAR]


def shares_of(near: list[Near]) -> tuple[dict[int, float], Counter[int]]:
    """By subject: which part of the nearness it has, from 0 to 1, and on how many of the items it stands."""
    scores = {item.id: item.score for item in near}
    whole = sum(scores.values()) or 1.0
    shares: defaultdict[int, float] = defaultdict(float)
    witnesses: Counter[int] = Counter()
    for item_id, subject_id in ItemSubject.objects.filter(item__in=scores).values_list(
        "item_id", "subject_id"
    ):
        shares[subject_id] += scores[item_id] / whole
        witnesses[subject_id] += 1
    return dict(shares), witnesses


def reason(said: Said | None, witnesses: int, near: int) -> str:
    """In words, since a number convinces nobody."""
    parts = []
    if said:
        times = ngettext("named %(n)s time in the text", "named %(n)s times in the text", said.times)
        parts.append(_("named in the title") if said.in_title else times % {"n": said.times})
    if witnesses:
        words = ngettext(
            "on %(n)s of the %(near)s pages most like it",
            "on %(n)s of the %(near)s pages most like it",
            witnesses,
        )
        parts.append(words % {"n": witnesses, "near": near})
    return ", ".join(parts)


def tags_for(text: Text, reader: Reader, *, but: Iterable[str] = (), item_id: int = 0) -> list[TagSuggestion]:
    """Tags that stand on what the reader may see: said in the text, or on several of the nearest items."""
    left_out = {fold(word) for word in but}
    said = runs(words(" ".join(part for part, _counts in text.parts)))
    visible = Item.objects.published_to(reader).order_by().values("pk")
    in_text = Tag.objects.filter(word__in=list(said)[:900], item__in=visible).order_by()
    near = [other.id for other in neighbours(text, reader, item_id)]
    found: dict[str, str] = {}
    for word in in_text.values_list("word", flat=True).distinct():
        found[word] = _("stands in the text")
    for word, count in Counter(
        Tag.objects.filter(item__in=near).values_list("word", flat=True)
    ).most_common():
        if count > 1:
            found.setdefault(word, _("on %(n)s of the pages most like it") % {"n": count})
    return [TagSuggestion(word, why) for word, why in found.items() if fold(word) not in left_out][:MOST_TAGS]


def runs(text: list[str]) -> dict[str, None]:
    """Every run of a few words, the title's first."""
    return dict.fromkeys(
        " ".join(text[at : at + length])
        for at in range(min(len(text), 225))
        for length in range(1, LONGEST_TAG + 1)
    )
