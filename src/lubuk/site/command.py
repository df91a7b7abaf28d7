"""The command line: finds the command and hands over. What a command does is in lubuk/site/commands/."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from lubuk.site.build import BuildFailed
from lubuk.site.commands import COMMANDS, MODULES, NEED_DJANGO
from lubuk.site.configuration import WrongSettings

FAILED, REFUSED = 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or given[0] in ("help", "-h", "--help"):
        print(overview())
        return 0
    name, *rest = given
    if name not in COMMANDS:
        print(f"There is no command “{name}”.\n\n{overview()}", file=sys.stderr)
        return REFUSED
    try:
        return _run(name, rest)
    except WrongSettings as wrong:
        print(f"Lubuk does not start with these settings:\n{wrong}", file=sys.stderr)
        return REFUSED
    except BuildFailed as failure:
        print(failure, file=sys.stderr)
        return FAILED


def _run(name: str, rest: Sequence[str]) -> int:
    if name in NEED_DJANGO:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lubuk.site.settings")
        # Not imported at the top: the overview is there before anything is installed.
        importlib.import_module("django").setup()
    module = importlib.import_module(f"lubuk.site.commands.{MODULES.get(name, name)}")
    summary = COMMANDS[name]
    parser = argparse.ArgumentParser(prog=f"lubuk {name}", description=f"{summary[0].upper()}{summary[1:]}.")
    module.configure(parser)
    code: int = module.run(parser.parse_args(rest))
    return code


def overview() -> str:
    width = max(len(name) for name in COMMANDS)
    lines = [f"  {name:{width}}  {line}" for name, line in COMMANDS.items()]
    return "\n".join(
        ["Lubuk keeps what an institution knows.", "", *lines, "", "lubuk COMMAND --help says more of each."]
    )
