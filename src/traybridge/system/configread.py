"""From the text of config.toml to a Config: warnings for what is unknown, an error with its line for what is wrong."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Any, Union, get_args, get_origin

import msgspec
from msgspec.structs import fields

from traybridge.core.config import Config, check_config
from traybridge.core.errors import BadConfig
from traybridge.system.tomlplaces import Path, Places, find_places

_SECRET_NAMES = re.compile(r"(?i).*(key|token|secret|password)$")
_SYNTAX_WORDS = (
    ("Cannot overwrite a value", "a name is given twice"),
    ("Cannot declare", "a table is given twice"),
    ("Exceeds the limit", "a number has too many digits"),
)
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
    try:
        data = tomllib.loads(text)
        places = find_places(text)
        looked = list(_look_at_table(Config, data, ()))
        wrong = [(places.line(found.path), found) for found in looked if isinstance(found, Wrong)]
        if wrong:
            raise _worst(wrong, file)
        config = msgspec.convert(data, Config, strict=True)
    except RecursionError:
        raise BadConfig("The settings are nested too deeply", "Remove the lists inside lists.", path=file) from None
    except msgspec.ValidationError as error:
        raise BadConfig("The settings cannot be used", f"{error}.", path=file) from None
    except ValueError as error:
        raise _syntax_error(text, error, file) from None
    _check(config, places, file)
    unknown = tuple(found for found in looked if not isinstance(found, Wrong))
    return Parsed(config, unknown, tuple(_warning(path, places, file) for path, _ in unknown))


def dotted(path: Path) -> str:
    """Write a path as people do: providers[1].kind."""
    parts = ""
    for part in path:
        if isinstance(part, int):
            parts += f"[{part}]"
        else:
            parts += ("." if parts else "") + part
    return parts


def allowed(wanted: Any) -> str:
    """Say what a setting of this type may be, in words."""
    from msgspec import inspect

    match inspect.type_info(_without_none(wanted)):
        case inspect.BoolType():
            return "true or false"
        case inspect.LiteralType(values):
            return f"one of {', '.join(json.dumps(value) for value in values)}"
        case inspect.IntType(ge=low, le=high):
            return f"a whole number{_bounds(low, high)}"
        case inspect.FloatType(gt=above, ge=low, le=high):
            return "a number" + (f" above {above:g}" if above is not None else "") + _bounds(low, high)
        case inspect.VarTupleType():
            return 'a list of texts, for example ["first", "second"]'
        case inspect.StrType():
            return "a text in quotes"
        case _:
            return "a table"


def field_types(kind: type[msgspec.Struct]) -> Mapping[str, Any]:
    return {row.name: row.type for row in fields(kind)}


def convert(value: Any, wanted: Any) -> Any:
    """Turn a TOML value into a setting. Raises msgspec.ValidationError."""
    return msgspec.convert(value, wanted, strict=True)


def _bounds(low: float | None, high: float | None) -> str:
    if low is not None and high is not None:
        return f" from {low:g} to {high}" if isinstance(high, int) else f" from {low:g} to {high:g}"
    if low is not None:
        return f" from {low:g}"
    return f", at most {high:g}" if high is not None else ""


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
            yield Wrong((*path, name), f"“{dotted((*path, name))}” is missing", f"Write {allowed(row.type)}.")


def _look(wanted: Any, value: Any, path: Path) -> Iterator[Wrong | tuple[Path, Any]]:
    inner = get_args(wanted)
    if isinstance(wanted, type) and issubclass(wanted, msgspec.Struct):
        if isinstance(value, dict):
            yield from _look_at_table(wanted, value, path)
        else:
            yield Wrong(path, f"“{dotted(path)}” is no table", f"Write it as [{dotted(path)}], settings below.")
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
        yield Wrong(path, f"“{name}” is no list of tables", f"Write [[{name}]] with two brackets above each one.")
        return
    for position, row in enumerate(value):
        if isinstance(row, dict):
            yield from _look_at_table(kind, row, (*path, position))
        else:
            yield Wrong((*path, position), f"“{name}[{position}]” is no table", f"Write [[{name}]] above each one.")


def _look_at_value(wanted: Any, value: Any, path: Path) -> Iterator[Wrong]:
    try:
        convert(value, wanted)
    except msgspec.ValidationError:
        yield Wrong(path, f"“{dotted(path)}” cannot be {_shown(value, path)}", f"Allowed is {allowed(wanted)}.")


def _shown(value: Any, path: Path) -> str:
    if _QUIET & set(path) or not isinstance(value, str | int | float):
        return "this"
    written = json.dumps(value, ensure_ascii=False)
    return written if len(written) <= 40 else f"{written[:39]}…"


def _worst(wrong: list[tuple[int, Wrong]], file: str) -> BadConfig:
    line, first = min(wrong, key=lambda found: found[0])
    more = f" ({len(wrong) - 1} more after it.)" if len(wrong) > 1 else ""
    return BadConfig(first.title, first.hint + more, path=file, key=dotted(first.path), line=line)


def _check(config: Config, places: Places, file: str) -> None:
    try:
        check_config(config)
    except BadConfig as error:
        line = places.line(_path_of(error.key))
        raise BadConfig(error.title, error.hint, path=file, key=error.key, line=line) from None


def _path_of(key: str) -> Path:
    """Undo ``dotted`` for the names that ``check_config`` uses."""
    if key.startswith("aliases."):
        return ("aliases", key.removeprefix("aliases."))
    return tuple(int(part[1:-1]) if part.startswith("[") else part for part in re.findall(r"\[\d+\]|[^.\[\]]+", key))


def _syntax_error(text: str, error: ValueError, file: str) -> BadConfig:
    said = str(error)
    found = re.search(r" \(at line (\d+), column (\d+)\)", said)
    line = int(found[1]) if found else text.count("\n") + 1
    reason = next((words for sign, words in _SYNTAX_WORDS if sign in said), re.sub(r" \(at .*\)$", "", said))
    where = f"line {line}, column {found[2]}" if found else f"line {line}"
    return BadConfig("The file is not valid TOML", f"Look at {where}: {reason}.", path=file, line=line)


def _warning(path: Path, places: Places, file: str) -> str:
    *outer, name = path
    text = f"{file}:{places.line(path)}: “{dotted(path)}” is not known and is left alone."
    if _SECRET_NAMES.fullmatch(str(name)):
        return f"{text} Keys belong in the keyring: traybridge keys set."
    if close := nearest(str(name), _known_names(tuple(outer))):
        return f"{text} Is “{close}” meant?"
    return text


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
