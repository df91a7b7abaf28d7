"""A report of measured pages in words: a table on a terminal, lines in a log, JSON for programs."""

import json
from dataclasses import asdict

from rich.table import Table

from lubuk.site.bench.pages import Measured, Report, Verdict
from lubuk.site.terminal import console

COLUMNS = ("requests/s", "CPU ms", "median ms", "95th ms", "CPU, times bare", "rate, times bare")


def tell(report: Report) -> None:
    if console.is_terminal:
        console.print(table(report))
    else:
        lines = [("page", "visitor", *COLUMNS), *map(cells, report.rows)]
        console.print("\n".join("\t".join(line) for line in lines), soft_wrap=True)
    for verdict in report.verdicts():
        console.print(said(verdict))


def table(report: Report) -> Table:
    made = Table(title=f"{report.items:,} items, {report.seconds:g} s each", box=None, padding=(0, 2, 0, 0))
    made.add_column("page")
    made.add_column("visitor")
    for column in COLUMNS:
        made.add_column(column, justify="right")
    for row in report.rows:
        made.add_row(*cells(row))
    return made


def cells(row: Measured) -> tuple[str, ...]:
    spans = row.spans
    figures = (spans.median, spans.p95, row.times_cpu, row.times_rate)
    return (
        row.page,
        row.visitor,
        f"{spans.rate:.0f}",
        f"{row.cpu_ms:.2f}",
        *(f"{figure:.2f}" for figure in figures),
    )


def said(verdict: Verdict) -> str:
    mark = "[green]✓[/]" if verdict.is_kept else "[red]✗[/]"
    return f"{mark} {verdict.said}: {verdict.value:.2f} (budget {verdict.limit:g})"


def as_json(report: Report) -> str:
    return json.dumps(asdict(report) | {"verdicts": [asdict(verdict) for verdict in report.verdicts()]})


def progress(words: str) -> None:
    console.print(f"[dim]{words} …[/]")


def quiet(words: str) -> None:
    """What a program reads is the result alone."""
