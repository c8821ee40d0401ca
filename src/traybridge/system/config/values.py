"""Settings by their dotted names, for ``config get`` and ``config set`` (pure)."""

import re
import tomllib
from typing import Any, TypeVar, get_args, get_origin

import msgspec
from msgspec.structs import replace

from traybridge.core.config import Config, ProviderConfig, check_config
from traybridge.core.errors import BadConfig, NotFound
from traybridge.core.i18n import Text, msg
from traybridge.system.config.read import allowed, convert, field_types, nearest

S = TypeVar("S", bound=msgspec.Struct)


def get_value(config: Config, name: str) -> Any:
    """What a dotted name holds, defaults included, as plain values: routing.failover, providers.ID.model, aliases.

    Raises:
        NotFound: there is no such setting; the nearest name is in the hint.
    """
    if name == "providers":
        return [_plain(row) for row in config.effective_providers]
    row, rest = _split_provider(config, name)
    if row is not None:
        return _plain(row) if not rest else _get(row, rest, name)
    return _get(config, name, name)


def with_value(config: Config, name: str, text: str) -> Config:
    """Set a dotted name from what somebody typed: a TOML value, or the bare text.

    For a setting that may be unset an empty text unsets it.

    Raises:
        NotFound: there is no such setting.
        BadConfig: the value cannot be used there; the hint says what can.
    """
    row, rest = _split_provider(config, name)
    if row is not None and rest:
        changed = config.with_provider(_set(row, rest, text, name))
    elif row is not None or name == "providers":
        raise BadConfig(
            msg("“{name}” is not one setting", name=name), "Name one of its settings, or use: traybridge providers."
        )
    else:
        changed = _set(config, name, text, name)
    check_config(changed)
    return changed


def _split_provider(config: Config, name: str) -> tuple[ProviderConfig | None, str]:
    """Tell the provider and the rest of providers.ID.setting or providers[0].setting; an id may hold dots."""
    if found := re.fullmatch(r"providers\[(\d+)\]\.?(.*)", name):
        rows = config.effective_providers
        if int(found[1]) >= len(rows):
            raise NotFound(_no_setting(name), msg("There are {count} providers, counted from 0.", count=len(rows)))
        return rows[int(found[1])], found[2]
    if not name.startswith("providers."):
        return None, name
    rest = name.removeprefix("providers.")
    for row in sorted(config.effective_providers, key=lambda row: -len(row.id)):
        if rest == row.id or rest.startswith(f"{row.id}."):
            return row, rest[len(row.id) + 1 :]
    known = ", ".join(row.id for row in config.effective_providers)
    raise NotFound(msg("There is no provider for “{name}”", name=name), msg("There are {known}.", known=known))


def _get(holder: msgspec.Struct, rest: str, name: str) -> Any:
    wanted, value = _field(holder, rest, name)
    first, _, inner = rest.partition(".")
    if isinstance(value, msgspec.Struct) and inner:
        return _get(value, inner, name)
    if get_origin(wanted) is dict and inner:
        if inner not in value:
            raise _unknown(name, inner, tuple(value))
        return _plain(value[inner])
    if inner:
        raise _unknown(name, first, ())
    return _plain(value)


def _set(holder: S, rest: str, text: str, name: str) -> S:
    wanted, value = _field(holder, rest, name)
    first, _, inner = rest.partition(".")
    if isinstance(value, msgspec.Struct):
        if not inner:
            raise BadConfig(
                msg("“{name}” is not one setting", name=name),
                msg("Name one of {names}.", names=", ".join(field_types(type(value)))),
                key=name,
            )
        return replace(holder, **{first: _set(value, inner, text, name)})
    if get_origin(wanted) is dict and inner:
        return replace(holder, **{first: {**value, inner: _typed(get_args(wanted)[1], text, name)}})
    if inner:
        raise _unknown(name, first, ())
    return replace(holder, **{first: _typed(wanted, text, name)})


def _field(holder: msgspec.Struct, rest: str, name: str) -> tuple[Any, Any]:
    first = rest.partition(".")[0]
    types = field_types(type(holder))
    if first not in types:
        raise _unknown(name, first, tuple(types))
    return types[first], getattr(holder, first)


def _unknown(name: str, part: str, known: tuple[str, ...]) -> NotFound:
    close = nearest(part, known)
    if close:
        before, _, after = name.rpartition(part)
        return NotFound(_no_setting(name), msg("Is “{close}” meant?", close=f"{before}{close}{after}"))
    if not known:
        return NotFound(_no_setting(name), msg("Known here: nothing below that."))
    return NotFound(_no_setting(name), msg("Known here: {names}.", names=", ".join(known)))


def _no_setting(name: str) -> Text:
    return msg("There is no setting “{name}”", name=name)


def _typed(wanted: Any, text: str, name: str) -> Any:
    for value in _readings(wanted, text):
        try:
            return convert(value, wanted)
        except msgspec.ValidationError:
            continue
    raise BadConfig(
        msg("“{name}” cannot be set to that", name=name),
        msg("Allowed is {allowed}.", allowed=allowed(wanted)),
        key=name,
    )


def _readings(wanted: Any, text: str) -> list[Any]:
    """What a typed text may mean, the likeliest first."""
    unset = [None] if not text.strip() and type(None) in get_args(wanted) else []
    try:
        table = tomllib.loads(f"value = {text}")
    except (ValueError, RecursionError):
        return [*unset, text]
    # More than one key: a line break in the text began another one.
    return [*unset, *([table["value"]] if len(table) == 1 else []), text]


def _plain(value: Any) -> Any:
    """Every setting, those at their default too, which msgspec would leave out."""
    if isinstance(value, msgspec.Struct):
        return {name: _plain(getattr(value, name)) for name in field_types(type(value))}
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, tuple) else value
