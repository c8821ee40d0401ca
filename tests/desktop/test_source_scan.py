"""The sources of the program are not kept in memory, and windows work all the same."""

import subprocess
import sys

SCRIPT = """
import sys
if sys.argv[1] == "skip":
    from traybridge.desktop.source_scan import skip_source_scan
    assert skip_source_scan()
else:
    import PySide6.QtCore
import linecache
linecache.clearcache()
from PySide6.QtWidgets import QApplication, QLabel
import traybridge.desktop.controller
app = QApplication([])
label = QLabel("words")
label.setText("other words")
assert label.text() == "other words"
print(len(linecache.cache))
"""


def kept(how: str) -> int:
    ended = subprocess.run([sys.executable, "-c", SCRIPT, how], check=True, capture_output=True, text=True)
    return int(ended.stdout)


def test_no_source_is_read_for_a_spelling_that_nobody_uses() -> None:
    assert kept("skip") == 0
    assert kept("leave") > 50, "PySide6 reads no sources any more: desktop/source_scan.py can go"
