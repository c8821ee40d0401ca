"""Colours by role for both schemes, any accent of the system, and high contrast (pure, no Qt).

The values and the rules for the accent are look.md's, "Colours". Colour says whose: green your machines, violet the
cloud; neither follows the accent. Every colour is written "#rrggbb".
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Self

READABLE = 4.5
"""Least contrast of words (WCAG 2.2, 1.4.3)."""
VISIBLE = 3.0
"""Least contrast of signs that are no words (WCAG 2.2, 1.4.11)."""
DARK_INK = "#1D1D1B"
"""What stands on an accent that is too light for white, yellow for one."""


@dataclass(frozen=True, slots=True)
class Colours:
    """One scheme: each attribute is a role, named for what it is used for.

    ``faint`` is for signs and for disabled words, never for words to read. ``local`` and ``cloud`` are words, ``_fill``
    dots and bars, ``_soft`` the ground of badges and notes. ``on_accent`` is what is written on the accent.
    """

    surface: str
    page: str
    side: str
    sunken: str
    raised: str
    hover: str
    pressed: str
    selected: str
    line: str
    line_strong: str
    edge: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    accent_text: str
    accent_soft: str
    ring: str
    local: str
    local_fill: str
    local_soft: str
    cloud: str
    cloud_fill: str
    cloud_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    code_keyword: str
    code_string: str
    code_number: str
    code_comment: str
    code_name: str

    @property
    def dark(self) -> bool:
        return luminance(self.surface) < luminance(self.text)

    def with_accent(self, accent: str | None) -> Self:
        """Take the system's accent in; None or what is no colour leaves our own.

        White has to be readable on it: it is darkened for that, by 35 % at most; an accent that would need more keeps
        its colour and gets dark ink. Links and the focus ring are mixed with the text until they can be seen.
        """
        if accent is None or not is_colour(accent):
            return self
        ground, ink = _ground_for_white(accent)
        readable = _until(accent, self.text, self.surface, READABLE)
        return replace(
            self,
            accent=ground,
            accent_hover=mixed(ground, "#000000", 0.08),
            accent_pressed=mixed(ground, "#000000", 0.18),
            on_accent=ink,
            accent_text=readable,
            accent_soft=mixed(self.surface, accent, 0.24 if self.dark else 0.11),
            ring=accent if contrast(accent, self.surface) >= VISIBLE else readable,
        )


LIGHT = Colours(
    surface="#FFFFFF",
    page="#F7F7F5",
    side="#F2F1EE",
    sunken="#F4F4F1",
    raised="#FFFFFF",
    hover="#ECEBE7",
    pressed="#E3E2DD",  # look.md: #E2E1DC, on which muted has 4.47
    selected="#E6E5E0",
    line="#E6E5E0",
    line_strong="#D2D1CB",
    edge="#C9C8C2",
    text="#1D1D1B",
    muted="#66655F",
    faint="#8B8A83",
    accent="#2F6BD8",
    accent_hover="#2860C6",
    accent_pressed="#2154B0",
    on_accent="#FFFFFF",
    accent_text="#2158B8",
    accent_soft="#E8EFFB",
    ring="#2F6BD8",
    local="#0E7A54",
    local_fill="#1F9D70",
    local_soft="#E4F2EB",
    cloud="#6650C8",
    cloud_fill="#8B78E0",
    cloud_soft="#EEEBFA",
    warn="#8A5A00",
    warn_soft="#FBF1DD",
    bad="#BA2A3F",
    bad_soft="#FBEAEC",
    code_keyword="#8A3FA8",
    code_string="#0E7A54",
    code_number="#A3541A",
    code_comment="#6C6B64",
    code_name="#2158B8",
)

DARK = Colours(
    surface="#1E1E1D",
    page="#191918",
    side="#171716",
    sunken="#282826",
    raised="#242422",
    hover="#292927",
    pressed="#3A3A37",
    selected="#353532",
    line="#33332F",
    line_strong="#484743",
    edge="#4A4A46",
    text="#ECEBE6",
    muted="#A5A49C",
    faint="#7E7D75",
    accent="#376FD6",
    accent_hover="#2F65C9",
    accent_pressed="#285AB8",
    on_accent="#FFFFFF",
    accent_text="#8BB2F8",
    accent_soft="#22304A",
    ring="#6E9CF0",
    local="#5CC797",
    local_fill="#3FAE7F",
    local_soft="#1D342A",
    cloud="#B0A0F6",
    cloud_fill="#8C7AE0",
    cloud_soft="#2C2842",
    warn="#E5B65E",
    warn_soft="#362D1A",
    bad="#FF9298",
    bad_soft="#3D2427",
    code_keyword="#CF9CE8",
    code_string="#6FCBA0",
    code_number="#E0A878",
    code_comment="#9B9A92",
    code_name="#8BB2F8",
)

_WORDS = ("muted", "accent_text", "local", "cloud", "warn", "bad", *(f"code_{part}" for part in (
    "keyword", "string", "number", "comment", "name")))  # fmt: skip
_GROUNDS = ("page", "side", "sunken", "raised", "hover", "pressed", "selected")
_SOFT = ("accent_soft", "local_soft", "cloud_soft", "warn_soft", "bad_soft")


def high_contrast(base: str, text: str, highlight: str, highlighted_text: str) -> Colours:
    """Make a scheme of the system's own colours, for people who asked it for high contrast.

    Lines are as strong as text, soft grounds are the base; who answers is told by shape and words alone.
    """
    start = DARK if luminance(base) < luminance(text) else LIGHT
    roles: dict[str, str] = dict.fromkeys((*_WORDS, "line", "line_strong", "edge", "faint", "ring"), text)
    roles |= dict.fromkeys((*_GROUNDS, *_SOFT, "surface"), base)
    roles |= dict.fromkeys(("accent", "accent_hover", "accent_pressed"), highlight)
    roles |= {
        "text": text,
        "on_accent": highlighted_text,
        "local_fill": text,
        "cloud_fill": text,
        "hover": mixed(base, text, 0.2),
        "pressed": mixed(base, text, 0.3),
        "selected": mixed(base, text, 0.2),
    }
    return replace(start, **roles)


def pairs(colours: Colours) -> Mapping[tuple[str, str], float]:
    """Every pair of roles that stand on each other, with the contrast that it needs."""
    words = {("text", ground): READABLE for ground in ("surface", *_GROUNDS, *_SOFT)}
    words |= {("muted", ground): READABLE for ground in ("surface", *_GROUNDS)}
    words |= {(role, "surface"): READABLE for role in _WORDS}
    words |= {(role, f"{role}_soft"): READABLE for role in ("local", "cloud", "warn", "bad")}
    words |= {(f"code_{part}", "sunken"): READABLE for part in ("keyword", "string", "number", "comment", "name")}
    words[("on_accent", "accent")] = READABLE
    signs = {(role, "surface"): VISIBLE for role in ("faint", "local_fill", "cloud_fill", "ring")}
    known = {field.name for field in fields(colours)}
    return MappingProxyType({pair: least for pair, least in (words | signs).items() if known.issuperset(pair)})


def is_colour(text: str) -> bool:
    """True for "#rrggbb"."""
    digits = text.removeprefix("#")
    return len(text) == 7 and len(digits) == 6 and all(digit in "0123456789abcdefABCDEF" for digit in digits)


def mixed(one: str, other: str, share: float) -> str:
    """Return ``share`` 0..1 of the second colour in the first."""
    parts = (round(a + (b - a) * share) for a, b in zip(_channels(one), _channels(other), strict=True))
    return "#{:02X}{:02X}{:02X}".format(*parts)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, 0 black to 1 white (WCAG 2.2, definition)."""
    parts = (channel / 255 for channel in _channels(colour))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


def _ground_for_white(accent: str) -> tuple[str, str]:
    """Return the accent as white can be read on it, and white; or the accent as it is, and dark ink."""
    for step in range(9):  # 4 % a step, 35 % at most
        ground = mixed(accent, "#000000", 0.04 * step)
        if contrast("#FFFFFF", ground) >= READABLE:
            return ground, "#FFFFFF"
    return accent.upper(), DARK_INK


def _until(colour: str, towards: str, ground: str, least: float) -> str:
    """Mix a colour with another until it stands out from the ground."""
    steps = (mixed(colour, towards, share / 25) for share in range(26))
    return next((mix for mix in steps if contrast(mix, ground) >= least), towards)
