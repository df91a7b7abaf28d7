"""Vectors on the disk: the nearest of those that may be found, whatever else there is."""

from array import array
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from lubuk.shared.search import vectors
from lubuk.shared.search.vectors import Opened, Vectors, aimed, nearest, packed

LENGTH = 64


def made(number: int) -> array[float]:
    """Round one direction, as the texts of such a model are."""
    numbers = np.random.default_rng(number).standard_normal(LENGTH) + np.full(LENGTH, 3.0)
    return array("f", numbers.astype(np.float32).tobytes())


@pytest.fixture
def store(tmp_path: Path) -> Vectors:
    store = Vectors(tmp_path / "meaning")
    store.write("m", ((item, 1000 + item, packed(made(item))) for item in range(500)), LENGTH)
    return store


def opened(store: Vectors) -> Opened:
    found = store.open()
    assert found is not None
    return found


def test_a_text_is_nearest_to_itself(store: Vectors) -> None:
    near, _crowd = nearest(opened(store), aimed(made(42)), range(500), 5)
    assert (near[0].id, near[0].row) == (42, 1042)
    assert near[0].likeness > 0.999


def test_what_is_near_to_every_question_gives_way_to_what_is_near_to_this_one(tmp_path: Path) -> None:
    asked, others = np.array(made(1)), [np.array(made(number)) for number in range(100, 120)]
    everyone = np.mean(others, axis=0)
    hub, about_it = 0.7 * everyone + 0.3 * asked, 0.35 * asked + 0.65 * np.array(made(2))
    store = Vectors(tmp_path / "meaning")
    store.write("m", [(1, 1, of(hub)), (2, 2, of(about_it)), (3, 3, of(everyone))], LENGTH)
    far = [array("f", one.astype(np.float32).tobytes()) for one in others for _each_language in range(2)]
    plain, _crowd = nearest(opened(store), aimed(made(1)), [1, 2, 3], 3)
    aside, _crowd = nearest(opened(store), aimed(made(1), far, 0.9), [1, 2, 3], 3)
    assert [one.id for one in plain] == [1, 2, 3]
    assert [one.id for one in aside] == [2, 1, 3]


def of(numbers: NDArray[np.float64]) -> bytes:
    return packed(array("f", numbers.astype(np.float32).tobytes()))


def test_only_what_may_be_found_is_among_the_nearest(store: Vectors) -> None:
    near, _crowd = nearest(opened(store), aimed(made(42)), [7, 8], 5)
    assert {one.id for one in near} == {7, 8}
    assert nearest(opened(store), aimed(made(42)), [], 5)[0] == []


def test_what_may_not_be_found_changes_nothing_of_what_may(store: Vectors, tmp_path: Path) -> None:
    alone = Vectors(tmp_path / "alone")
    alone.write("m", ((item, 1000 + item, packed(made(item))) for item in range(0, 500, 10)), LENGTH)
    some = range(0, 500, 10)
    assert nearest(opened(store), aimed(made(42)), some, 20) == nearest(
        opened(alone), aimed(made(42)), some, 20
    )


def test_it_is_told_how_much_of_what_may_be_found_has_a_vector(
    store: Vectors, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert nearest(opened(store), aimed(made(42)), range(400, 500), 5)[1].learned == 1.0
    assert nearest(opened(store), aimed(made(42)), range(400, 600), 5)[1].learned == 0.5
    monkeypatch.setattr(vectors, "ASKED", 20)
    assert nearest(opened(store), aimed(made(42)), range(400, 600), 5)[1].learned == pytest.approx(
        0.5, abs=0.1
    )


def test_signs_choose_nearly_the_same_when_there_are_many(
    store: Vectors, monkeypatch: pytest.MonkeyPatch
) -> None:
    exact, _crowd = nearest(opened(store), aimed(made(42)), range(500), 10)
    monkeypatch.setattr(vectors, "EXACT", 200)
    monkeypatch.setattr(vectors, "LOOKED_AT", 150)
    chosen, _crowd = nearest(opened(store), aimed(made(42)), range(500), 10)
    assert chosen[0] == exact[0]
    assert len({one.id for one in chosen} & {one.id for one in exact}) >= 8


def test_an_item_stands_there_once_with_its_nearest_part(tmp_path: Path) -> None:
    store = Vectors(tmp_path / "meaning")
    store.write("m", [(1, 10, packed(made(1))), (1, 11, packed(made(2))), (2, 12, packed(made(3)))], LENGTH)
    near, _crowd = nearest(opened(store), aimed(made(2)), [1, 2], 5)
    assert [(one.id, one.row) for one in near] == [(1, 11), (2, 12)]


def test_a_new_generation_is_read_and_an_empty_one_finds_nothing(store: Vectors) -> None:
    assert len(opened(store)) == 500
    store.write("m", [], 0)
    assert len(opened(store)) == 0
    assert nearest(opened(store), aimed(made(1)), [1], 5)[0] == []


def test_vectors_of_another_length_are_left_out(store: Vectors) -> None:
    store.write("m", [(1, 1, packed(made(1))), (2, 2, b"abc")], LENGTH)
    assert list(opened(store).items) == [1]
    assert nearest(opened(store), aimed(array("f", [1.0, 2.0])), [1], 5)[0] == []
