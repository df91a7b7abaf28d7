"""`lubuk import PATH`: brings in a folder of Markdown files and says what became of each."""

import argparse
import time
from pathlib import Path

from rich.progress import Progress

from lubuk.domains.library.importing.folder import Import, Report, bring_in, files_in
from lubuk.foundation.access.models import Role, RoleName
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.kinds.registry import kinds
from lubuk.foundation.items.models import Audience
from lubuk.foundation.refusal import Refused
from lubuk.foundation.shaping.following import follow
from lubuk.foundation.units.models import Unit
from lubuk.site.terminal import console

SHOWN = 20  # refused files; --report lists all


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", type=Path, help="the folder; Markdown files in it and below it")
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
    parser.add_argument("--limit", type=int, help="only so many files")
    parser.add_argument("--report", type=Path, help="write what became of every file to this file")


def run(arguments: argparse.Namespace) -> int:
    follow()  # a kind may be shaped in the browser
    try:
        what = asked_for(arguments)
        files = files_in(what.folder, arguments.limit)
        began = time.monotonic()
        with Progress(console=console, disable=not console.is_terminal) as progress:
            task = progress.add_task("Bringing in", total=len(files))
            report = bring_in(what, files, lambda done: progress.update(task, completed=done))
    except Refused as refused:
        console.print(str(refused))
        return 1
    tell(report, time.monotonic() - began)
    if arguments.report:
        arguments.report.write_text("\n".join(lines(report)) + "\n", encoding="utf-8")
    return int(bool(report.refused) and not report.new and not report.changed and not report.same)


def asked_for(arguments: argparse.Namespace) -> Import:
    folder = arguments.path.resolve()
    if not folder.is_dir():
        raise Refused(f"{arguments.path} is not a folder. Name the folder that holds the files.")
    by = person_named(arguments.by)
    unit = Unit.objects.filter(slug=arguments.unit).first() if arguments.unit else by.unit
    if unit is None:
        raise Refused(
            f"There is no unit “{arguments.unit}”. Use its short name from the address of its page."
        )
    return Import(folder, kinds()[arguments.kind], by, unit, arguments.audience, arguments.language)


def person_named(username: str | None) -> Person:
    if username:
        person = Person.objects.filter(username=username, is_active=True).select_related("unit").first()
    else:
        role = Role.objects.in_force().filter(name=RoleName.ADMINISTRATOR, person__unit__isnull=False).first()
        person = role.person if role else None
    if person is None or person.unit is None:
        raise Refused("Name a colleague with a unit who brings the files in: --by USERNAME.")
    return person


def lines(report: Report) -> list[str]:
    told = [(name, "new") for name in report.new] + [(name, "changed") for name in report.changed]
    told += [(name, "same as before") for name in report.same] + list(report.refused.items())
    return [f"{name}: {said}" for name, said in sorted(told)]


def tell(report: Report, seconds: float) -> None:
    console.print(
        f"{report.total} files in {seconds:.1f} s: {len(report.new)} new, {len(report.changed)} changed, "
        f"{len(report.same)} as before, {len(report.refused)} refused."
    )
    for name, said in list(report.refused.items())[:SHOWN]:
        console.print(f"  {name}: {said}", markup=False)
