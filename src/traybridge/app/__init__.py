"""The composition root: joins the rooms, and decides which surface a start becomes.

No argument (or ``--hidden`` from the login item, ``--background`` from `make run`) starts the program itself, see
``surfaces.py``; everything else is a command, see ``commands.py``. Nothing is imported here before it is needed: the
icon must show within 500 ms.
"""

import sys
from collections.abc import Sequence

INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; the result is its exit code (cli.md)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        if arguments in ([], ["--hidden"], ["--background"]):
            from traybridge.app.surfaces import run_surface

            return run_surface(hidden=arguments == ["--hidden"], background=arguments == ["--background"])
        from traybridge.app.commands import run

        return run(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
