"""``python -m traybridge``: the same as the command ``traybridge``."""

import sys

from traybridge.app import main

if __name__ == "__main__":
    sys.exit(main())
