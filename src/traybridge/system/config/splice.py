"""Change a config file's text just where a setting changed: comments, order and unknown keys stay (pure).

tomlkit was tried first: it keeps a comment above ``[[providers]]`` in the table before it, so that adding a key put
the key below the next provider's comment, and reordering providers mixed their comments up.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import msgspec
from msgspec.structs import fields

from traybridge.core.config import Config, ProviderConfig
from traybridge.system.config.scan import Path, TomlPosition, TomlPositions, find_positions

_LIST: Path = ("providers",)
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_HEAD = """\
# TrayBridge's settings. The order of [[providers]] is their priority.
# Keys are in the system's keyring, never in here: traybridge keys set.
"""


def edit_text(text: str, old: Config, new: Config) -> str:
    """The text with everything changed that differs between the config it holds and the new one."""
    if old == new:
        return text
    text = _arrange(text or _HEAD, old.providers, new.providers)
    for path, value in changes(old, new):
        text = put(text, path, value)
    return text


def changes(old: msgspec.Struct, new: msgspec.Struct, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """What differs: path and new value, None for what goes. Lists of providers are compared by id."""
    for name in (row.name for row in fields(type(old))):
        before, after = getattr(old, name), getattr(new, name)
        here = (*path, name)
        if before == after:
            continue
        if here == _LIST:
            yield from _provider_changes(before, after)
        elif isinstance(before, msgspec.Struct):
            yield from changes(before, after, here)
        elif isinstance(before, dict):
            for key in [*before, *(key for key in after if key not in before)]:
                if before.get(key) != after.get(key):
                    yield (*here, key), after.get(key)
        else:
            yield here, after


def _provider_changes(old: Sequence[ProviderConfig], new: Sequence[ProviderConfig]) -> Iterator[tuple[Path, Any]]:
    before = {row.id: row for row in old}
    for position, row in enumerate(new):
        if row.id in before:
            yield from changes(before[row.id], row, (*_LIST, position))


def put(text: str, path: Path, value: Any) -> str:
    """Set one value, or remove it with None."""
    positions = find_positions(text)
    place = positions.pairs.get(path)
    if value is None:
        return text if place is None else _remove(positions, path, place)
    if place is not None:
        return text[: place.value] + render(value) + text[place.end :]
    return _insert(positions, path, value)


def render(value: Any) -> str:
    """Write a value as TOML on one line."""
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case Mapping():
            inner = ", ".join(f"{_key(name)} = {render(part)}" for name, part in value.items())
            return f"{{ {inner} }}" if inner else "{}"
        case _:
            return f"[{', '.join(render(part) for part in value)}]"


def _key(name: str | int) -> str:
    return str(name) if _BARE.fullmatch(str(name)) else render(str(name))


def _newline(text: str) -> str:
    return "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"


def _insert(positions: TomlPositions, path: Path, value: Any) -> str:
    """Put a new key where a person would: behind the last one of its table."""
    *outer, name = path
    table = tuple(outer)
    text = positions.text
    whole = positions.pairs.get(table)
    if whole is not None:
        return _insert_entry(positions, table, whole, f"{_key(name)} = {render(value)}")
    own = [place for place in positions.pairs.values() if not place.inline and place.table == table]
    if own or table in positions.headers:
        after = max((place.end for place in own), default=positions.headers.get(table, TomlPosition(0, 0, 0)).end)
        return _insert_line(positions, after, f"{_key(name)} = {render(value)}")
    dotted = [
        place
        for full, place in positions.pairs.items()
        if full[: len(table)] == table and len(place.table) < len(table) and not place.inline
    ]
    if dotted:
        last = max(dotted, key=lambda place: place.end)
        keys = ".".join(_key(part) for part in path[len(last.table) :])
        return _insert_line(positions, last.end, f"{keys} = {render(value)}")
    if any(isinstance(part, int) for part in table) or table[:-1] in positions.pairs:
        return put(text, table, {str(name): value})
    return _append(text, f"[{'.'.join(_key(part) for part in table)}]\n{_key(name)} = {render(value)}\n")


def _insert_line(positions: TomlPositions, after: int, line: str) -> str:
    """Add a line below the one that ``after`` is on, as deep as that one."""
    text = positions.text
    begin, end = positions.line_start(after - 1), positions.line_end(after - 1)
    indent = re.match(r"[ \t]*", text[begin:end])
    newline = _newline(text)
    before = text[:end] if text[:end].endswith("\n") else text[:end] + newline
    return before + (indent[0] if indent else "") + line + newline + text[end:]


def _insert_entry(positions: TomlPositions, table: Path, whole: TomlPosition, entry: str) -> str:
    """Add an entry at the end of an inline table or list."""
    text = positions.text
    entries = _entries(positions, table)
    if entries:
        at = entries[-1].end
        return f"{text[:at]}, {entry}{text[at:]}"
    bracket = text[whole.value]
    pad = " " if bracket == "{" else ""
    return f"{text[: whole.value]}{bracket}{pad}{entry}{pad}{text[whole.end - 1 :]}"


def _entries(positions: TomlPositions, table: Path) -> list[TomlPosition]:
    """What stands directly inside an inline table or list, dotted keys included."""
    whole = positions.pairs[table]
    inside = [
        place
        for full, place in positions.pairs.items()
        if place.inline and full[: len(table)] == table and whole.value < place.start < whole.end
    ]
    entries: list[TomlPosition] = []
    for place in sorted(inside, key=lambda place: place.start):
        if not entries or place.start >= entries[-1].end:  # else it stands inside that one
            entries.append(place)
    return entries


def _remove(positions: TomlPositions, path: Path, place: TomlPosition) -> str:
    text = positions.text
    if not place.inline:
        return text[: positions.line_start(place.start)] + text[positions.line_end(place.end) :]
    holder = next(path[:size] for size in range(len(path) - 1, 0, -1) if path[:size] in positions.pairs)
    return _remove_entry(positions, holder, place)


def _remove_entry(positions: TomlPositions, holder: Path, place: TomlPosition) -> str:
    text = positions.text
    entries = _entries(positions, holder)
    at = entries.index(place)
    if at + 1 < len(entries):
        return text[: place.start] + text[entries[at + 1].start :]
    if at > 0:
        return text[: entries[at - 1].end] + text[place.end :]
    # The only one: a comma behind it goes too, comments in between stay.
    behind = re.sub(r"^((?:[ \t\r\n]|#[^\n]*)*),", r"\1", text[place.end :], count=1)
    return text[: place.start] + behind


def _append(text: str, block: str) -> str:
    newline = _newline(text)
    if text and not text.endswith("\n"):
        text += newline
    gap = newline if text.strip() and not text.endswith(("\n\n", "\n\r\n")) else ""
    return text + gap + block.replace("\n", newline)


# The list of providers: [[providers]] tables, or one inline list.


def _arrange(text: str, old: Sequence[ProviderConfig], new: Sequence[ProviderConfig]) -> str:
    """Remove, reorder and add providers, so that the text has those of ``new`` in their order."""
    wanted = {row.id for row in new}
    text = _remove_providers(text, [place for place, row in enumerate(old) if row.id not in wanted])
    now = {name: place for place, name in enumerate(row.id for row in old if row.id in wanted)}
    order = [now[row.id] for row in new if row.id in now]
    if order != sorted(order):
        text = _permute(text, order)
    for known, group in groupby(enumerate(new), key=lambda one: one[1].id in now):
        if not known:
            rows = list(group)
            text = _add_providers(text, rows[0][0], [row for _, row in rows])
    return text


def _is_inline(positions: TomlPositions) -> bool:
    return _LIST in positions.pairs


def _remove_providers(text: str, places: Sequence[int]) -> str:
    """Remove the providers at these places, the last one first: what stands before it keeps its offsets."""
    if not places:
        return text
    positions = find_positions(text)
    blocks = [] if _is_inline(positions) else _blocks(positions)
    for place in reversed(places):
        if blocks:
            text = _remove_block(text, *blocks[place])
        else:
            positions = find_positions(text)
            text = _remove_entry(positions, _LIST, positions.pairs[*_LIST, place])
    return text


def _remove_block(text: str, begin: int, end: int) -> str:
    gap = re.compile(r"(?:[ \t]*\r?\n)*").match(text, end)
    behind = text[gap.end() if gap else end :]
    return (
        (text[:begin] + behind) if behind else text[:begin].rstrip() + (_newline(text) if text[:begin].strip() else "")
    )


def _permute(text: str, order: Sequence[int]) -> str:
    """Put the block order[i] into the place of block i; what stands between them stays."""
    positions = find_positions(text)
    spans = _blocks(positions)
    newline = _newline(text)
    parts, at = [], 0
    for (begin, end), source in zip(spans, order, strict=True):
        block = text[slice(*spans[source])]
        if not _is_inline(positions) and not block.endswith("\n"):
            block += newline
        parts += [text[at:begin], block]
        at = end
    return "".join([*parts, text[at:]])


def _add_providers(text: str, position: int, rows: Sequence[ProviderConfig]) -> str:
    """Add providers one behind the other, from this place on."""
    positions = find_positions(text)
    if _is_inline(positions):
        return _add_inline(positions, position, ", ".join(render(msgspec.to_builtins(row)) for row in rows))
    newline = _newline(text)
    block = "\n".join(_block(row) for row in rows)
    spans = _blocks(positions)
    if not spans:
        return _append(text, block)
    block = block.replace("\n", newline)
    if position == 0:
        begin = spans[0][0]
        return text[:begin] + block + newline + text[begin:]
    end = spans[position - 1][1]
    before = text[:end] if text[:end].endswith("\n") else text[:end] + newline
    return before + newline + block + text[end:]


def _block(row: ProviderConfig) -> str:
    values: dict[str, Any] = msgspec.to_builtins(row)
    return "[[providers]]\n" + "".join(f"{_key(name)} = {render(value)}\n" for name, value in values.items())


def _add_inline(positions: TomlPositions, position: int, element: str) -> str:
    entries = _entries(positions, _LIST)
    if position >= len(entries):
        return _insert_entry(positions, _LIST, positions.pairs[_LIST], element)
    at = entries[position].start
    return f"{positions.text[:at]}{element}, {positions.text[at:]}"


def _blocks(positions: TomlPositions) -> list[tuple[int, int]]:
    """Begin and end of each provider: its tables, with the comments right above and right below."""
    if _is_inline(positions):
        return [(place.start, place.end) for place in _entries(positions, _LIST)]
    ends: dict[Path, int] = {}
    for path, place in positions.everything():
        if path[:1] == _LIST and len(path) > 1 and not place.inline:
            ends[path[:2]] = max(ends.get(path[:2], 0), place.end)
    own = [path for path in positions.headers if len(path) == 2 and path[0] == "providers"]
    return [(_above(positions, positions.headers[path].start), _below(positions, ends[path])) for path in own]


def _above(positions: TomlPositions, offset: int) -> int:
    """The start of the comment lines that stand right above."""
    floor = positions.end_before(offset)
    begin = positions.line_start(offset)
    while (previous := positions.line_start(begin - 1)) < begin and previous >= floor:
        if not _line(positions, previous).startswith("#"):
            break
        begin = previous
    return begin


def _below(positions: TomlPositions, offset: int) -> int:
    """Behind the comment lines right below, unless they lead over to the next table."""
    end = positions.line_end(offset - 1)
    comments = end
    while _line(positions, comments).startswith("#"):
        comments = positions.line_end(comments)
    return end if _line(positions, comments) else comments


def _line(positions: TomlPositions, start: int) -> str:
    return positions.text[start : positions.line_end(start)].strip() if start < len(positions.text) else ""
