"""`lubuk check`: what a machine can say about the code in under a minute."""

import argparse
import subprocess
import sys
import tempfile
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from pathlib import Path

from lubuk.site.build import install
from lubuk.site.checking.checkout import checkout, environment
from lubuk.site.terminal import console

CODE = ["src", "tests", "conftest.py", "hatch_build.py"]
SCRIPT = "lubuk"  # its header is for sh, and the formatter would break it
AT_ONCE = 2


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--audit", action="store_true", help="ask the package index for known holes in what we use, too"
    )


def run(arguments: argparse.Namespace) -> int:
    root = checkout()
    install(root, progress=print, for_checks=True)
    failed = []
    with tempfile.TemporaryDirectory(prefix="lubuk-check-") as data, ThreadPoolExecutor(AT_ONCE) as pool:
        variables = environment(root, LUBUK_DATA=data)
        under_way = {pool.submit(_run, line, root, variables): name for name, line in _checks(root).items()}
        with console.status("Checking"):
            for done in as_completed(under_way):
                failed += _tell(under_way[done], done)
    if arguments.audit:
        failed += _audit(root)
    console.print(f"Not in order: {', '.join(failed)}" if failed else "All in order.")
    return int(bool(failed))


def _checks(root: Path) -> dict[str, list[str]]:
    """The slowest first, so that the short ones fill up the time beside them."""
    python = [sys.executable, "-m"]
    checks = {
        "types": [*python, "mypy"],
        "the house's own rules": [*python, "pytest", "-q", "tests/architecture"],
        "floors": [str(Path(sys.executable).with_name("lint-imports"))],
        "migrations": [*python, "lubuk", "manage", "makemigrations", "--check", "--dry-run"],
        "templates": [*python, "djlint", "--lint", "--quiet", "src"],
        "style": [*python, "ruff", "check", "--output-format", "concise", *CODE, SCRIPT],
        "form": [*python, "ruff", "format", "--check", "--output-format", "concise", *CODE],
    }
    return {"islands": ["sh", "-c", "cd frontend && node --run check"], **checks}


type _Ended = subprocess.CompletedProcess[str]


def _run(line: list[str], root: Path, variables: dict[str, str]) -> _Ended:
    return subprocess.run(
        line,
        cwd=root,
        env=variables,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )


def _tell(name: str, done: Future[_Ended]) -> list[str]:
    ended = done.result()
    if not ended.returncode:
        console.print(f"[green]✓[/] {name}")
        return []
    console.print(f"[red]✗[/] {name}")
    console.print(ended.stdout.rstrip(), markup=False, soft_wrap=True)
    return [name]


def _audit(root: Path) -> list[str]:
    """Known holes in the packages of the product. A machine without the index is told so and not failed."""
    with console.status("Asking the package index"):
        line = [
            sys.executable,
            "-m",
            "pip_audit",
            "--require-hashes",
            "--disable-pip",
            "-r",
            "requirements/run.txt",
        ]
        ended = _run(line, root, environment(root))
    if "ServiceError" in ended.stdout or "ConnectionError" in ended.stdout:
        console.print("– known holes: the package index does not answer")
        return []
    console.print(ended.stdout.rstrip(), markup=False, soft_wrap=True)
    return ["known holes"] if ended.returncode else []
