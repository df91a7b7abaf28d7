"""./lubuk, the script of a checkout: what it does before anything is installed."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from lubuk.site.commands import COMMANDS, NEED_DJANGO
from lubuk.site.configuration.places import CHECKOUT

pytestmark = pytest.mark.skipif(CHECKOUT is None, reason="there is no script where a wheel was installed")


def _launch(*arguments: str, path: str, **variables: str) -> subprocess.CompletedProcess[str]:
    script = (CHECKOUT or Path()) / "lubuk"
    environment = {"PATH": path, "HOME": "/nowhere", **variables}
    return subprocess.run([script, *arguments], env=environment, capture_output=True, text=True, timeout=60)


def _program(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    program = folder / name
    program.write_text(f"#!/bin/sh\n{text}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return program


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder to be the whole PATH, with one Python that is new enough under the name of an older one's
    successor.
    """
    _program(tmp_path / "bin", "python3.13", f'exec {sys.executable} "$@"')
    return tmp_path / "bin"


def test_alone_it_lists_every_command_and_installs_nothing(machine: Path, tmp_path: Path) -> None:
    said = _launch(path=str(machine), LUBUK_VENV=str(tmp_path / "venv"))
    assert said.returncode == 0
    for name, line in COMMANDS.items():
        assert f"{name} " in said.stdout
        assert line in said.stdout
    assert not (tmp_path / "venv").exists()


def test_a_command_that_does_not_exist_gets_the_list(machine: Path, tmp_path: Path) -> None:
    said = _launch("swim", path=str(machine), LUBUK_VENV=str(tmp_path / "venv"))
    assert said.returncode == 2
    assert "There is no command “swim”." in said.stderr
    assert not (tmp_path / "venv").exists()


def test_it_passes_by_a_python_that_is_too_old_and_a_shim_that_fails(machine: Path) -> None:
    _program(machine, "python3", "echo 'version 3.13 is not installed' >&2; exit 127")
    _program(machine, "python3.12", "exit 1")
    assert _launch(path=str(machine)).returncode == 0


def test_without_any_python_it_says_what_to_install(tmp_path: Path) -> None:
    said = _launch("up", path=str(tmp_path))
    assert said.returncode == 1
    assert "Lubuk needs Python 3.12 or later" in said.stderr


def test_it_deletes_no_folder_that_is_not_an_environment(machine: Path, tmp_path: Path) -> None:
    precious = tmp_path / "documents"
    precious.mkdir()
    (precious / "thesis.txt").touch()
    said = _launch("up", path=str(machine), LUBUK_VENV=str(precious))
    assert said.returncode == 1
    assert "is not a Python environment" in said.stderr
    assert (precious / "thesis.txt").exists()


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_explains_itself(name: str) -> None:
    line = [sys.executable, "-m", "lubuk", name, "--help"]
    said = subprocess.run(
        line, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    )
    assert said.returncode == 0, said.stderr
    assert said.stdout.startswith(f"usage: lubuk {name}")


def test_only_known_commands_need_django() -> None:
    assert set(COMMANDS) >= NEED_DJANGO
