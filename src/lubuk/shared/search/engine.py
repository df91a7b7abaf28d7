"""What a search engine must do for Lubuk, and the plain shapes that go in and come out.

Nothing here knows Tantivy or a model of Django: another engine (OpenSearch, say) fills the same `Engine`.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from django.utils.safestring import SafeString

from lubuk.shared.search.analysis import Language
from lubuk.shared.search.passages import NOTHING, Wanted

type Progress = Callable[[int], None]  # told how many documents are written so far
type Synonyms = Mapping[str, tuple[str, ...]]  # folded words or phrase -> other ways to say it

NO_POSITION = ""


class Trust(StrEnum):
    ENDORSED = "endorsed"  # a steward's word, and not past its check-by date
    OVERDUE = "overdue"  # past its check-by date


class Order(StrEnum):
    BEST = "best"
    NEWEST = "newest"


class Busy(Exception):
    """Another process is writing this index."""


class NoIndex(Exception):
    """There is no index yet, or one of an older shape: it has to be rebuilt."""


@dataclass(frozen=True, slots=True)
class Document:
    """One item as the engine sees it. Who shares no token of `audience` with it never finds it."""

    id: int
    title: str
    audience: frozenset[str]
    changed: date
    summary: str = ""
    body: str = ""
    fields: tuple[tuple[str, int], ...] = ()  # (text, weight)
    files: str = ""  # the words of its files: found, but not shown by the engine
    number: str = ""
    kind: str = ""
    language: str = ""  # guessed when empty
    subjects: tuple[str, ...] = ()  # with all their ancestors
    labels: tuple[tuple[str, str], ...] = ()  # of its subjects: (language, label), each findable in its own
    units: tuple[str, ...] = ()  # with all their ancestors
    tags: tuple[str, ...] = ()
    people: tuple[str, ...] = ()  # names, for `by:`
    endorsed: bool = False
    check_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What to look for. `audience` has no default: a search without rights does not exist."""

    audience: frozenset[str]
    today: date
    words: str = ""
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    trust: tuple[Trust, ...] = ()
    people: tuple[str, ...] = ()
    after: date | None = None  # on or after
    before: date | None = None
    order: Order = Order.BEST
    offset: int = 0
    limit: int = 10
    synonyms: Synonyms = field(default_factory=dict)
    corrections: Mapping[str, str] = field(
        default_factory=dict
    )  # as in Found; when given, none are looked for
    lifts: Mapping[int, float] = field(default_factory=dict)  # what is added to the scores of these documents
    also: frozenset[int] = (
        frozenset()
    )  # documents that are found though they say none of the words; all else holds


@dataclass(frozen=True, slots=True)
class Hit:
    """One result; its passage is safe HTML with the found words in `<mark>`."""

    id: int
    score: float
    passage: SafeString
    reasons: tuple[str, ...] = ()  # why it stands here, besides its words: "endorsed", "overdue"
    terms: frozenset[str] = frozenset()  # those of the search that stand in its text
    language: Language = "xx"


@dataclass(frozen=True, slots=True)
class Found:
    hits: tuple[Hit, ...]
    total: int
    # Words in nothing that this person may see -> the spelling that was looked for as well.
    corrections: Mapping[str, str] = field(default_factory=dict)
    wanted: Wanted = NOTHING  # what was looked for, to find it again in an item's files


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts by value within what the person may see; a group's own choice doesn't narrow its counts."""

    kinds: Mapping[str, int]
    units: Mapping[str, int]
    subjects: Mapping[str, int]
    languages: Mapping[str, int]
    trust: Mapping[Trust, int]


@dataclass(frozen=True, slots=True)
class Suggestion:
    id: int
    title: SafeString  # with the typed beginnings in `<mark>`


@dataclass(frozen=True, slots=True, kw_only=True)
class Like:
    """Texts like this one, of those that `audience` may see; `language` None when it isn't known."""

    audience: frozenset[str]
    text: str
    title: str = ""
    language: Language | None = None
    limit: int = 10


@dataclass(frozen=True, slots=True)
class Near:
    """`score` runs from 0 to 1: the part of what a text could reach at most that says all these words, and often."""

    id: int
    score: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an item has its score. An engine says what it knows: all of it may be empty."""

    terms: tuple[tuple[str, float], ...] = ()  # what each word adds, the most first; "*" is what is no word
    nudges: tuple[tuple[str, float], ...] = ()  # ("endorsed" or "overdue", by how much it was multiplied)
    meaning: float = 0.0  # what was added because it means nearly this
    score: float = 0.0  # after the nudges


class Engine(Protocol):
    def index(self, documents: Iterable[Document], *, gone: Iterable[int] = (), position: str) -> None:
        """Write and forget documents and remember the position, all in one commit or not at all."""

    def position(self) -> str:
        """The position of the last commit. Raises NoIndex."""

    def rebuild(self, documents: Iterable[Document], *, position: str, progress: Progress) -> None:
        """Build a new index beside the live one and put it in its place at the end."""

    def search(self, search: Search) -> Found: ...

    def facets(self, search: Search) -> Facets: ...

    def allowed(self, search: Search) -> Sequence[int]:
        """All documents that the search could find if its words were in them: rights, filters, phrases and all."""

    def matching(self, search: Search, ids: Collection[int]) -> frozenset[int]:
        """Those of the documents that the search finds by its words as they are typed. Raises NoIndex."""

    def suggest(self, text: str, *, audience: frozenset[str], limit: int = 6) -> list[Suggestion]: ...

    def like(self, like: Like) -> list[Near]:
        """The nearest first."""

    def explain(self, search: Search, ids: Iterable[int]) -> Mapping[int, Explanation]:
        """Of those of the items that the search finds. For those who tend search, never for a reader."""

    def count(self) -> int:
        """All documents, whoever may see them: for the health page and for tests, never for a reader."""
