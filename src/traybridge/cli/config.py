"""``traybridge config``: settings by their dotted names."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from traybridge.cli.command import Command, CommandGroup, Given, Parser, errors_in_json
from traybridge.cli.failures import DONE
from traybridge.cli.services import CommandServices
from traybridge.core.config import Config
from traybridge.core.errors import BadConfig


def _name(parser: Parser) -> None:
    parser.add_argument("name", metavar="NAME", help="a dotted name: timeouts.connect, providers.ID.model")


def _name_and_json(parser: Parser) -> None:
    _name(parser)
    parser.json_flag()


def _name_and_value(parser: Parser) -> None:
    _name(parser)
    parser.add_argument("value", metavar="VALUE", help='a TOML value or a bare text; "" for none')


def _json(parser: Parser) -> None:
    parser.json_flag()


def _get(services: CommandServices, given: Given) -> int:
    with errors_in_json(services, given.json):
        value = services.settings.get(given.name)
    if given.json:
        services.terminal.document({"name": given.name, "value": value})
    else:
        services.terminal.value(_shown(value))
    return DONE


def _list(services: CommandServices, given: Given) -> int:
    with errors_in_json(services, given.json):
        values = {name: services.settings.get(name) for name in Config.__struct_fields__}
    if given.json:
        services.terminal.document(values)
        return DONE
    for name, value in values.items():
        for line in _flat(name, value):
            services.terminal.show(line)
    return DONE


def _flat(name: str, value: Any) -> Iterator[str]:
    """One line for each setting: routing.failover = true, providers.exo.model = "m"."""
    if isinstance(value, Mapping) and value:
        for key, inner in value.items():
            yield from _flat(f"{name}.{key}", inner)
    elif isinstance(value, list) and value and all(isinstance(one, Mapping) and "id" in one for one in value):
        for one in value:
            yield from _flat(f"{name}.{one['id']}", {key: inner for key, inner in one.items() if key != "id"})
    else:
        yield f"{name} = {_toml(value)}"


def _toml(value: Any) -> str:
    """A value as ``config set`` takes it; nothing at all is none."""
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else _shown(value)


def _set(services: CommandServices, given: Given) -> int:
    try:
        services.settings.set(given.name, given.value)
    except BadConfig as error:
        raise _at_home(error, services) from None
    services.notify_running()
    services.terminal.out(f"{given.name} = {_shown(services.settings.get(given.name))}")
    return DONE


def _path(services: CommandServices, _given: Given) -> int:
    services.terminal.out(str(services.settings.path))
    return DONE


def _check(services: CommandServices, given: Given) -> int:
    with errors_in_json(services, given.json):
        loaded = services.settings.load()
    path = services.settings.path
    for warning in loaded.warnings:
        services.terminal.note(warning)
    if given.json:
        services.terminal.document({"path": str(path), "warnings": list(loaded.warnings)})
    elif path.exists():
        services.terminal.out(f"{path} is fine.")
    else:
        services.terminal.out(f"{path} does not exist; everything has its default.")
    return DONE


def _shown(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # seconds and dollars as people type them
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _at_home(error: BadConfig, services: CommandServices) -> BadConfig:
    """The same error with the file it is about."""
    path = error.path or str(services.settings.path)
    return BadConfig(error.title, error.hint, path=path, key=error.key, line=error.line)


COMMAND = CommandGroup(
    "Settings by their dotted names, such as routing.failover or providers.exo.model.",
    {
        "list": Command(_list, "Print every setting with its value, defaults too.", _json),
        "get": Command(_get, "Print one setting; its default where nothing is written.", _name_and_json),
        "set": Command(_set, "Change one setting; it is checked first, and at once in force.", _name_and_value),
        "path": Command(_path, "Print where the config file is; it need not exist."),
        "check": Command(_check, "Say whether the config file can be used; unknown keys are warned about.", _json),
    },
    examples=(
        "traybridge config list",
        "traybridge config set routing.local_only true",
        "traybridge config set timeouts.first_content 120",
    ),
)
