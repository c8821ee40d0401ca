"""Reads how long a provider asks us to wait, in every form that hosts use (pure)."""

import math
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from traybridge.core.i18n import Text, msg

_DURATION = re.compile(
    r"(?:(\d+(?:\.\d+)?)d)?(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m(?!s))?(?:(\d+(?:\.\d+)?)s)?(?:(\d+(?:\.\d+)?)ms)?"
)
_WORDS = re.compile(r"(?:try again|retry|wait)[^.\d]{0,30}?((?:\d+(?:\.\d+)?(?:ms|[dhms]))+)\b", re.IGNORECASE)
_REGAIN = re.compile(r"regain access on (\d{4}-\d{2}-\d{2}) at (\d{2}:\d{2}) UTC")
_EPOCH = 1_000_000_000
"""Numbers from here on are points in time: a wait of 31 years is none."""
_EPOCH_MS = 100_000_000_000


def retry_after(headers: Mapping[str, str], *, wall: float, words: str = "", resets_at: Any = None,
                retry_delay: Any = None) -> float | None:  # fmt: skip
    """Seconds until the provider wants to be asked again, None where it does not say.

    In this order: ``retry-after-ms``, ``retry-after`` (seconds, a float, an HTTP date measured against ``wall``),
    ``x-ratelimit-reset`` and its kin (``6m0s``, seconds, an epoch in seconds or milliseconds, an ISO date), a time
    named in the body. NaN, infinite and negative values say nothing; a date that has passed means now.
    ``headers`` have lower-case names.
    """
    if (ms := _number(headers.get("retry-after-ms"))) is not None:
        return ms / 1000
    candidates = (
        headers.get("retry-after"),
        retry_delay,
        headers.get("x-ratelimit-reset"),
        headers.get("ratelimit-reset"),
        resets_at,
    )
    for candidate in candidates:
        if (found := moment(candidate, wall)) is not None:
            return found
    if (found := _exhausted(headers, wall)) is not None:
        return found
    return _from_words(words, wall)


def moment(value: Any, wall: float) -> float | None:
    """Read one value as a wait in seconds: a number, a duration, an epoch, an HTTP or ISO date."""
    text = str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    if not text:
        return None
    number = _number(text)
    if number is not None:
        if number >= _EPOCH_MS:
            return max(0.0, number / 1000 - wall)
        return max(0.0, number - wall) if number >= _EPOCH else number
    if (seconds := _duration(text)) is not None:
        return seconds
    then = _date(text)
    return None if then is None else max(0.0, then - wall)


def _number(value: Any) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) and number >= 0 else None


def _duration(text: str) -> float | None:
    """Go's notation: ``6m0s``, ``1.5s``, ``120ms``, ``1h2m``."""
    match = _DURATION.fullmatch(text)
    if match is None or not any(match.groups()):
        return None
    days, hours, minutes, seconds, milliseconds = (float(group or 0) for group in match.groups())
    return days * 86_400 + hours * 3_600 + minutes * 60 + seconds + milliseconds / 1000


def _date(text: str) -> float | None:
    if not any(sign.isdigit() for sign in text):
        return None
    from email.utils import parsedate_to_datetime

    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            found = read(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()
    return None


def _exhausted(headers: Mapping[str, str], wall: float) -> float | None:
    """Of the limits that are told one by one (requests, tokens, ...) those that are used up, the longest."""
    waits = [moment(headers[reset], wall) for left, reset in _pairs(headers) if _number(headers[left]) == 0]
    return max((wait for wait in waits if wait is not None), default=None)


def _pairs(headers: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    for name in headers:
        if name.startswith("x-ratelimit-remaining-"):
            yield from _pair(headers, name, name.replace("-remaining-", "-reset-"))
        elif name.startswith("anthropic-ratelimit-") and name.endswith("-remaining"):
            yield from _pair(headers, name, name.removesuffix("remaining") + "reset")


def _pair(headers: Mapping[str, str], left: str, reset: str) -> Iterable[tuple[str, str]]:
    if reset in headers:
        yield left, reset


def _from_words(words: str, wall: float) -> float | None:
    if found := _WORDS.search(words):
        return _duration(found.group(1))
    if found := _REGAIN.search(words):
        return moment(f"{found.group(1)}T{found.group(2)}:00+00:00", wall)
    return None


def spoken(seconds: float) -> Text:
    """A wait as people say it: 41 s, 6 min, 5 h."""
    if seconds < 90:
        return msg("{seconds} s", seconds=max(1, math.ceil(seconds)))
    if seconds < 5_400:
        return msg("{minutes} min", minutes=round(seconds / 60))
    return msg("{hours} h", hours=round(seconds / 3_600))
