"""`lubuk import PATH`: brings in a folder, an archive, a dump or a mailbox, and says what became of each entry."""

import argparse
import time
from pathlib import Path

from rich.progress import Progress

from lubuk.domains.importing import actions
from lubuk.domains.importing.listing import count_by_outcome, source_name
from lubuk.domains.importing.models import WAITING, Import, Outcome, State
from lubuk.domains.importing.running import advance
from lubuk.foundation.access.models import Role, RoleName
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.kinds.registry import kinds
from lubuk.foundation.items.models import Audience
from lubuk.foundation.refusal import Refused
from lubuk.foundation.shaping.following import follow
from lubuk.foundation.units.models import Unit
from lubuk.site.serving.rubbish import look_seldom_for_rubbish
from lubuk.site.terminal import console

SHOWN = 20  # refused entries; --report lists all
WORDS = {
    Outcome.TO_COME: "to come", Outcome.TO_CHANGE: "to be renewed", Outcome.NEW: "new", Outcome.CHANGED: "changed",
    Outcome.SAME: "as before", Outcome.DOUBLE: "there already", Outcome.LEFT_OUT: "left out",
    Outcome.REFUSED: "refused", Outcome.GONE: "gone from the source", Outcome.UNDONE: "taken back",
}  # fmt: skip


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", type=Path, help="a folder, a ZIP archive, a wiki's dump, a mailbox or a file")
    parser.add_argument(
        "--by", metavar="USERNAME", help="who brings them in and owns them (an administrator)"
    )
    parser.add_argument("--unit", metavar="SLUG", help="the unit that keeps them (that of the person)")
    parser.add_argument(
        "--kind", default="article", choices=sorted(kinds()), help="what they become (article)"
    )
    parser.add_argument(
        "--audience", default="institution", choices=Audience.values, help="who may see them (institution)"
    )
    parser.add_argument("--language", default="en", help="of files that don't tell (en)")
    parser.add_argument(
        "--name", help="what the source goes by; the same name renews what came from it (the file's)"
    )
    parser.add_argument("--drafts", action="store_true", help="publish nothing yet")
    parser.add_argument("--flat", action="store_true", help="make no collections of folders")
    parser.add_argument("--preview", action="store_true", help="only say what would come")
    parser.add_argument(
        "--report", type=Path, help="write what became of every entry to this file, with tabs"
    )


def run(arguments: argparse.Namespace) -> int:
    look_seldom_for_rubbish()
    follow()  # a kind may be shaped in the browser
    try:
        begun = asked_for(arguments)
    except Refused as refused:
        console.print(str(refused))
        return 1
    began = time.monotonic()
    place = arguments.path.resolve()
    with Progress(console=console, disable=not console.is_terminal) as progress:
        reading = progress.add_task("Reading", total=None)
        advance(begun, place, tell=lambda done: progress.update(reading, completed=done))
        if begun.state == State.READY and not arguments.preview:
            actions.take_import(begun, by=begun.by)
            taking = progress.add_task("Bringing in", total=begun.entries.filter(outcome__in=WAITING).count())
            advance(begun, place, tell=lambda done: progress.update(taking, completed=done))
    return told(begun, time.monotonic() - began, arguments.report)


def told(run: Import, seconds: float, report: Path | None) -> int:
    if run.state == State.FAILED:
        console.print(run.why)
        return 1
    if run.state == State.READY:
        actions.stop_import(run, by=run.by)  # it was looked at, and is not left waiting
    counts = count_by_outcome(run)
    said = ", ".join(f"{number} {WORDS[Outcome(outcome)]}" for outcome, number in counts.items())
    console.print(f"{sum(counts.values())} entries in {seconds:.1f} s: {said or 'nothing found'}.")
    for path, why in run.entries.filter(outcome=Outcome.REFUSED).values_list("path", "why")[:SHOWN]:
        console.print(f"  {path}: {why}", markup=False)
    if report:
        rows = run.entries.values_list("path", "outcome", "item__number", "why").iterator()
        lines = ["\t".join(str(cell or "") for cell in row) for row in rows]
        report.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0 if any(outcome != Outcome.REFUSED for outcome in counts) else 1


def asked_for(arguments: argparse.Namespace) -> Import:
    if not arguments.path.exists():
        raise Refused(f"There is no {arguments.path}. Name the folder or the file to bring in.")
    by = person_named(arguments.by)
    unit = Unit.objects.filter(slug=arguments.unit).first() if arguments.unit else by.unit
    if unit is None:
        raise Refused(
            f"There is no unit “{arguments.unit}”. Use its short name from the address of its page."
        )
    return actions.begin_import(
        by=by, source=arguments.name or source_name(arguments.path.resolve().name), kind=kinds()[arguments.kind],
        unit=unit, audience=arguments.audience, language=arguments.language, publishes=not arguments.drafts,
        gathers=not arguments.flat,
    )  # fmt: skip


def person_named(username: str | None) -> Person:
    if username:
        person = Person.objects.filter(username=username, is_active=True).select_related("unit").first()
    else:
        role = Role.objects.in_force().filter(name=RoleName.ADMINISTRATOR, person__unit__isnull=False).first()
        person = role.person if role else None
    if person is None or person.unit is None:
        raise Refused("Name a colleague with a unit who brings the files in: --by USERNAME.")
    return person
