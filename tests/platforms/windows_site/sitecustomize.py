"""Python imports this before anything else: it puts a hand into the program (tests/platforms/hand.py)."""

import os
from pathlib import Path

if port_file := os.environ.pop("BENCH_HAND", ""):
    from tests.platforms.hand import listen

    listen(Path(port_file))
