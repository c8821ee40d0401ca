"""Reads JSON of hosts that is almost JSON: broken text, NaN, numbers that no machine holds (pure)."""

import json
import math
import re
from typing import Any

import msgspec

_ESCAPES = re.compile(
    r"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?P<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})"
)
"""An escaped backslash and a whole pair, which stay, and half a pair."""
LONGEST_NUMBER = 400
"""Digits of a whole number that is read; Python takes quadratic time for a long one."""
UNDECODABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)

decode_strict = msgspec.json.Decoder().decode


def decode(data: bytes) -> Any:
    """Decode JSON, repaired if need be. Raises ValueError where no repair helps.

    Bytes that are no UTF-8 and halves of a surrogate pair become U+FFFD; NaN, infinities and numbers out of range
    become null.
    """
    try:
        return decode_strict(data)
    except UNDECODABLE:
        return _decode_lenient(data)


def repaired(data: bytes) -> bytes:
    """The same JSON as everybody can read it. Raises ValueError where no repair helps."""
    return msgspec.json.encode(_decode_lenient(data))


def _decode_lenient(data: bytes) -> Any:
    text = _ESCAPES.sub(lambda found: "\\ufffd" if found["half"] else found[0], data.decode("utf-8", "replace"))
    try:
        # Control characters inside strings are refused by the standard and sent by some hosts.
        return json.loads(text, parse_constant=_null, parse_float=_finite, parse_int=_whole, strict=False)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _null(_constant: str) -> None:
    return None


def _finite(text: str) -> float | None:
    value = float(text)
    return value if math.isfinite(value) else None


def _whole(text: str) -> int | float | None:
    if len(text) > LONGEST_NUMBER:
        return None
    value = int(text)
    return value if -(2**63) <= value < 2**64 else float(value)
