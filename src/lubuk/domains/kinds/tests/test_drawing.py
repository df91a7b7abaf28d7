"""The drawing of a flow."""

from lubuk.domains.kinds.drawing import draw
from lubuk.foundation.items.kinds.definition import Flow, State, Step
from tests.cast import a_kind


def test_every_way_of_a_step_is_drawn_and_none_shares_its_track() -> None:
    flow = a_kind("guide").flow
    drawing = draw(flow)
    assert [box.label for box in drawing.boxes] == [str(state) for state in flow.states]
    assert sorted(way.number for way in drawing.ways) == [1, 2, 3, 4, 5]
    assert len({way.x for way in drawing.ways}) == len(drawing.ways)


def test_a_step_that_stays_where_it_is_leaves_and_comes_back() -> None:
    flow = Flow(
        "x",
        (State("a", {"en": "A very long name of a state indeed, really"}, "draft"),),
        (Step("s", {}, ("a",), "a", ()),),
    )
    drawing = draw(flow)
    assert len(drawing.boxes[0].lines) == 2
    assert len(drawing.ways) == 1


def test_a_flow_with_nothing_in_it_is_drawn() -> None:
    assert draw(Flow("x", (), ())).ways == []
