"""What a server costs the machine, as the kernel counts it: processor time and memory of a process and all
below it."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")  # a second, in the kernel's accounts


def below(pid: int) -> list[int]:
    """The process and everything that it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(below_it for child in children for below_it in below(int(child)))]


def cpu_seconds(pid: int) -> float:
    return sum(ticks(one) for one in below(pid)) / TICKS


def ticks(pid: int) -> int:
    """User and system time (proc(5): fields 14 and 15 of stat; the name before them may hold spaces)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def megabytes(pid: int) -> float:
    """Proportional set size: pages that processes share are counted once."""
    lines = (
        line for one in below(pid) for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
    )
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def child_named(pid: int, word: str) -> int:
    """The number of the one below whose command line has this word."""
    return next(one for one in below(pid) if word in Path(f"/proc/{one}/cmdline").read_text())
