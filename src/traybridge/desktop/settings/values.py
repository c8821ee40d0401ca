"""From what people type to values and back: money, seconds, lists of targets (pure)."""

from collections.abc import Mapping, Sequence

from traybridge.core.errors import BadInput
from traybridge.core.i18n import msg

MOST_SECONDS = 86_400.0


def money(text: str) -> float | None:
    """US dollars: 5, 5.00, 5,00, $5; empty is no cap.

    Raises:
        BadInput: anything else.
    """
    bare = text.strip().removeprefix("$").removesuffix("$").strip()
    if not bare:
        return None
    value = _number(bare)
    if value is None or value < 0:
        raise BadInput(
            msg("“{text}” is no amount of money", text=text.strip()[:40]),
            "Write it like 5 or 2.50; empty means no cap.",
        )
    return value


def money_text(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.2f}" if round(value, 2) == value else f"{value:g}"


def seconds(text: str) -> float | None:
    """Seconds up to a day: 5, 2.5, 2,5 s; empty is the built-in value.

    Raises:
        BadInput: anything else.
    """
    bare = text.strip().removesuffix("s").strip()
    if not bare:
        return None
    value = _number(bare)
    if value is None or not 0 < value <= MOST_SECONDS:
        raise BadInput(
            msg("“{text}” is no time", text=text.strip()[:40]),
            msg("Write seconds, from {least:g} to {most:.0f}; empty is built in.", least=0.1, most=MOST_SECONDS),
        )
    return value


def seconds_text(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _number(text: str) -> float | None:
    """A number with a point or a comma; no infinities, no exponents."""
    plain = text.replace(",", ".")
    if not plain.replace(".", "", 1).isdecimal() or not plain.isascii():
        return None
    return float(plain)


def targets(text: str) -> tuple[str, ...]:
    """What an alias stands for: ``provider:model``, several with commas between them."""
    return tuple(part for one in text.split(",") if (part := one.strip()))


def pairs(rows: Sequence[tuple[str, str]], *, what: str) -> Mapping[str, str]:
    """Rows of a name and a value; empty rows are left out. ``what`` is the text for one row.

    Raises:
        BadInput: one half is missing, or a name is there twice.
    """
    kept: dict[str, str] = {}
    for name, value in ((name.strip(), value.strip()) for name, value in rows):
        if not name and not value:
            continue
        if not name or not value:
            missing = (
                msg("{what} “{value}” has no name", what=what, value=value)
                if not name
                else msg("{what} “{name}” has no value", what=what, name=name)
            )
            raise BadInput(missing, "Fill in both, or remove the row.")
        if name in kept:
            raise BadInput(msg("{what} “{name}” is there twice", what=what, name=name), "Remove one of the two.")
        kept[name] = value
    return kept
