"""`python main.py` is the `condica` command."""

import sys

from app.cli.main import main

if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        # A frozen program reads .xls and .ods files in a process that starts here again.
        import multiprocessing

        multiprocessing.freeze_support()
    raise SystemExit(main())
