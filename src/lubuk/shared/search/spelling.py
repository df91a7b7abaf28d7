"""How a word that nobody wrote was meant: the nearest word in texts that the person may see."""

from collections import Counter
from collections.abc import Iterable

SHORTEST = 4  # letters: a shorter word has too many neighbours
LONG = 8  # letters from which on two mistakes are forgiven


def mistakes_forgiven(word: str) -> int:
    if len(word) < SHORTEST or not word.isalpha():
        return 0
    return 2 if len(word) >= LONG else 1


def nearest(word: str, texts: Iterable[Iterable[str]]) -> str:
    """The word with the fewest mistakes away; of those the one in most texts. "" when none is near enough."""
    allowed = mistakes_forgiven(word)
    used = Counter(other for text in texts for other in set(text))
    near = (other for other in used if fits(word, other, allowed))
    distance, _, best = min(
        ((mistakes(word, o, allowed), -used[o], o) for o in near), default=(allowed + 1, 0, "")
    )
    return best if distance <= allowed else ""


def fits(word: str, other: str, allowed: int) -> bool:
    return other.isalpha() and other != word and abs(len(word) - len(other)) <= allowed


def mistakes(left: str, right: str, most: int) -> int:
    """Letters added, left out, mistaken, or two neighbours swapped (optimal string alignment distance).

    `most` + 1 as soon as it is clear that there are more than `most`: nearly always after a few letters.
    """
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        before, above, row = row, before, [i]
        for j, b in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if above and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
        if min(row) > most and min(before) > most:  # a swap reaches back over two rows
            return most + 1
    return row[-1]
