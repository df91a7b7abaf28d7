"""`lubuk packs`: reads every pack and says what is wrong in it, or what there is."""

import argparse
from pathlib import Path

from django.conf import settings

from lubuk.foundation.items.kinds.problems import PackError
from lubuk.foundation.items.kinds.reading import read_packs
from lubuk.site.terminal import console


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", nargs="?", type=Path, help="a folder of packs (those of this installation)")


def run(arguments: argparse.Namespace) -> int:
    try:
        kinds, flows = read_packs(arguments.folder or Path(settings.PACKS_DIR))
    except PackError as error:
        console.print(str(error), markup=False, soft_wrap=True)
        return 1
    for kind in kinds.values():
        console.print(f"{kind.pack}: {kind.key}, {len(kind.fields)} fields, flow {kind.flow.name}")
    console.print(f"{len(kinds)} kinds and {len(flows)} flows, all in order.")
    return 0
