"""From the text of config.toml to a Config: warnings for what is unknown, an error with its line for what is wrong."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import UnionType
from typing import Any, Union, get_args, get_origin

import msgspec
from msgspec.structs import fields

from traybridge.core.config import Config, check_config
from traybridge.core.errors import BadConfig
from traybridge.core.i18n import Text, joined, msg
from traybridge.system.config.scan import Path, TomlPositions, find_positions

_SECRET_NAMES = re.compile(r"(?i).*(key|token|secret|password)$")
_SYNTAX_WORDS = (
    ("Cannot overwrite a value", msg("a name is given twice")),
    ("Cannot declare", msg("a table is given twice")),
    ("Exceeds the limit", msg("a number has too many digits")),
)
_SEGMENT = r"""(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')"""
_DEEP_KEY = re.compile(rf"(?<![A-Za-z0-9_-]){_SEGMENT}(?:[ \t]*+\.[ \t]*+{_SEGMENT}){{100}}")
"""A key of more than 100 parts; tried once for each part, so that the search is linear."""
_MOST_WARNINGS = 50
_QUIET = {"headers", "aliases"}  # what stands there is not repeated in messages


@dataclass(frozen=True, slots=True)
class Parsed:
    """A good config, and what else stands in the file: path and value of each unknown key."""

    config: Config
    unknown: tuple[tuple[Path, Any], ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wrong:
    path: Path
    title: str
    hint: str


def read_config(text: str, file: str = "config.toml") -> Parsed:
    """Read a whole config file.

    Raises:
        BadConfig: with file, dotted key, line, and what would be allowed there.
    """
    if _DEEP_KEY.search(text):  # tomllib's work grows with the square of a key's depth
        raise _too_deep(file)
    try:
        data = tomllib.loads(text)
        positions = find_positions(text)
        looked = list(_look_at_table(Config, data, ()))
        wrong = [(positions.line(found.path), found) for found in looked if isinstance(found, Wrong)]
        if wrong:
            raise _worst(wrong, file)
        config = msgspec.convert(data, Config, strict=True)
    except RecursionError:
        raise _too_deep(file) from None
    except msgspec.ValidationError as error:
        raise BadConfig("The settings cannot be used", joined("", [str(error), "."]), path=file) from None
    except ValueError as error:
        raise _syntax_error(text, error, file) from None
    _check(config, positions, file)
    unknown = tuple(found for found in looked if not isinstance(found, Wrong))
    return Parsed(config, unknown, _warnings([path for path, _ in unknown], positions, file))


def _too_deep(file: str) -> BadConfig:
    return BadConfig(
        "The settings are nested too deeply",
        "Remove the lists inside lists, and keys of more than 100 parts.",
        path=file,
    )


def dotted(path: Path) -> str:
    """Write a path as people do: providers[1].kind."""
    parts = ""
    for part in path:
        if isinstance(part, int):
            parts += f"[{part}]"
        else:
            parts += ("." if parts else "") + part
    return parts


def allowed(wanted: Any) -> Text:
    """Say what a setting of this type may be, in words. Numbers stand as TOML has them, in every language."""
    from msgspec import inspect

    match inspect.type_info(_without_none(wanted)):
        case inspect.BoolType():
            return msg("true or false")
        case inspect.LiteralType(values):
            return msg("one of {values}", values=", ".join(json.dumps(value) for value in values))
        case inspect.IntType(ge=low, le=high):
            return _whole_number(low, high)
        case inspect.FloatType(gt=above, ge=low, le=high):
            return _number(above, low, high)
        case inspect.VarTupleType():
            return msg('a list of texts, for example ["first", "second"]')
        case inspect.StrType():
            return msg("a text in quotes")
        case _:
            return msg("a table")


def field_types(kind: type[msgspec.Struct]) -> Mapping[str, Any]:
    return {row.name: row.type for row in fields(kind)}


def convert(value: Any, wanted: Any) -> Any:
    """Turn a TOML value into a setting. Raises msgspec.ValidationError."""
    return msgspec.convert(value, wanted, strict=True)


def _whole_number(low: int | None, high: int | None) -> Text:
    if low is not None and high is not None:
        return msg("a whole number from {low} to {high}", low=_toml(low), high=str(high))
    if low is not None:
        return msg("a whole number from {low}", low=_toml(low))
    return msg("a whole number") if high is None else msg("a whole number, at most {high}", high=_toml(high))


def _number(above: float | None, low: float | None, high: float | None) -> Text:
    if above is not None:
        if high is not None:
            return msg("a number above {above}, at most {high}", above=_toml(above), high=_toml(high))
        return msg("a number above {above}", above=_toml(above))
    if low is not None and high is not None:
        return msg("a number from {low} to {high}", low=_toml(low), high=_toml(high))
    if low is not None:
        return msg("a number from {low}", low=_toml(low))
    return msg("a number") if high is None else msg("a number, at most {high}", high=_toml(high))


def _toml(number: float) -> str:
    return f"{number:g}"


def _without_none(wanted: Any) -> Any:
    if get_origin(wanted) in {Union, UnionType}:
        return next(part for part in get_args(wanted) if part is not type(None))
    return wanted


def _look_at_table(
    kind: type[msgspec.Struct], table: Mapping[str, Any], path: Path
) -> Iterator[Wrong | tuple[Path, Any]]:
    known = {row.name: row for row in fields(kind)}
    for name, value in table.items():
        if name not in known:
            yield ((*path, name), value)
    for name, row in known.items():
        if name in table:
            yield from _look(row.type, table[name], (*path, name))
        elif row.required:
            yield Wrong(
                (*path, name),
                msg("“{name}” is missing", name=dotted((*path, name))),
                msg("Write {allowed}.", allowed=allowed(row.type)),
            )


def _look(wanted: Any, value: Any, path: Path) -> Iterator[Wrong | tuple[Path, Any]]:
    inner = get_args(wanted)
    if isinstance(wanted, type) and issubclass(wanted, msgspec.Struct):
        if isinstance(value, dict):
            yield from _look_at_table(wanted, value, path)
        else:
            name = dotted(path)
            yield Wrong(
                path,
                msg("“{name}” is no table", name=name),
                msg("Write it as [{name}], settings below.", name=name),
            )
    elif get_origin(wanted) is tuple and isinstance(inner[0], type) and issubclass(inner[0], msgspec.Struct):
        yield from _look_at_list(inner[0], value, path)
    elif get_origin(wanted) is dict and isinstance(value, dict):
        for name, part in value.items():
            yield from _look(inner[1], part, (*path, name))
    else:
        yield from _look_at_value(wanted, value, path)


def _look_at_list(kind: type[msgspec.Struct], value: Any, path: Path) -> Iterator[Wrong | tuple[Path, Any]]:
    name = dotted(path)
    if not isinstance(value, list):
        yield Wrong(
            path,
            msg("“{name}” is no list of tables", name=name),
            msg("Write [[{name}]] with two brackets above each one.", name=name),
        )
        return
    for position, row in enumerate(value):
        if isinstance(row, dict):
            yield from _look_at_table(kind, row, (*path, position))
        else:
            row_path = (*path, position)
            yield Wrong(
                row_path,
                msg("“{name}” is no table", name=dotted(row_path)),
                msg("Write [[{name}]] above each one.", name=name),
            )


def _look_at_value(wanted: Any, value: Any, path: Path) -> Iterator[Wrong]:
    try:
        convert(value, wanted)
    except msgspec.ValidationError:
        yield Wrong(path, _cannot_be(value, path), msg("Allowed is {allowed}.", allowed=allowed(wanted)))


def _cannot_be(value: Any, path: Path) -> Text:
    name = dotted(path)
    if _QUIET & set(path) or not isinstance(value, str | int | float):
        return msg("“{name}” cannot be this", name=name)
    written = json.dumps(value, ensure_ascii=False)
    return msg("“{name}” cannot be {value}", name=name, value=written if len(written) <= 40 else f"{written[:39]}…")


def _worst(wrong: list[tuple[int, Wrong]], file: str) -> BadConfig:
    line, first = min(wrong, key=lambda found: found[0])
    more = [msg("({count} more after it.)", count=len(wrong) - 1)] if len(wrong) > 1 else []
    return BadConfig(first.title, joined(" ", [first.hint, *more]), path=file, key=dotted(first.path), line=line)


def _check(config: Config, positions: TomlPositions, file: str) -> None:
    try:
        check_config(config)
    except BadConfig as error:
        line = positions.line(_path_of(error.key))
        raise BadConfig(error.title, error.hint, path=file, key=error.key, line=line) from None


def _path_of(key: str) -> Path:
    """Undo ``dotted`` for the names that ``check_config`` uses."""
    if key.startswith("aliases."):
        return ("aliases", key.removeprefix("aliases."))
    return tuple(int(part[1:-1]) if part.startswith("[") else part for part in re.findall(r"\[\d+\]|[^.\[\]]+", key))


def _syntax_error(text: str, error: ValueError, file: str) -> BadConfig:
    message = str(error)
    found = re.search(r" \(at line (\d+), column (\d+)\)", message)
    line = int(found[1]) if found else text.count("\n") + 1
    reason = next((words for sign, words in _SYNTAX_WORDS if sign in message), re.sub(r" \(at .*\)$", "", message))
    hint = (
        msg("Look at line {line}, column {column}: {reason}.", line=line, column=found[2], reason=reason)
        if found
        else msg("Look at line {line}: {reason}.", line=line, reason=reason)
    )
    return BadConfig("The file is not valid TOML", hint, path=file, line=line)


def _warnings(unknown: Sequence[Path], positions: TomlPositions, file: str) -> tuple[Text, ...]:
    """One line for each unknown key, with its like; of very many the first ones, and how many more there are."""
    told = tuple(_warning(path, positions, file) for path in unknown[:_MOST_WARNINGS])
    if more := len(unknown) - len(told):
        told += (msg("{file}: {count:,} more keys are not known.", file=file, count=more),)
    return told


def _warning(path: Path, positions: TomlPositions, file: str) -> Text:
    *outer, name = path
    where, text = f"{file}:{positions.line(path)}:", msg("“{name}” is not known and is left alone.", name=dotted(path))
    if _SECRET_NAMES.fullmatch(str(name)):
        return joined(" ", [where, text, msg("Keys belong in the keyring: traybridge keys set.")])
    if close := nearest(str(name), _known_names(tuple(outer))):
        return joined(" ", [where, text, msg("Is “{close}” meant?", close=close)])
    return joined(" ", [where, text])


def nearest(name: str, known: tuple[str, ...]) -> str:
    """The known name that is most like this one, "" when none is."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(name.replace("-", "_").lower(), known, 1, 0.6)), "")


def _known_names(path: Path) -> tuple[str, ...]:
    kind: Any = Config
    for part in path:
        inner = kind if isinstance(part, int) else field_types(kind)[part]
        kind = get_args(inner)[0] if get_origin(inner) is tuple else inner
    return tuple(field_types(kind))
