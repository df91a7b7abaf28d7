"""The commands, a module each with `configure(parser)` and `run(arguments) -> int`.

The lines are here and not in the modules, because the overview must be there before Django is: the modules
are imported only when their command is called. The command line speaks English for the same reason:
catalogues need Django.
"""

COMMANDS: dict[str, str] = {
    "up": "start everything on one port",
    "build": "make what browsers load: the islands and the style sheet",
    "worker": "run only the jobs: for a second machine, or a second process on this one",
    "index": "bring the search index up to date, or build it anew",
    "kinds": "read the packs and list the kinds in them, or what is wrong",
    "trail": "prove that the record of who did what is whole",
    "test": "run the tests, all or the ones named",
    "check": "the fast half of the tests: contracts, types, style, translations",
    "messages": "bring the translations up to date with the texts",
    "bench": "measure how well and how fast this machine finds",
    "manage": "Django's own management commands",
}

NEED_DJANGO = {"worker", "index", "kinds", "trail", "bench"}
"""Commands whose modules import models: Django is set up before they are."""

MODULES: dict[str, str] = {"import": "bring_in"}
"""Commands whose name no Python module may have."""
