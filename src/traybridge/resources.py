"""Where the files of the top-level `resources/` folder are: icons, translations, prices.

hatch puts them beside this module when it builds a wheel; an editable install leaves them at the top of the checkout.
The packaged folder must never get an `__init__.py`, or it would hide this module.
"""

from pathlib import Path

_PACKAGED = Path(__file__).parent / "resources"
_CHECKOUT = Path(__file__).parents[2] / "resources"


def resource(*parts: str) -> Path:
    """Return the path of a file below `resources/`, such as `resource("icons", "traybridge.svg")`.

    Raises FileNotFoundError naming the place that was searched: an installation without its files is broken.
    """
    path = (_PACKAGED if _PACKAGED.is_dir() else _CHECKOUT).joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(f"TrayBridge's own file {'/'.join(parts)} is missing (looked in {path.parent})")
    return path
