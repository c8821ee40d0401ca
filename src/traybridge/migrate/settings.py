"""Imported settings put into the config one by one, each checked (pure)."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from traybridge.core.config import Config, check_config
from traybridge.core.errors import BadConfig
from traybridge.core.i18n import Text, msg
from traybridge.migrate.reasons import words_of


class _Stays(Exception):
    """The setting has a value of its own here; the text is that value."""


def with_settings(config: Config, settings: Iterable[tuple[str, Any]]) -> tuple[Config, dict[str, Any], list[Text]]:
    """Set dotted names that still have their built-in value; the first source of a name wins.

    Returns what was set (or is set to the same), and a word about what was not.
    """
    taken: dict[str, Any] = {}
    problems: list[Text] = []
    for name, value in settings:
        if name in taken:
            continue
        try:
            config = _with(config, name, value)
        except _Stays as own:
            problems.append(msg("{name} stays as it is set here: {value}", name=name, value=str(own)))
        except (msgspec.ValidationError, BadConfig) as error:
            problems.append(msg("{name} was not taken over: {why}", name=name, why=words_of(error)))
        else:
            taken[name] = value
    return config, taken, problems


def _with(config: Config, name: str, value: Any) -> Config:
    section, _, field = name.partition(".")
    if section == "aliases":
        targets = msgspec.convert(value, tuple[str, ...], strict=False)
        _refuse_other(config.aliases.get(field), targets)
        changed = replace(config, aliases=config.aliases | {field: targets})
    elif section in {"routing", "timeouts", "gateway", "desktop"}:
        current = getattr(config, section)
        values = msgspec.to_builtins(current)  # what has its built-in value is not in here
        _refuse_other(_inside(values, field.split(".")), value)
        built = _nested(values, field.split("."), value)
        changed = replace(config, **{section: msgspec.convert(built, type(current))})
    else:
        raise BadConfig("There is no such setting", key=name)
    check_config(changed)
    return changed


def _refuse_other(own: object, new: object) -> None:
    if own is not None and own != new:
        raise _Stays(own)


def _inside(values: object, names: list[str]) -> object:
    for name in names:
        values = values.get(name) if isinstance(values, dict) else None
    return values


def _nested(values: Mapping[str, Any], names: list[str], value: object) -> dict[str, Any]:
    first, *rest = names
    below = values.get(first)
    return {**values, first: _nested(below if isinstance(below, dict) else {}, rest, value) if rest else value}


def with_renamed(settings: Iterable[tuple[str, Any]], renamed: Mapping[str, str]) -> list[tuple[str, Any]]:
    """Let the pin and the aliases of a bundle follow providers that got another id here."""
    return [(name, _renamed(name, value, renamed)) for name, value in settings]


def _renamed(name: str, value: object, renamed: Mapping[str, str]) -> object:
    if name == "routing.pin" and isinstance(value, str):
        return renamed.get(value, value)
    if name.startswith("aliases.") and isinstance(value, (list, tuple)):
        parts = [str(one).partition(":") for one in value]
        return tuple(f"{renamed.get(provider, provider)}:{model}" for provider, _, model in parts)
    return value


def aliases_of(
    pairs: Iterable[tuple[str, str]], fallbacks: Iterable[tuple[str, tuple[str, ...]]]
) -> list[tuple[str, tuple[str, ...]]]:
    """Aliases from pairs of a name and its "provider:model"; a fallback's targets stand behind the name's own."""
    own: dict[str, list[str]] = {}
    for name, target in pairs:
        own.setdefault(name, []).append(target)
    behind: dict[str, list[str]] = {}
    for name, names in fallbacks:
        for one in own if name == "*" else (name,):
            behind.setdefault(one, []).extend(target for further in names for target in own.get(further, ()))
    joined = {name: tuple(dict.fromkeys(targets + behind.get(name, []))) for name, targets in own.items()}
    return [(name, targets) for name, targets in joined.items() if not _says_nothing(name, targets)]


def _says_nothing(name: str, targets: tuple[str, ...]) -> bool:
    """One model under its own name needs no alias."""
    return len(targets) == 1 and targets[0].partition(":")[2] == name
