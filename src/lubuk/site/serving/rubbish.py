"""How often a process that answers or works for hours looks for what nobody needs any more."""

import gc

SELDOM = (50_000, 20, 50)  # new objects until the young are looked through; of those rounds until the old are


def look_seldom_for_rubbish() -> None:
    """To be called once all is loaded. What stands by then stays, and isn't looked through again.

    Python's own rhythm, a look at 2,000 new objects, took a quarter of the time of a page: each makes some ten thousand.
    It costs ten megabytes.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)
