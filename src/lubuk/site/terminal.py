"""What commands print: lines that come alive on a terminal and stay plain lines in a log."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

console = Console(highlight=False)
SHOWN_FROM = 1.0  # seconds that a step must take before its time is worth telling


@contextmanager
def step(title: str) -> Iterator[None]:
    """Shows that something is under way, and a line with a tick when it is done."""
    began = time.monotonic()
    if console.is_terminal:
        with console.status(title):
            yield
    else:
        yield
    took = time.monotonic() - began
    console.print(f"[green]✓[/] {title}" + (f" [dim]{took:.1f} s[/]" if took >= SHOWN_FROM else ""))
