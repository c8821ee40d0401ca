"""Readers of keys in environment variables and in ``.env`` files."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from traybridge.core.i18n import msg
from traybridge.core.presets import PRESETS, Preset
from traybridge.core.secret import Secret
from traybridge.migrate.files import Unreadable, read_text
from traybridge.migrate.findings import Findings, FoundProvider, KeyLocation, OldFile, Problem
from traybridge.migrate.keys import Decoded, decode
from traybridge.migrate.provider_mapping import Unusable, name_at, row_of
from traybridge.migrate.references import reference

READER = "environment"
SOURCE = "environment"
_MORE_NAMES = {
    "huggingface": ("HUGGING_FACE_HUB_TOKEN", "HUGGINGFACEHUB_API_TOKEN"),
    "together": ("TOGETHERAI_API_KEY", "TOGETHER_AI_API_KEY"),
}
_ADDRESSES = {
    "openai": ("OPENAI_BASE_URL", "OPENAI_API_BASE"),
    "anthropic": ("ANTHROPIC_BASE_URL",),
    "openrouter": ("OPENROUTER_BASE_URL", "OPENROUTER_API_BASE"),
}
"""A key beside one of these was given for that address and must not go to another."""
_MOST_REFERENCES = 16
"""Steps of a chain ``A=${B}``, ``B=${C}``; more is a circle."""

_LINE = re.compile(
    r"(?P<before>\s*(?:export\s+)?(?P<name>[A-Za-z_][A-Za-z0-9_.]*)[ \t]*=[ \t]*)(?P<value>.*)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Variable:
    name: str
    value: str
    path: Path | None = None
    held_by: str = ""


def names_of(row: Preset) -> tuple[str, ...]:
    """The variables that hold this host's key, the usual one first."""
    return row.env + _MORE_NAMES.get(row.id, ())


_NAMES = {name for row in PRESETS for name in names_of(row)}


def read_environment(environment: Mapping[str, str]) -> Findings:
    """Read the environment that was handed over."""
    variables = [Variable(name, value) for name, value in environment.items()]
    keys = tuple((one.name, key) for one in variables if one.name in _NAMES and (key := decode(one.value).key))
    return Findings(found=tuple(_found_provider(SOURCE, variables)), variables=keys)


def read(path: Path, environment: Mapping[str, str]) -> Findings:
    """Read a ``.env`` file; never raises."""
    base = Findings(files=(OldFile(path, "env"),))
    try:
        variables = variables_of(read_text(path), path)
    except Unreadable as reason:
        return base + Findings(problems=(Problem(str(path), reason.words),))
    variables, lost = _resolved(variables, environment)
    problems = tuple(
        Problem(str(path), msg("{name} is kept in {other}, which is not set here", name=name, other=other))
        for name, other in lost
        if name in _NAMES
    )
    return base + Findings(found=tuple(_found_provider(str(path), variables)), problems=problems)


def _resolved(
    variables: Sequence[Variable], environment: Mapping[str, str]
) -> tuple[list[Variable], list[tuple[str, str]]]:
    """The variables with ``${NAME}`` looked up in the file and in the environment; and those that lead nowhere."""
    last = {one.name: one for one in variables}
    found: list[Variable] = []
    lost: list[tuple[str, str]] = []
    for one in variables:
        other, name = _holder(one, last)
        if not name:
            found.append(one if other is one else replace(one, value=other.value, held_by=other.name))
        elif environment.get(name):
            found.append(replace(one, value=environment[name], path=None))
        else:
            lost.append((one.name, name))
    return found, lost


def _holder(one: Variable, last: Mapping[str, Variable]) -> tuple[Variable, str]:
    """The variable that a chain of references ends at; and the name that nothing in the file sets, or "".

    The chain is cut after a few steps: it may be a circle.
    """
    name = ""
    for _ in range(_MOST_REFERENCES):
        name = reference(one.value)
        if not name or name not in last:
            break
        one = last[name]
    return one, name


def variables_of(text: str, path: Path | None = None) -> list[Variable]:
    """The variables that a ``.env`` file sets, in its order."""
    parts = [_LINE.fullmatch(line) for line in text.splitlines()]
    return [Variable(part["name"], value_of(part["value"])[0], path) for part in parts if part]


def value_of(text: str) -> tuple[str, str]:
    """The value behind the equals sign, and what follows it (blanks, a comment)."""
    quote = text[:1]
    if quote in {'"', "'", "`"} and (end := text.find(quote, 1)) > 0:
        return text[1:end], text[end + 1 :]
    comment = re.search(r"(^|\s)#", text)
    value = text[: comment.start()] if comment else text
    return value.strip(), text[len(value.rstrip()) :]


def split_line(line: str) -> tuple[str, str, str, str] | None:
    """A line's name, the part before the value, the value as written, and what follows; None when it sets nothing."""
    part = _LINE.fullmatch(line)
    if part is None:
        return None
    after = value_of(part["value"])[1]
    written = part["value"][: len(part["value"]) - len(after)]
    return part["name"], part["before"], written, after


def _found_provider(source: str, variables: Sequence[Variable]) -> Iterable[FoundProvider]:
    last = {one.name: one for one in variables}  # a later line wins, as in a shell
    for row in PRESETS:
        for variable in (last[name] for name in names_of(row) if name in last):
            decoded = decode(variable.value)
            if decoded.key is None and not decoded.lost:
                continue
            same_name = [one for one in variables if one.name == variable.name and one.path is not None]
            places = tuple(_place(one, decoded.key) for one in same_name if decode(one.value) != Decoded())
            yield _one(source, row, _address(row, last), decoded, places)


def _place(variable: Variable, newest: Secret | None) -> KeyLocation:
    key = decode(variable.value).key
    older = key is not None and newest is not None and key != newest
    return KeyLocation(variable.path or Path(), variable.held_by or variable.name, Secret(variable.value), key, older)


def _address(row: Preset, variables: Mapping[str, Variable]) -> str:
    return next((one.value for name in _ADDRESSES.get(row.id, ()) if (one := variables.get(name)) and one.value), "")


def _one(source: str, row: Preset, address: str, decoded: Decoded, places: tuple[KeyLocation, ...]) -> FoundProvider:
    lost = bool(decoded.lost)
    try:
        made = row_of(name_at(row.name, address), address)
    except Unusable as reason:
        return FoundProvider(source, READER, row.name, None, decoded.key, reason.words, lost, places=places)
    return FoundProvider(source, READER, made.label, made, decoded.key, decoded.lost, lost, places=places)
