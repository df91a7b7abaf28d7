"""The answer that stands above a page of results, for one reader.

It is made of what search found for this reader, and of nothing else: what they may not see is not among the results,
and so is neither quoted nor weighed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from lubuk.foundation.accounts.models import Person, Reader
from lubuk.foundation.items.models import Item, Link, Phase
from lubuk.foundation.items.stewards import every_steward, stewards_of_each
from lubuk.foundation.trail.stamp import kept_under_stamp
from lubuk.shared.answers.differing import Source, differences, is_official
from lubuk.shared.answers.evidence import Question, all_in_sight
from lubuk.shared.answers.picking import Block, Picked, best, blocks_of_body, under_its_title
from lubuk.shared.attachments.lookup import pages_of
from lubuk.shared.search.analysis import language_of
from lubuk.shared.search.documents import names_in
from lubuk.shared.search.engine import Order
from lubuk.shared.search.pages import PagePlace
from lubuk.shared.search.passages import mark
from lubuk.shared.search.portions import parts_of_fields
from lubuk.shared.search.searching import Result, Results
from lubuk.shared.search.whereabouts import HeadingPlace, Place, address

LOOKED_AT = 5  # results: what nobody would open is no source either
MOST_QUOTES = 3
MOST_STEWARDS = 2  # names beside a quote
SAID_OF = (Link.TRANSLATION, Link.REPLACES, "contradicts")  # what one source may be to another

stewards_now = kept_under_stamp(every_steward)


@dataclass(frozen=True, slots=True)
class Quote:
    """`plain` is the passage as it stands; `text` the same as safe HTML, with the words of the question marked."""

    number: int
    item: Item
    text: SafeString
    plain: str
    place: Place | None
    stewards: list[Person]
    replaced_by: Item | None = None

    @property
    def url(self) -> str:
        return self.place.url if self.place else self.item.get_absolute_url()

    @property
    def age(self) -> str:
        """Of the text that is quoted, in words."""
        text = self.item.published
        return age_words(text.published_at if text else None)


@dataclass(frozen=True)
class Answer:
    """Without quotes: somebody asked, and nothing answers well enough."""

    quotes: list[Quote] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)


def answer(found: Results, reader: Reader) -> Answer | None:
    """None where nobody asked anything, or they chose, ordered or turned the page: then they look for pages."""
    if not found.total or found.is_narrowed or found.filters.page > 1 or found.filters.order != Order.BEST:
        return None
    question = Question.of(found.asked)
    if not question.is_more_than_a_name:
        return None
    sources = sources_for(question, found)
    if not sources:
        return Answer() if question.is_asked else None
    return quoted(question, sources, found, reader)


def quoted(question: Question, strong: list[tuple[Item, Picked]], found: Results, reader: Reader) -> Answer:
    links = links_between([item.pk for item, _picked in strong])
    chosen = each_once(strong, pairs(links, Link.TRANSLATION))[:MOST_QUOTES]
    sources = [Source(number, item, picked) for number, (item, picked) in enumerate(chosen, 1)]
    stewards = stewards_of_each([one.item for one in sources], stewards_now())
    newer = replacing(links, reader)
    places = {result.item.pk: result.place for result in found.results}
    quotes = [
        Quote(
            one.number,
            one.item,
            marked(question, one),
            one.picked.text,
            place_of(one, places.get(one.item.pk)),
            looking_after(one.item, [role.person for role in stewards[one.item.pk]]),
            newer.get(one.item.pk),
        )
        for one in sources
    ]
    return Answer(quotes, differences(question, sources, pairs(links, "contradicts")))


# What answers


def sources_for(question: Question, found: Results) -> list[tuple[Item, Picked]]:
    """The strong passages, the best first, and of equals what is official; at most one of an item."""
    results = [*(Result(item, SafeString()) for item in found.pinned), *found.results][:LOOKED_AT]
    if not all_in_sight(question, (said_by(result) for result in results)):
        return []
    nearest = max(found.asked.lifts, key=found.asked.lifts.__getitem__, default=None)
    blocks = blocks_of(question, results)
    strong = [
        (result.item, picked)
        for result in results
        if (picked := strong_one(question, result.item, blocks[result.item.pk], result.item.pk == nearest))
    ]
    strong.sort(key=lambda pair: (pair[1].evidence.worth, standing_of(pair[0])), reverse=True)
    return [pair for pair in strong if not strong[0][1].evidence.leaves_behind(pair[1].evidence)]


def standing_of(item: Item) -> int:
    return 2 if is_official(item) else int(item.trust != "overdue")


def strong_one(question: Question, item: Item, blocks: list[Block], is_nearest: bool) -> Picked | None:
    language = language_of(item.language)
    picked = best(question, language, item.title, blocks)
    if picked and picked.evidence.is_strong(question, is_nearest=is_nearest):
        return picked
    return under_its_title(question, language, item.title, item.summary)


def said_by(result: Result) -> str:
    text = result.item.published
    page = result.passage if isinstance(result.place, PagePlace) else ""
    return f"{text.title} {text.summary} {text.body} {text.fields} {page}" if text else ""


def blocks_of(question: Question, results: list[Result]) -> dict[int, list[Block]]:
    """Of each item what may hold the answer: its summary, sections and fields, and the page of a file found for it."""
    pages = texts_of_pages(results)
    filled = [result.item for result in results if may_say_in_fields(question, result.item)]
    names = names_in(filled) if filled else None
    blocks = {}
    for result in results:
        item, text = result.item, result.item.published
        some = [Block(text.summary), *blocks_of_body(question, text.body)] if text else []
        if text and names and item in filled:
            some += [Block(part.text, part.heading) for part in parts_of_fields(item, text, names)]
        if isinstance(result.place, PagePlace) and (said := pages.get(key_of(result.place))):
            some.append(Block(said, result.place.heading, page=result.place.number))
        blocks[item.pk] = some
    return blocks


def may_say_in_fields(question: Question, item: Item) -> bool:
    return bool(item.published and question.may_be_answered_in(str(item.published.fields)))


def texts_of_pages(results: list[Result]) -> dict[tuple[int, int], str]:
    places = [result.place for result in results if isinstance(result.place, PagePlace)]
    if not places:
        return {}
    rows = pages_of(place.attachment.content_id for place in places).filter(
        number__in={place.number for place in places}
    )
    return {(page.content_id, page.number): page.text for page in rows}


def key_of(place: PagePlace) -> tuple[int, int]:
    return place.attachment.content_id, place.number


# What sources are to each other


def links_between(ids: list[int]) -> list[Link]:
    """Links to and from these that say more than that they belong together."""
    return list(Link.objects.filter(Q(source__in=ids) | Q(target__in=ids), meaning__in=SAID_OF))


def pairs(links: list[Link], meaning: str) -> set[frozenset[int]]:
    return {frozenset({link.source_id, link.target_id}) for link in links if link.meaning == meaning}


def each_once(
    strong: list[tuple[Item, Picked]], translations: set[frozenset[int]]
) -> list[tuple[Item, Picked]]:
    """A page and its translation say the same: the better one is quoted."""
    kept: list[tuple[Item, Picked]] = []
    for item, picked in strong:
        if not any(frozenset({item.pk, other.pk}) in translations for other, _picked in kept):
            kept.append((item, picked))
    return kept


def replacing(links: list[Link], reader: Reader) -> dict[int, Item]:
    """By an item's id what stands in its place now, where the reader may see that."""
    newer = {link.target_id: link.source_id for link in links if link.meaning == Link.REPLACES}
    seen = Item.objects.seen_among(newer.values(), reader) if newer else {}
    return {
        old: seen[new] for old, new in newer.items() if new in seen and seen[new].phase == Phase.PUBLISHED
    }


# How it is shown


def marked(question: Question, source: Source) -> SafeString:
    text = source.picked.text
    return mark(text, question.wanted.find(text, language_of(source.item.language)))


def place_of(source: Source, found_at: Place | None) -> Place | None:
    block = source.picked.block
    if block.page:
        return found_at
    return HeadingPlace(block.heading, address(source.item, block.anchor)) if block.anchor else None


def looking_after(item: Item, stewards: list[Person]) -> list[Person]:
    """Its stewards; its owner while there are none and they are still here."""
    return stewards[:MOST_STEWARDS] or ([item.owner] if item.owner.is_active else [])


def age_words(moment: datetime | date | None) -> str:
    if moment is None:
        return ""
    if isinstance(moment, datetime) and timezone.localdate(moment) == timezone.localdate():
        return _("written today")
    return _("written %(age)s ago") % {"age": timesince(moment, depth=1)}
