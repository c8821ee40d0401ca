"""What of a text no translator was ever given: found in what a person sees, and in the code that says it."""

import ast
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET  # our own files

from traybridge.core import errors
from traybridge.core.i18n import Text
from traybridge.resources import resource

WRITERS = frozenset({"msg", "counted", "joined"})
TOLD_AT = {"KeyringProblem": 1, "Finding": 1, "KeyCheck": 1, "Wrong": 1, "NotSaved": 0}
"""Where the title stands among the arguments, the hint behind it; with the errors of the core it is the first."""
TOLD_AS = frozenset({"title", "hint", "detail", "text"})
MARKED_BY_THEMSELVES = frozenset(
    name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, Exception)
)


@cache
def collected() -> frozenset[str]:
    """Every pattern that the translators have (scripts/translations.py update)."""
    files = resource("translations", "de").glob("*.ts")
    return frozenset(source.text or "" for file in files for source in ET.parse(file).getroot().iter("source"))


def untold(text: str) -> list[str]:
    """The patterns of a text and of the texts in it that are in no translation; a str has none of its own.

    What an f-string made has lost its pattern: it is found here as a sentence with its value in it.
    """
    if not text:
        return []
    if not isinstance(text, Text):
        return [text]
    words = "".join(literal for literal, *_ in string.Formatter().parse(text.pattern)) if text.values else text
    own = [text.pattern] if text.pattern not in collected() and any(sign.isalpha() for sign in words) else []
    inner = [value for value in text.values.values() if isinstance(value, Text)]
    return [*own, *(pattern for value in inner for pattern in untold(value))]


def lost_in(path: Path) -> Iterator[str]:
    """Where code hands an f-string, or a literal that nobody collects, to what a person is told."""
    for call in ast.walk(ast.parse(path.read_text())):
        if not isinstance(call, ast.Call):
            continue
        name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        at = TOLD_AT.get(name, 0 if name in MARKED_BY_THEMSELVES else None)
        told = call.args[at : at + 2] if at is not None else []
        told += [word.value for word in call.keywords if word.arg in TOLD_AS]
        literals_do = name in MARKED_BY_THEMSELVES or name in WRITERS
        for argument in told:
            if _is_lost(argument, literals_do=literals_do):
                yield f"{path.name}:{call.lineno}: {ast.unparse(argument)}"


def _is_lost(node: ast.expr, *, literals_do: bool) -> bool:
    match node:
        case ast.JoinedStr() | ast.BinOp():
            return True
        case ast.Constant(value=str(words)):
            return bool(words) and not literals_do
        case ast.Call(func=ast.Attribute(attr="join" | "format" | "removeprefix" | "removesuffix" | "lower")):
            return True
        case ast.IfExp(body=body, orelse=orelse):
            return any(_is_lost(branch, literals_do=literals_do) for branch in (body, orelse))
        case ast.BoolOp(values=values):
            return any(_is_lost(value, literals_do=literals_do) for value in values)
        case _:
            return False
