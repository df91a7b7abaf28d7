"""`lubuk build`: makes what browsers load, if a source changed. `up` and `test` do it by themselves."""

import argparse
import sys

from lubuk.site.build import BuildFailed, build
from lubuk.site.checking.checkout import checkout

FAILED = 1


def configure(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def run(arguments: argparse.Namespace) -> int:
    try:
        built = build(checkout(), progress=print)
    except BuildFailed as failure:
        print(failure, file=sys.stderr)
        return FAILED
    print("Built." if built else "Nothing changed since the last build.")
    return 0
