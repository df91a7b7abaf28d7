"""Typst, alone in a process. Run as a program: `python setting.py FOLDER`, with doc.json and pictures in it.

Leaves out.pdf in the folder. Knows nothing of the product, so that it starts in a moment and holds nothing.
"""

import resource
import sys
from pathlib import Path
from typing import Any

import typst

HERE = Path(__file__).parent
MOST_MEMORY = 2 * 2**30  # bytes of address space; a manual of 500 pages takes some 300 MB
MOST_SECONDS = 60  # of the processor


def set_paper(folder: Path) -> None:
    """PDF/UA-1: tagged, with a title, a language and words for each picture.

    A letter that our faces lack is no reason to print nothing: then the machine's fonts help out, and the
    paper is tagged without the promise, which holds only where every letter can be read out.
    """
    (folder / "main.typ").write_bytes((HERE / "lubuk.typ").read_bytes())
    try:
        compile_in(folder, ignore_system_fonts=True, pdf_standards=["ua-1"])
    except typst.TypstError:
        compile_in(folder, ignore_system_fonts=False)


def compile_in(folder: Path, **how: Any) -> None:
    typst.compile(
        str(folder / "main.typ"),
        output=str(folder / "out.pdf"),
        root=str(folder),
        font_paths=[str(HERE / "fonts")],
        package_path=str(folder),  # none: the layout needs no package, and nothing is fetched
        package_cache_path=str(folder),
        **how,
    )


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    set_paper(Path(sys.argv[1]))
