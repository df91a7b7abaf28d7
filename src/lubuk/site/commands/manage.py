"""`lubuk manage …`: Django's management commands, as `lubuk manage createsuperuser`."""

import argparse
import os

from django.core.management import execute_from_command_line


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "arguments", nargs=argparse.REMAINDER, help="the command and its options; `help` lists all"
    )


def run(arguments: argparse.Namespace) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lubuk.site.settings")
    execute_from_command_line(["lubuk manage", *arguments.arguments])
    return 0
