"""./lubuk, the script of a checkout: what it does before anything is installed."""

import stat
import subprocess
import sys
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

from lubuk.site.checking.checkout import checkout
from lubuk.site.command import main
from lubuk.site.commands import COMMANDS, NEED_DJANGO


def _launch(*arguments: str, path: str, **variables: str) -> subprocess.CompletedProcess[str]:
    script = checkout() / "lubuk"
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


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """The script as a module, in which an installation only notes what it would have installed."""
    loader = SourceFileLoader("launcher", str(checkout() / "lubuk"))
    module = module_from_spec(spec_from_loader("launcher", loader) or ModuleSpec("launcher", loader))
    loader.exec_module(module)
    monkeypatch.setenv("LUBUK_VENV", str(tmp_path / "venv"))
    installed = tmp_path / "installed"

    def note(python: Path, name: str) -> None:
        installed.write_text(f"{installed.read_text() if installed.exists() else ''}{name} ")

    monkeypatch.setattr(module, "_install", note)
    monkeypatch.setattr(module, "_say", lambda sentence: None)
    monkeypatch.setattr(module.venv, "create", _quickly)
    return module


def _quickly(home: Path, **_: object) -> None:
    """An environment in a moment: making a real one takes seconds and is Python's own affair."""
    (home / "bin").mkdir(parents=True)
    (home / "bin" / "python").symlink_to(Path(sys.executable).resolve())


def _installed(tmp_path: Path) -> list[str]:
    return (tmp_path / "installed").read_text().split()


def test_each_set_is_installed_once(script: ModuleType, tmp_path: Path) -> None:
    for wanted in ("build", "build", "test", "run"):
        script.environment(wanted)
    assert _installed(tmp_path) == ["run", "build", "test"]


def test_an_interrupted_installation_is_done_again(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(python: Path, name: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(script, "_install", interrupt)
        with pytest.raises(KeyboardInterrupt):
            script.environment("run")
    script.environment("run")
    assert _installed(tmp_path) == ["run"]


def test_an_environment_half_made_is_made_anew(script: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "venv").mkdir()
    (tmp_path / "venv" / script.OURS).touch()
    (tmp_path / "venv" / "half").touch()
    assert script.environment("run").exists()
    assert not (tmp_path / "venv" / "half").exists()


def test_an_environment_of_someone_else_is_used_and_nothing_in_it_deleted(
    script: ModuleType, tmp_path: Path
) -> None:
    _quickly(tmp_path / "venv")
    theirs = tmp_path / "venv" / "theirs"
    theirs.touch()
    script.environment("run")
    assert theirs.exists()


@pytest.mark.parametrize("name", ["documents", ".venv"])
def test_a_folder_of_someone_else_that_does_not_work_is_refused_and_kept(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    precious = tmp_path / name
    precious.mkdir()
    (precious / "pyvenv.cfg").touch()
    monkeypatch.setenv("LUBUK_VENV", str(precious))
    with pytest.raises(script.CannotInstall, match="was not made by this command"):
        script.environment("run")
    assert (precious / "pyvenv.cfg").exists()


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([name, "--help"])
    assert end.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: lubuk {name}")


def test_only_known_commands_need_django() -> None:
    assert set(COMMANDS) >= NEED_DJANGO
