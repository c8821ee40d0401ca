"""The sizes of type by name, and which fonts they are set in (pure; look.md, "Type")."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

TypeName = Literal[
    "title", "figure", "heading", "subheading", "minor", "reading", "strong", "state", "control", "row", "section",
    "note", "note_strong", "cap", "code",
]  # fmt: skip
"""``row`` is a row's title and a button; ``section`` a section's head; ``strong`` is ``reading`` in 600,
``state`` in 500: what happens now."""


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """One size of type: pixels of the letters and of a line, the weight 100..900, what is added between letters."""

    size: int
    line: int
    weight: int = 400
    spacing: float = 0.0
    tabular: bool = False
    code: bool = False


SCALE: Mapping[TypeName, TypeStyle] = MappingProxyType(
    {
        "title": TypeStyle(20, 26, 600, -0.3),
        "figure": TypeStyle(22, 28, 600, tabular=True),
        "heading": TypeStyle(17, 23, 600),
        "subheading": TypeStyle(16, 22, 600),
        "minor": TypeStyle(15, 22, 600),
        "reading": TypeStyle(15, 23),
        "strong": TypeStyle(15, 23, 600),
        "state": TypeStyle(15, 22, 500),
        "control": TypeStyle(13, 18),
        "row": TypeStyle(13, 18, 500),
        "section": TypeStyle(13, 18, 600),
        "note": TypeStyle(12, 16),
        "note_strong": TypeStyle(12, 16, 600),
        "cap": TypeStyle(11, 16, 500),
        "code": TypeStyle(13, 20, code=True),
    }
)

OURS, OURS_FOR_CODE = "Inter", "JetBrains Mono"
CODE_FONTS = (OURS_FOR_CODE, "SF Mono", "Cascadia Mono")
NOT_FOR_SCREENS = frozenset(
    {"", "dejavu sans", "bitstream vera sans", "nimbus sans", "nimbus sans l", "freesans", "fixed", "sans serif"}
)
"""What a bare Linux answers with when it is asked for its font (fontconfig's and X11's last resorts)."""
CODE_NOT_FOR_SCREENS = frozenset(
    {"", "dejavu sans mono", "nimbus mono ps", "courier", "courier new", "fixed", "monospace"}
)
USUAL_PX: Mapping[str, tuple[float, float]] = MappingProxyType({"cocoa": (13.0, 13.0), "windows": (12.0, 12.0)})
"""The size of the system's font, by Qt's platform, at which nobody asked for larger or smaller text."""
USUAL_ELSEWHERE = (12.0, 15.0)
"""Linux: from Qt's own 9 points to GNOME's 11, at 96 dots an inch."""
SMALLEST_TEXT, LARGEST_TEXT = 0.85, 3.0


def text_factor(platform: str, system_px: float) -> float:
    """By how much the system's text is larger than usual, 0.85 to 3; ``system_px`` is the size of its font."""
    low, high = USUAL_PX.get(platform, USUAL_ELSEWHERE)
    nearest = min(max(system_px, low), high)
    return min(max(system_px / nearest, SMALLEST_TEXT), LARGEST_TEXT)


def text_font(system: str) -> str:
    """The font of all text: the system's, ours where that is not made for screens."""
    return OURS if system.strip().lower() in NOT_FOR_SCREENS else system


def code_font(system: str, installed: Callable[[str], bool]) -> str:
    """The font of code: the first that is installed, else the system's own, ours where that is not made for screens."""
    found = next((name for name in CODE_FONTS if installed(name)), None)
    if found is not None:
        return found
    return OURS_FOR_CODE if system.strip().lower() in CODE_NOT_FOR_SCREENS else system
