"""The checkout that tests and checks are run in."""

import sys
from pathlib import Path

from lubuk.site.configuration.places import CHECKOUT


def checkout() -> Path:
    """Ends the command with a sentence where the product was installed from a wheel."""
    if CHECKOUT is None:
        sys.exit("Tests and checks need the source: clone the repository and run ./lubuk there.")
    return CHECKOUT
