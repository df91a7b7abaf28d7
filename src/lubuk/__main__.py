"""`python -m lubuk`: the command line. Everything else is in lubuk/site/command.py."""

import sys

from lubuk.site.command import main

if __name__ == "__main__":
    sys.exit(main())
