"""English words that remember how they were made, so that a window can say them in the person's language (pure).

The rooms below the windows write English. ``msg("{name} refused the key", name=label)`` is that English sentence, a
str like any other; it also keeps the sentence's pattern and its values. Logs, the journal and the command line use it
as it is; a window looks the pattern up in its translation and puts the same values in (desktop/language.py).
An f-string, ``+`` or ``.join`` makes a plain str of it, which still reads well but can only be shown in English.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Self

__all__ = ["Text", "clipped", "counted", "joined", "marked", "msg", "packed", "plain", "unpacked"]


class Text(str):
    """An English text with its ``pattern`` (str.format's syntax), ``values`` and, where it counts, ``number``."""

    __slots__ = ("number", "pattern", "values")
    pattern: str
    values: Mapping[str, Any]
    number: int | None

    def __new__(cls, english: str, pattern: str, values: Mapping[str, Any], number: int | None = None) -> Self:
        text = super().__new__(cls, english)
        text.pattern, text.values, text.number = pattern, values, number
        return text

    def __deepcopy__(self, _memo: object) -> Self:
        return self  # nothing of it changes

    def __reduce__(self) -> tuple[Any, ...]:
        return Text, (str(self), self.pattern, self.values, self.number)


def msg(pattern: str, /, **values: object) -> Text:
    """Say one sentence. ``pattern`` is a literal: scripts/translations.py collects it for the translators."""
    return Text(pattern.format(**values) if values else pattern, pattern, values)


def marked(text: str) -> Text:
    """A whole sentence without values as a text: errors take theirs as plain literals."""
    return text if isinstance(text, Text) else Text(text, text, {})


def counted(one: str, many: str, /, count: int, **values: object) -> Text:
    """Say how many: ``counted("{count} node", "{count} nodes", 2)``. The pattern that is looked up is ``many``."""
    values["count"] = count
    return Text((one if count == 1 else many).format(**values), many, values, count)


def joined(between: str, parts: Iterable[str]) -> Text:
    """Join texts as str.join does, keeping each one's pattern. ``between`` is not translated."""
    several = tuple(parts)
    values = {f"part{at}": part for at, part in enumerate(several)}
    return Text(
        between.join(several),
        between.replace("{", "{{").replace("}", "}}").join(f"{{{name}}}" for name in values),
        values,
    )


_BLANKS = re.compile(r"\s+")


def clipped(text: str, longest: int = 120, end: str = "…") -> str:
    """A text on one line that fits into a menu or tooltip. It keeps its pattern: what it quotes gives way."""
    line = " ".join(text.split())
    if len(line) > longest:
        line = f"{line[: longest - len(end)]}{end}"
    if line == text:
        return text
    if not isinstance(text, Text) or not text.values:
        return line  # whoever looked its pattern up would have the whole of it again
    quoted = {name: _BLANKS.sub(" ", one) for name, one in text.values.items() if type(one) is str}
    values = {**text.values, **quoted}
    if len(text) > longest and (words := [name for name, one in values.items() if isinstance(one, str)]):
        widest = max(words, key=lambda name: len(values[name]))
        values[widest] = clipped(values[widest], max(1, len(values[widest]) - (len(text) - longest)), end)
    return Text(line, text.pattern, values, text.number)


def packed(text: str) -> object:
    """A text as JSON that ``unpacked`` makes the same text of; a plain str stays one."""
    if not isinstance(text, Text):
        return text
    values = {name: packed(one) if isinstance(one, str) else _number(one) for name, one in text.values.items()}
    return [str(text), text.pattern, values, text.number]


def unpacked(value: object) -> str:
    """What ``packed`` was given; what is not of its making becomes a plain str."""
    match value:
        case [str(english), str(pattern), dict(values), None | int() as number]:
            kept = {str(name): one if _is_number(one) else unpacked(one) for name, one in values.items()}
            return Text(english, pattern, kept, number)
        case str():
            return value
        case _:
            return ""


def _number(value: object) -> object:
    return value if _is_number(value) else str(value)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float)


def plain(value: object) -> object:
    """The plain str of a text, for encoders that take no subclass of str (msgspec's ``enc_hook``).

    Raises TypeError for anything else, as such a hook must.
    """
    if isinstance(value, Text):
        return str(value)
    raise TypeError(f"{type(value).__name__} cannot be encoded")
