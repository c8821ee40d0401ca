"""Loud, a language for tests: every pattern in capitals. What stays as it is was never a text, or is a name."""

import string
from collections.abc import Iterator
from typing import Any

from traybridge.core.i18n import Text


def loud(text: str) -> str:
    """Say a text in Loud, as desktop.language.tr says it in the person's language."""
    if not isinstance(text, Text):
        return text
    said = "".join(
        f"{words.upper()}{_filled(text.values[name], spec or '') if name else ''}"
        for words, name, spec, _conversion in string.Formatter().parse(text.pattern)
    )
    return said if text.values else text.pattern.upper()


def _filled(value: Any, spec: str) -> str:
    return loud(value) if isinstance(value, str) else format(value, spec)


def names_in(text: str) -> Iterator[str]:
    """What stays the same in every language: every str inside a text that is no text itself."""
    if not isinstance(text, Text):
        yield text
        return
    for value in text.values.values():
        if isinstance(value, str):
            yield from names_in(value)
