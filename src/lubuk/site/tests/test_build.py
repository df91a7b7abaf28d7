"""When the islands are built anew, and when a start need not wait for it. Node itself is not run here."""

from pathlib import Path

import pytest

from lubuk.site import build


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tree with one source, where every command is noted and "builds" the two scripts."""
    for name in ("frontend/src/main.ts", "frontend/build.mjs", "frontend/package-lock.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1")
    (tmp_path / "frontend/node_modules").mkdir()

    def run(root: Path, command: list[str], complaint: str) -> None:
        with (root / "ran").open("a") as ran:
            ran.write("install\n" if "ci" in command else "build\n")
        for script in build.OUTPUTS:
            (root / build.BUILT).mkdir(parents=True, exist_ok=True)
            (root / build.BUILT / script).write_text("built")

    monkeypatch.setattr(build, "_run", run)
    return tmp_path


def ran(root: Path) -> list[str]:
    return (root / "ran").read_text().split()


def quietly(line: str) -> None:
    assert line


def test_the_first_build_installs_and_the_second_does_nothing(checkout: Path) -> None:
    assert build.build(checkout, progress=quietly)
    assert not build.build(checkout, progress=quietly)
    assert ran(checkout) == ["install", "build"]


def test_a_changed_source_is_built_without_installing_again(checkout: Path) -> None:
    build.build(checkout, progress=quietly)
    (checkout / "frontend/src/main.ts").write_text("2")
    assert build.build(checkout, progress=quietly)
    assert ran(checkout) == ["install", "build", "build"]


def test_a_changed_lock_installs_again(checkout: Path) -> None:
    build.build(checkout, progress=quietly)
    (checkout / "frontend/package-lock.json").write_text("2")
    build.build(checkout, progress=quietly)
    assert ran(checkout) == ["install", "build", "install", "build"]


def test_what_was_deleted_is_built_again(checkout: Path) -> None:
    build.build(checkout, progress=quietly)
    (checkout / build.BUILT / "editor.js").unlink()
    assert build.build(checkout, progress=quietly)


def test_the_packages_for_checks_are_enough_to_build(checkout: Path) -> None:
    build.install(checkout, progress=quietly, for_checks=True)
    build.build(checkout, progress=quietly)
    build.install(checkout, progress=quietly, for_checks=True)
    assert ran(checkout) == ["install", "build"]


def test_an_installed_wheel_has_nothing_to_build(tmp_path: Path) -> None:
    assert not build.build(tmp_path, progress=quietly)


def test_a_failed_command_says_what_failed_and_why(tmp_path: Path) -> None:
    (tmp_path / "frontend").mkdir()
    with pytest.raises(build.BuildFailed, match=r"could not be built\.\nError: no"):
        build._run(tmp_path, ["sh", "-c", "echo 'Error: no' >&2; exit 1"], "It could not be built.")
