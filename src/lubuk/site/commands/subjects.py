"""`lubuk subjects`: a vocabulary from a SKOS file, and the subjects as one."""

import argparse
import time
from pathlib import Path

from lubuk.foundation.labels import in_language
from lubuk.foundation.refusal import Refused
from lubuk.foundation.thesaurus.actions import bring_in
from lubuk.foundation.thesaurus.planning import Plan, plan
from lubuk.foundation.thesaurus.reading import read
from lubuk.foundation.thesaurus.writing import FORMATS, whole
from lubuk.site.terminal import console

SHOWN = 10  # names of each sort; the counts say how many there are


def configure(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True)
    bring = verbs.add_parser("import", help="bring in a file, or bring its next version")
    bring.add_argument("file", type=Path, help="Turtle (.ttl) or RDF/XML (.rdf, .xml)")
    bring.add_argument("--look", action="store_true", help="only say what would change")
    give = verbs.add_parser("export", help="write all subjects to a file")
    give.add_argument("file", type=Path, help="ends in .ttl or .rdf")


def run(arguments: argparse.Namespace) -> int:
    try:
        return give_out(arguments.file) if arguments.verb == "export" else take_in(arguments)
    except (Refused, OSError) as error:
        console.print(str(error), markup=False)
        return 1


def give_out(file: Path) -> int:
    form = file.suffix.removeprefix(".").lower()
    if form not in FORMATS:
        console.print("The file's name must end in .ttl or .rdf.")
        return 1
    file.write_bytes(whole(form))
    console.print(f"Written: {file}", markup=False)
    return 0


def take_in(arguments: argparse.Namespace) -> int:
    began = time.monotonic()
    concepts = read(arguments.file.read_bytes(), arguments.file.name)
    done = plan(concepts) if arguments.look else bring_in(concepts, by=None, source=arguments.file.name)
    tell(done)
    console.print(f"{len(concepts)} concepts in {time.monotonic() - began:.0f} s.")
    return 0


def tell(done: Plan) -> None:
    sorts = {
        "New": [in_language(concept.labels) for concept in done.new],
        "Renamed": [" → ".join(row.names) for row in done.renamed],
        "Other words": [row.subject.name for row in done.changed],
        "Moved": [f"{row.subject.name}: {row.before or '-'} → {row.after or '-'}" for row in done.moved],
        "Gone": [subject.name for subject in done.gone],
        "No longer in the file, but used here and kept": [subject.name for subject in done.kept],
        "Part of another subject here": [in_language(concept.labels) for concept in done.merged],
    }
    for sort, names in sorts.items():
        if names:
            more = ", …" if len(names) > SHOWN else ""
            console.print(
                f"{sort} ({len(names)}): {', '.join(names[:SHOWN])}{more}", markup=False, soft_wrap=True
            )
