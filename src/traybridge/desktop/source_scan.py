"""Keep PySide6 from reading the source of every module that is imported after it."""

import sys

import PySide6.QtCore  # noqa: F401  it brings the scan along


def skip_source_scan() -> bool:
    """Switch the scan off; False where this PySide6 has none. Call it before anything else is imported.

    PySide6 looks for its name in the source of each module, because a module that uses it may have switched on another
    spelling (``from __feature__ import snake_case``), which nobody here does. The sources stay in linecache: 10 MB of
    the idle program (shibokensupport/feature.py, PySide6 6.11.3).
    """
    feature = sys.modules.get("shibokensupport.feature")
    if feature is None or not callable(getattr(feature, "_mod_uses_pyside", None)):
        return False
    vars(feature)["_mod_uses_pyside"] = _uses_pyside
    return True


def _uses_pyside(_module: object) -> bool:
    return False
