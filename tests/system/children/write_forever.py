"""Write one file over and over, each time whole, until killed; each line on stdout is a file that was finished."""

import sys
from pathlib import Path

from traybridge.system.atomic import write_atomic

path = Path(sys.argv[1])
round_number = 0
while True:
    round_number += 1
    letter = b"abcdefghij"[round_number % 10 : round_number % 10 + 1]
    write_atomic(path, b"begin\n" + letter * 200_000 + b"\nend\n")
    sys.stdout.write(".")
    sys.stdout.flush()
