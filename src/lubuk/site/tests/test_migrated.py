"""The database that tests are given: made once for what the migrations are, and never half."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from lubuk.site.checking import migrated


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """One migration, which calls a module of ours."""
    for path, text in {
        "settings.py": "",
        "migrations/0001_initial.py": "from lubuk.site.guards import put_up\n",
        "guards.py": "",
        "views.py": "",
    }.items():
        file = tmp_path / "src/lubuk/site" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return tmp_path


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders in which one was made."""
    folders: list[str] = []

    def migrate(_root: Path, data: str, **_variables: str) -> None:
        folders.append(data)
        (Path(data) / "lubuk.sqlite3").write_text("tables")

    monkeypatch.setattr(migrated, "_migrate", migrate)
    return folders


def test_who_comes_second_finds_the_firsts(checkout: Path, made: list[str]) -> None:
    with ThreadPoolExecutor(4) as pool:
        files = {pool.submit(migrated.file, checkout) for _n in range(4)}
    assert len({file.result() for file in files}) == len(made) == 1


@pytest.mark.parametrize("path", ["settings.py", "migrations/0001_initial.py", "guards.py"])
def test_another_is_made_when_the_migrations_may_come_out_differently(
    checkout: Path, made: list[str], path: str
) -> None:
    migrated.file(checkout)
    (checkout / "src/lubuk/site" / path).open("a").write("# Changed\n")
    migrated.file(checkout)
    assert len(made) == 2


def test_none_is_made_when_a_page_changes(checkout: Path, made: list[str]) -> None:
    migrated.file(checkout)
    (checkout / "src/lubuk/site/views.py").write_text("# Changed\n")
    migrated.file(checkout)
    assert len(made) == 1


def test_one_that_could_not_be_made_is_not_kept(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_off(_root: Path, data: str) -> None:
        (Path(data) / "lubuk.sqlite3").write_text("half")
        raise KeyboardInterrupt

    monkeypatch.setattr(migrated, "_migrate", break_off)
    with pytest.raises(KeyboardInterrupt):
        migrated.file(checkout)
    assert list((checkout / migrated.KEPT).glob("*.sqlite3")) == []


def test_only_the_last_few_are_kept(checkout: Path, made: list[str]) -> None:
    for n in range(migrated.MOST + 2):
        (checkout / "src/lubuk/site/settings.py").write_text(f"N = {n}\n")
        newest = migrated.file(checkout)
    kept = list((checkout / migrated.KEPT).glob("*.sqlite3"))
    assert len(kept) == migrated.MOST
    assert newest in kept


@pytest.mark.postgres
@pytest.mark.django_db
def test_the_tests_have_every_migration() -> None:
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


def test_the_one_that_is_kept_needs_no_other_file(pytestconfig: pytest.Config) -> None:
    kept = migrated.file(pytestconfig.rootpath)
    with sqlite3.connect(f"file:{kept}?mode=ro&immutable=1", uri=True) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("SELECT count(*) FROM django_migrations").fetchone()[0] > 0
