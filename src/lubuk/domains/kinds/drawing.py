"""A flow as a drawing: states one below the other, steps as numbered ways beside them. No styles."""

from __future__ import annotations

from dataclasses import dataclass

from lubuk.foundation.items.kinds.definition import Flow

LEFT, WIDTH, HEIGHT, GAP = (
    8,
    176,
    44,
    40,
)  # of a state's box and the space below it, in the units of the drawing
TRACK, FIRST = 26, 30  # between two ways; from the boxes to the first
NOSE = 6  # of an arrow
RADIUS = 9
LONGEST = 20  # letters of a line in a box


@dataclass(frozen=True)
class Box:
    label: str
    counts_as: str
    is_end: bool
    y: int

    @property
    def middle(self) -> int:
        return self.y + HEIGHT // 2

    @property
    def lines(self) -> list[tuple[str, int]]:
        """At most two lines of the label with their baselines."""
        words, lines = self.label.split(), [""]
        for word in words:
            if len(lines[-1]) + len(word) > LONGEST and len(lines) == 1:
                lines.append("")
            lines[-1] = f"{lines[-1]} {word}".strip()
        cut = [line if len(line) <= LONGEST + 2 else f"{line[:LONGEST]}…" for line in lines]
        first = self.middle + 5 - (8 if len(cut) > 1 else 0)
        return [(line, first + 17 * number) for number, line in enumerate(cut)]


@dataclass(frozen=True)
class Way:
    number: int
    path: str
    x: int
    y: int
    nose: str


@dataclass(frozen=True)
class Drawing:
    boxes: list[Box]
    ways: list[Way]
    width: int
    height: int


def draw(flow: Flow) -> Drawing:
    """Each way leaves its state at the right, goes along a track of its own, and comes back into the other one."""
    tops = {state.name: 8 + number * (HEIGHT + GAP) for number, state in enumerate(flow.states)}
    boxes = [Box(str(state), state.counts_as, state.is_end, tops[state.name]) for state in flow.states]
    ends = [
        (number, source, step.to)
        for number, step in enumerate(flow.steps, start=1)
        for source in step.sources
    ]
    slots = {name: [end for end in ends if name in end[1:]] for name in tops}
    ordered = sorted(ends, key=lambda end: abs(tops[end[1]] - tops[end[2]]))
    ways = [way(end, track, tops, slots) for track, end in enumerate(ordered)]
    width = LEFT + WIDTH + FIRST + TRACK * max(len(ways), 1) + RADIUS
    return Drawing(boxes, ways, width, 8 + len(boxes) * (HEIGHT + GAP) - GAP + 8)


def way(
    end: tuple[int, str, str], track: int, tops: dict[str, int], slots: dict[str, list[tuple[int, str, str]]]
) -> Way:
    number, source, to = end
    x, edge = LEFT + WIDTH + FIRST + TRACK * track, LEFT + WIDTH
    start, stop = tops[source] + slot(end, slots[source]), tops[to] + slot(end, slots[to], is_end=True)
    path = f"M{edge} {start}H{x}V{stop}H{edge + NOSE}"
    nose = f"M{edge + 1} {stop}l{NOSE + 2} -{NOSE - 1}v{2 * NOSE - 2}z"
    return Way(number, path, x, (start + stop) // 2, nose)


def slot(end: tuple[int, str, str], slots: list[tuple[int, str, str]], *, is_end: bool = False) -> int:
    """Where on the right edge of a box a way begins or ends, so that no two share a point."""
    places = len(slots) + sum(1 for each in slots if each[1] == each[2])
    at = slots.index(end) + (1 if is_end and end[1] == end[2] else 0)
    return round(HEIGHT * (at + 1) / (places + 1))
