"""What one file may cost, taken on by the process itself before it opens anything."""

from __future__ import annotations

import resource

CPU_SECONDS = 60
MEMORY = 1024 * 2**20  # bytes of address space; the libraries alone take some 300 MB of it
LARGEST_FILE = 128 * 2**20  # bytes of one file that it writes
OPEN_FILES = 64


def take_on() -> None:
    limit(resource.RLIMIT_CPU, CPU_SECONDS)
    limit(resource.RLIMIT_AS, MEMORY)
    limit(resource.RLIMIT_FSIZE, LARGEST_FILE)
    limit(resource.RLIMIT_NOFILE, OPEN_FILES)
    limit(resource.RLIMIT_CORE, 0)


def limit(what: int, most: int) -> None:
    """Lower if the machine allows less already; some systems refuse a limit they don't know."""
    _soft, hard = resource.getrlimit(what)
    wanted = most if hard == resource.RLIM_INFINITY else min(most, hard)
    try:
        resource.setrlimit(what, (wanted, wanted))
    except (ValueError, OSError):
        return
