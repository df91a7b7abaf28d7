"""What a page shows of a conversation: threads in the order in which they began, each with its replies."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from django.core.paginator import Page, Paginator
from django.utils.safestring import SafeString, mark_safe

from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.models import Item, Phase
from lubuk.foundation.prepared import read_rows
from lubuk.foundation.richtext.display import prepare
from lubuk.foundation.richtext.references import items_in
from lubuk.shared.comments.models import Comment, Says
from lubuk.shared.comments.permissions import is_own
from lubuk.shared.comments.queries import SHOWN, answers_of, beginnings

PER_PAGE = 20  # threads


@dataclass(frozen=True)
class Answer:
    """What one press says, by how many; `is_mine` whether the reader is among them."""

    says: str
    label: str
    number: int
    is_mine: bool


@dataclass(frozen=True)
class Said:
    comment: Comment
    html: SafeString
    answers: list[Answer]
    further: list[Answer]  # that could be given besides
    may_answer: bool  # to another's words, as long as the page is there


@dataclass(frozen=True)
class Thread:
    first: Said
    replies: list[Said] = field(default_factory=list)


@dataclass(frozen=True)
class Talk:
    item: Item
    page: Page[int]
    threads: list[Thread]
    may_comment: bool

    @property
    def number(self) -> int:
        return self.page.paginator.count

    @property
    def stamp(self) -> str:
        """Another one whenever something that is shown here changed."""
        moments = [
            said.comment.changed_at for thread in self.threads for said in (thread.first, *thread.replies)
        ]
        last = max(moments).isoformat() if moments else ""
        return f"{self.number}-{len(moments)}-{last}"


def talk(item: Item, reader: Reader, number: str | int = "last") -> Talk:
    """A page of it; the reader may read it. Five questions to the database at most, one while nobody said anything."""
    pages = Paginator(beginnings(item.pk), PER_PAGE)
    page = pages.get_page(pages.num_pages if number == "last" else number)
    ids = list(page.object_list)
    firsts = read(ids, by="pk")
    replies = read(ids, SHOWN, by="to")
    shown = said([*firsts, *replies], item, reader)
    below = defaultdict[int, list[Said]](list)
    for one in shown[len(firsts) :]:
        below[one.comment.to_id or 0].append(one)
    threads = [Thread(one, below[one.comment.pk]) for one in shown[: len(firsts)]]
    return Talk(item, page, threads, item.phase == Phase.PUBLISHED)


def read(ids: Sequence[int], condition: str = "", *, by: str) -> list[Comment]:
    """In the order in which they were said."""
    found = read_rows(Comment, ids, condition, by=by, related=("by__unit", "taken_away_by")) if ids else ()
    return sorted(found, key=attrgetter("pk"))


def said(comments: Sequence[Comment], item: Item, reader: Reader) -> list[Said]:
    """As this reader may see it: titles of other items only where they are theirs to see."""
    mentioned = {pk for one in comments for pk in items_in(one.text)}
    seen = Item.objects.seen_among(mentioned, reader) if mentioned else {}
    titles = {pk: seen[pk].title if pk in seen else None for pk in mentioned}
    answers = answers_to(comments, reader)
    for one in comments:
        one.item = item
    return [Said(one, safe(one.text, titles), *answers(one)) for one in comments]


def safe(text: str, titles: dict[int, str | None]) -> SafeString:
    return mark_safe(prepare(text, titles=titles).html)  # noqa: S308 - sanitised when it was kept


def answers_to(
    comments: Sequence[Comment], reader: Reader
) -> Callable[[Comment], tuple[list[Answer], list[Answer], bool]]:
    """Of a comment the answers that were given, and thanks, which stands first to be given; those not given yet; and
    whether this reader may give one.
    """
    counted, mine = Counter[tuple[int, str]](), set[tuple[int, str]]()
    for comment, says, person in answers_of([one.pk for one in comments]):
        counted[comment, says] += 1
        if person == reader.pk:
            mine.add((comment, says))

    def of(one: Comment) -> tuple[list[Answer], list[Answer], bool]:
        every = [
            Answer(says.value, str(says.label), counted[one.pk, says.value], (one.pk, says.value) in mine)
            for says in Says
        ]
        is_there = one.item.phase == Phase.PUBLISHED and one.taken_away_at is None
        may_answer = is_there and not is_own(reader, one)
        first = [answer for answer in every if answer.number or (answer.says == Says.THANKS and may_answer)]
        return first, [answer for answer in every if answer not in first], may_answer

    return of
