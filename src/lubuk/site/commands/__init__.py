"""The commands, a module each with `configure(parser)` and `run(arguments) -> int`.

The lines are here and not in the modules, because the overview must be there before Django is: the modules
are imported only when their command is called. The command line speaks English for the same reason:
catalogues need Django.
"""

COMMANDS: dict[str, str] = {
    "up": "start everything on one port",
    "build": "make what browsers load: the islands and the style sheet",
    "worker": "run only the jobs: for a second machine, or a second process on this one",
    "import": "bring in a folder of files",
    "export": "write the whole installation to a file, to move it",
    "restore": "fill an empty installation from such a file",
    "subjects": "bring in or give out the subjects as SKOS",
    "index": "what search knows of: its state, or --rebuild",
    "registers": "write anew what registers are sorted by: --rebuild",
    "trail": "check that the trail of acts is whole",
    "packs": "check the packs: kinds and flows as data",
    "bench": "measure pages or search on this machine",
    "test": "run the tests, all or the ones named",
    "check": "the fast half of the tests: contracts, types, style, translations",
    "messages": "bring the translations up to date with the texts",
    "manage": "Django's own management commands",
}

NEED_DJANGO = {
    "worker",
    "import",
    "export",
    "restore",
    "subjects",
    "index",
    "registers",
    "trail",
    "packs",
    "bench",
}
"""Commands whose modules import models: Django is set up before they are."""

MODULES: dict[str, str] = {"import": "bring_in"}
"""Commands whose name no Python module may have."""
