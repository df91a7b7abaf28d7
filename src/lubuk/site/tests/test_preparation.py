"""What is found to be due at a start."""

import dataclasses
import sqlite3
from pathlib import Path

import pytest
from django.conf import settings

from lubuk.foundation.items.kinds.registry import shipped
from lubuk.site import configuration
from lubuk.site.configuration import Configuration
from lubuk.site.serving import preparation, prepare


@pytest.fixture
def prepared(tmp_path: Path) -> Configuration:
    """A data folder in which everything has been done."""
    read = configuration.read({"LUBUK_DATA": str(tmp_path)})
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "staticfiles.json").touch()
    with sqlite3.connect(read.database["NAME"]) as database:
        database.execute("CREATE TABLE django_migrations (id INTEGER PRIMARY KEY)")
        database.execute("INSERT INTO django_migrations DEFAULT VALUES")
    preparation.remember(read, "static", preparation.static_state())
    preparation.remember(read, "kinds", preparation.kinds_state())
    preparation.remember(read, "database", preparation.database_state(read))
    return read


def _due(prepared: Configuration) -> set[str]:
    return set(preparation.due(prepared)) - {"messages"}


def test_an_empty_folder_needs_everything(tmp_path: Path) -> None:
    assert _due(configuration.read({"LUBUK_DATA": str(tmp_path)})) == {"static", "kinds", "database"}


def test_what_is_done_is_not_done_again(prepared: Configuration) -> None:
    assert _due(prepared) == set()


def test_a_database_put_back_from_a_backup_is_migrated(prepared: Configuration) -> None:
    with sqlite3.connect(prepared.database["NAME"]) as database:
        database.execute("DELETE FROM django_migrations")
    assert _due(prepared) == {"database"}


def test_a_database_that_is_gone_is_made_again(prepared: Configuration) -> None:
    Path(prepared.database["NAME"]).unlink()
    assert _due(prepared) == {"database"}


def test_collected_files_that_are_gone_are_collected_again(prepared: Configuration) -> None:
    (prepared.data / "static" / "staticfiles.json").unlink()
    assert _due(prepared) == {"static"}


def test_a_note_cut_short_counts_as_none(prepared: Configuration) -> None:
    (prepared.data / "prepared.json").write_text('{"static": "abc')
    assert _due(prepared) == {"static", "kinds", "database"}


def test_a_server_is_brought_up_to_date_at_each_start(prepared: Configuration) -> None:
    elsewhere = configuration.read({"DATABASE_URL": "postgresql://db/lubuk"}).database
    moved = dataclasses.replace(prepared, database=elsewhere)
    preparation.remember(moved, "database", preparation.database_state(moved))
    assert _due(moved) == {"database"}


def test_a_broken_pack_stops_the_start_with_its_file_and_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "pack.yaml").write_text("pack: bad\n")
    (tmp_path / "bad" / "kind.yaml").write_text("kind: sprout\nnames: [\n")
    monkeypatch.setattr(settings, "PACKS_DIR", tmp_path)
    shipped.cache_clear()
    with pytest.raises(SystemExit) as refused:
        prepare.kinds()
    shipped.cache_clear()
    assert "kind.yaml line" in str(refused.value)
