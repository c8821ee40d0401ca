"""Windows are drawn in memory unless a platform was asked for: a bare machine has no display, and Qt would abort."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
