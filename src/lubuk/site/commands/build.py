"""`lubuk build`: makes what browsers load, if a source changed. `up` and `test` do it by themselves."""

import argparse

from lubuk.site.build import build
from lubuk.site.checking.checkout import checkout


def configure(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def run(arguments: argparse.Namespace) -> int:
    built = build(checkout(), progress=print)
    print("Built." if built else "Nothing changed since the last build.")
    return 0
