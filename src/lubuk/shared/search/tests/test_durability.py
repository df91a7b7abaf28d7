"""The index and its position stand or fall together, whoever is killed; readers and rebuilds never wait."""

import multiprocessing
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from lubuk.shared.search.engine import Busy, Document, NoIndex
from lubuk.shared.search.generations import Generations
from lubuk.shared.search.tantivy_engine import TantivyEngine
from lubuk.shared.search.tests.makers import document, ids, look_for, silent

KILLS = 3


def test_a_commit_brings_documents_and_position_together(engine: TantivyEngine) -> None:
    engine.index([document(1, "Pump")], position="17")
    assert (engine.position(), engine.count()) == ("17", 1)


def test_a_document_written_again_replaces_itself_and_a_gone_one_is_gone(engine: TantivyEngine) -> None:
    engine.index([document(1, "Pump"), document(2, "Pump")], position="1")
    engine.index([document(1, "Valve")], gone=[2], position="2")
    assert (ids(look_for(engine, "pump")), ids(look_for(engine, "valve"))) == ([], [1])


def test_a_batch_that_fails_leaves_nothing_behind(engine: TantivyEngine) -> None:
    with pytest.raises(ZeroDivisionError):
        engine.index(breaks_after_one(), position="5")
    assert (engine.position(), engine.count()) == ("0", 0)
    engine.index([document(3, "Next")], position="6")
    assert (engine.position(), engine.count()) == ("6", 1)


def breaks_after_one() -> Iterator[Document]:
    yield document(1, "Half")
    raise ZeroDivisionError


def write_until_killed(folder: Path, told: Connection) -> None:
    engine = TantivyEngine(folder)
    number = int(engine.position())
    while True:
        number += 1
        engine.index([document(number, f"Item {number}")], position=str(number))
        told.send(number)


def test_killing_the_writer_loses_nothing_acknowledged(index_folder: Path, engine: TantivyEngine) -> None:
    spawn = multiprocessing.get_context("spawn")
    for _ in range(KILLS):
        hears, told = spawn.Pipe(duplex=False)
        writer = spawn.Process(target=write_until_killed, args=(index_folder, told))
        writer.start()
        told.close()  # so that a child that dies by itself ends the test instead of hanging it
        acknowledged = [hears.recv() for _ in range(5)][-1]
        writer.kill()
        writer.join()
        assert int(engine.position()) >= acknowledged
        assert engine.count() == int(engine.position())


def test_a_reader_sees_what_another_process_committed(index_folder: Path, engine: TantivyEngine) -> None:
    reader = TantivyEngine(index_folder)
    assert ids(look_for(reader, "pump")) == []
    engine.index([document(1, "Pump")], position="1")
    assert ids(look_for(reader, "pump")) == [1]


def test_only_one_process_writes(index_folder: Path, engine: TantivyEngine) -> None:
    engine.index([document(1, "Pump")], position="1")
    with pytest.raises(Busy):
        TantivyEngine(index_folder).index([document(2, "Pump")], position="2")


def test_without_an_index_that_is_said(tmp_path: Path) -> None:
    with pytest.raises(NoIndex):
        TantivyEngine(tmp_path / "nowhere").position()


def test_an_index_of_another_shape_counts_as_none(index_folder: Path, engine: TantivyEngine) -> None:
    with pytest.raises(NoIndex):
        Generations(index_folder, version=999).current()


# Rebuilding


def test_searching_and_writing_go_on_while_an_index_is_rebuilt(
    index_folder: Path, engine: TantivyEngine
) -> None:
    engine.index([document(1, "Old pump")], position="1")
    reader, rebuilder = TantivyEngine(index_folder), TantivyEngine(index_folder)

    def meanwhile() -> Iterator[Document]:
        yield document(1, "New pump")
        engine.index([document(2, "Written meanwhile")], position="2")
        assert ids(look_for(reader, "old")) == [1]
        yield document(3, "Another pump")

    rebuilder.rebuild(meanwhile(), position="1", progress=silent)
    assert ids(look_for(reader, "old")) == []
    assert sorted(ids(look_for(reader, "pump"))) == [1, 3]
    assert reader.position() == "1"  # so what was written meanwhile is followed again
    engine.index([document(2, "Written meanwhile")], position="2")
    assert ids(look_for(reader, "meanwhile")) == [2]


def test_a_rebuild_that_fails_leaves_the_live_index_alone(index_folder: Path, engine: TantivyEngine) -> None:
    engine.index([document(7, "Pump")], position="7")
    with pytest.raises(ZeroDivisionError):
        TantivyEngine(index_folder).rebuild(breaks_after_one(), position="9", progress=silent)
    assert (engine.position(), ids(look_for(engine, "pump"))) == ("7", [7])
    engine.rebuild([], position="9", progress=silent)
    assert (
        len([path for path in index_folder.iterdir() if path.is_dir()]) == 2
    )  # the new one and the one before


def test_two_rebuilds_at_once_are_refused(index_folder: Path, engine: TantivyEngine) -> None:
    def begin_another() -> Iterator[Document]:
        yield document(1, "Pump")
        engine.rebuild([], position="0", progress=silent)

    with pytest.raises(Busy):
        TantivyEngine(index_folder).rebuild(begin_another(), position="0", progress=silent)


def test_progress_is_told(engine: TantivyEngine) -> None:
    told: list[int] = []
    engine.rebuild((document(n, "Pump") for n in range(450)), position="0", progress=told.append)
    assert told == [200, 400, 450]
