"""Other ways to say a thing: the office's table as a search needs it, and what may stand in it.

They act when somebody searches; nothing is indexed anew.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from lubuk.foundation.refusal import Refused
from lubuk.foundation.trail.stamp import kept_under_stamp
from lubuk.shared.search.engine import Synonyms
from lubuk.shared.search.models import Direction, Synonym
from lubuk.shared.search.tantivy_query import LONGEST_SYNONYM, words_of

BETWEEN = ";"
MOST_GROUPS = 2_000
MOST_OF_ONE = 12  # ways to say one thing
SHORTEST, LONGEST = 2, 80  # letters of one way


@kept_under_stamp
def in_force() -> Synonyms:
    found: dict[str, dict[str, None]] = {}
    for direction, words in Synonym.objects.values_list("direction", "words"):
        for one in words if direction == Direction.BOTH else words[:1]:
            others = dict.fromkeys(other for other in words if other != one)
            found.setdefault(key_of(one), {}).update(others)
    return {key: tuple(others) for key, others in found.items()}


def key_of(words: str) -> str:
    """As the words of a search are compared: folded, without those that say nothing."""
    return " ".join(word.folded for word in words_of(words))


def ways(text: str) -> list[str]:
    """The ways in a line as people write it. Raises Refused with what is wrong and what to do."""
    said = list(dict.fromkeys(" ".join(part.split()) for part in text.split(BETWEEN)))
    said = [part for part in said if part]
    if len(said) < 2:
        raise Refused(
            _("Write two or more ways to say it, with a semicolon between them: OPD; perangkat daerah")
        )
    if len(said) > MOST_OF_ONE:
        raise Refused(_("Twelve ways to say one thing are enough. Leave the rarest out."))
    for part in said:
        refuse_way(part)
    if len({key_of(part) for part in said}) < len(said):
        raise Refused(_("Two of these are the same to the search. Leave one out."))
    return said


def refuse_way(part: str) -> None:
    named = {"words": part[:LONGEST]}
    if not part.isprintable() or not words_of(part):
        raise Refused(_("“%(words)s” has no words in it. Write letters or figures.") % named)
    if not SHORTEST <= len(part) <= LONGEST:
        raise Refused(_("“%(words)s” is too short or too long. Write 2 to 80 letters.") % named)
    if len(words_of(part)) > LONGEST_SYNONYM:
        raise Refused(_("“%(words)s” is a sentence. Write at most six words.") % named)


def same_group(direction: str, words: Iterable[str]) -> tuple[str, object]:
    """Equal for groups that mean the same to the search."""
    keys = [key_of(one) for one in words]
    return (
        (direction, frozenset(keys))
        if direction == Direction.BOTH
        else (direction, (keys[0], frozenset(keys)))
    )
