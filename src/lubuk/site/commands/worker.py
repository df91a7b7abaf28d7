"""`lubuk worker`: the jobs, until told to end."""

import argparse

from lubuk.site.serving import worker


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--every", type=float, default=1.0, metavar="SECONDS", help="how often to look for jobs (1)"
    )


def run(arguments: argparse.Namespace) -> int:
    worker.run(every=arguments.every)
    return 0
