"""``traybridge providers``: who can be asked, in which order."""

from argparse import BooleanOptionalAction
from collections.abc import Callable, Mapping
from typing import Any

from msgspec.structs import replace

from traybridge.cli.command import Command, CommandGroup, Given, Parser, errors_in_json
from traybridge.cli.failures import DONE, FAILED, WrongUsage
from traybridge.cli.services import CommandServices
from traybridge.cli.terminal import Styled
from traybridge.core.config import Config, ProviderConfig, check_url, from_preset
from traybridge.core.errors import BadConfig, BadInput, NotFound
from traybridge.core.formatting import elapsed
from traybridge.core.key_warning import unencrypted_key
from traybridge.core.kinds import DEFAULT_KIND, KINDS
from traybridge.core.presentation.describe import detail
from traybridge.core.presentation.status import snapshot_of
from traybridge.core.presets import PRESETS, Preset, origin, preset
from traybridge.core.provider_lookup import provider_config

LOOK_SECONDS = 10.0
HEAD = ("", "ID", "NAME", "KIND", "", "ADDRESS")

WIRES = tuple(
    kind.name for kind in sorted(KINDS.values(), key=lambda kind: kind.name != DEFAULT_KIND) if kind.needs_base_url
)
"""The kinds that can be added, the usual one first."""


def _json(parser: Parser) -> None:
    parser.json_flag()


def _id(parser: Parser) -> None:
    parser.add_argument("id", metavar="ID", help="the provider's id")


def _id_and_json(parser: Parser) -> None:
    _id(parser)
    parser.json_flag()


def _remove_arguments(parser: Parser) -> None:
    _id(parser)
    parser.add_argument(
        "--delete-key", action=BooleanOptionalAction, default=None, help="delete its key too, or keep it; else it asks"
    )


def _id_and_position(parser: Parser) -> None:
    _id(parser)
    parser.add_argument("position", metavar="POSITION", type=int, help="1 is asked first")


def _row_options(parser: Parser) -> None:
    _id(parser)
    parser.add_argument("--kind", help=f"its wire: {', '.join(WIRES[:-1])} or {WIRES[-1]}")
    parser.add_argument("--url", help="its address: up to and including /v1; for exo without a path")
    parser.add_argument("--model", help="the model that auto asks for")
    parser.add_argument("--name", help="the name that people see")


def _add_arguments(parser: Parser) -> None:
    _row_options(parser)
    parser.add_argument("--preset", help=f"a known host: {', '.join(row.id for row in PRESETS)}")
    parser.add_argument("--position", type=int, help="its place in the order, from 1; without it the last")


def _edit_arguments(parser: Parser) -> None:
    _row_options(parser)
    parser.add_argument("--free-only", action=BooleanOptionalAction, default=None, help="use free models only, or all")
    parser.add_argument("--monthly-cap", help='US dollars in a month; "" for none')
    parser.add_argument("--request-cap", help='US dollars for one request; "" for none')
    parser.add_argument("--ca-file", help="a company's certificates (PEM)")


def _list(services: CommandServices, given: Given) -> int:
    with errors_in_json(services, given.json):
        rows = services.settings.load().config.effective_providers
    if given.json:
        services.terminal.document({"providers": [_fields(at, row) for at, row in enumerate(rows, start=1)]})
        return DONE
    services.terminal.table(
        [
            [f"{at}.", row.id, row.label, row.kind, _switch_words(row), _where(row)]
            for at, row in enumerate(rows, start=1)
        ],
        head=HEAD,
    )
    return DONE


def _switch_words(row: ProviderConfig) -> Styled:
    return Styled("on", "green") if row.enabled else Styled("off", "dim")


def _fields(position: int, row: ProviderConfig) -> dict[str, Any]:
    return {
        "position": position,
        "id": row.id,
        "name": row.label,
        "kind": row.kind,
        "enabled": row.enabled,
        "base_url": row.base_url or None,
        "model": row.model or None,
        "preset": row.known_preset.id if row.known_preset else None,
        "monthly_cap": row.monthly_cap,
        "request_cap": row.request_cap,
        "free_only": row.free_only,
    }


def _where(row: ProviderConfig) -> str:
    return f"{row.base_url} ({row.model})" if row.model else row.base_url


def _add(services: CommandServices, given: Given) -> int:
    position = _place(given.position)
    row = _new_row(given.id, given.preset, given.kind, given.url, given.model, given.name)

    def change(config: Config) -> Config:
        if any(one.id == row.id for one in config.providers):
            raise BadInput(f"There is already a provider “{row.id}”", f"Change it: traybridge providers edit {row.id}.")
        return _placed(config.with_provider(row), row.id, position)

    _edit(services, change)
    services.terminal.show(f"{row.id} is added.")
    if row.needs_key:
        page = row.known_preset.key_page if row.known_preset else ""
        services.terminal.note(f"It needs a key{f' ({page})' if page else ''}: traybridge keys set {row.id}")
    _warn(services, row)
    return DONE


def _warn(services: CommandServices, row: ProviderConfig) -> None:
    if warning := unencrypted_key(row):
        services.terminal.note(f"Warning: {warning}")


def _place(position: int | None) -> int | None:
    if position is not None and position < 1:
        raise WrongUsage("Positions begin with 1", "1 is asked first.")
    return position


def _new_row(
    provider_id: str, preset_name: str | None, kind: str | None, url: str | None, model: str | None, name: str | None
) -> ProviderConfig:
    if preset_name is None and url is None:
        missing = "--preset, or --kind and --url" if kind is None else "--url"
        raise WrongUsage(f"Missing: {missing}", "Use --preset NAME, or --kind openai --url http://…/v1.")
    known = _preset(preset_name) if preset_name is not None else _custom()
    changes = {"kind": _wire(kind), "base_url": url, "model": model, "name": name}
    row = from_preset(known, provider_id, **{key: value for key, value in changes.items() if value is not None})
    if preset_name is None:
        row = replace(row, preset="")
    check_url(row.base_url)
    return row


def _preset(name: str) -> Preset:
    found = preset(name)
    if found is None:
        known = ", ".join(row.id for row in PRESETS)
        raise NotFound(f"There is no preset “{name[:64]}”", f"There are {known}.")
    return found


def _custom() -> Preset:
    return next(row for row in PRESETS if row.id == "custom")


def _wire(kind: str | None) -> str | None:
    if kind is not None and kind not in WIRES:
        raise WrongUsage(f"There is no kind “{kind[:64]}”", f"Use one of {', '.join(WIRES)}.")
    return kind


def _change(services: CommandServices, given: Given) -> int:
    changes = _changes(given)
    if not changes:
        raise WrongUsage("Nothing to change was given", "traybridge providers edit --help lists what can be.")
    before = provider_config(services.settings.load().config, given.id)
    _edit(services, lambda config: config.with_provider(replace(provider_config(config, given.id), **changes)))
    services.terminal.show(f"{given.id} is changed.")
    if before.key_origin and given.url is not None and origin(given.url) != before.key_origin:
        services.terminal.note(f"Its key was given for {before.key_origin} and is not sent to the new address.")
        services.terminal.note(f"Enter the key for it: traybridge keys set {given.id}")
    if given.url is not None:
        _warn(services, replace(before, **changes))
    return DONE


def _changes(given: Given) -> dict[str, Any]:
    texts = {
        "base_url": given.url,
        "model": given.model,
        "kind": _wire(given.kind),
        "name": given.name,
        "ca_file": given.ca_file,
        "free_only": given.free_only,
    }
    changes: dict[str, Any] = {key: value for key, value in texts.items() if value is not None}
    for key, text in (("monthly_cap", given.monthly_cap), ("request_cap", given.request_cap)):
        if text is not None:
            changes[key] = _dollars(key, text)
    return changes


def _dollars(name: str, text: str) -> float | None:
    if not text.strip():
        return None
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value < float("inf"):
        raise BadInput(f"“{name}” cannot be that", "Write US dollars as a number from 0, for example 5 or 0.02.")
    return value


def _remove(services: CommandServices, given: Given) -> int:
    def change(config: Config) -> Config:
        if provider_config(config, given.id).traits.is_starter:
            raise BadInput(
                "The starter model cannot be removed", f"Switch it off: traybridge providers disable {given.id}."
            )
        return config.without_provider(given.id)

    row = provider_config(services.settings.load().config, given.id)
    _edit(services, change)
    services.terminal.show(f"{given.id} is removed.")
    if row.key_origin:
        _about_its_key(services, given)
    return DONE


def _about_its_key(services: CommandServices, given: Given) -> None:
    """Delete the key of a provider that is gone, if somebody wants that; without a terminal it stays and is named."""
    delete = given.delete_key
    if delete is None and services.terminal.talks:
        services.terminal.note("Delete its key from the keyring too? [y/N] ", end="")
        delete = (services.terminal.line("") or "").strip().lower() in {"y", "yes"}
    if not delete:
        services.terminal.note(f"Its key is still in the keyring: traybridge keys delete {given.id}")
        return
    if services.run(_delete_key(services, given.id)):
        services.terminal.out(f"The key of {given.id} is deleted.")
    services.notify_running(keys=True)


async def _delete_key(services: CommandServices, provider_id: str) -> bool:
    async with services.open_application() as application:
        return await application.bridge.delete_key(provider_id)


def _enable(services: CommandServices, given: Given) -> int:
    return _switch(services, given.id, on=True)


def _disable(services: CommandServices, given: Given) -> int:
    return _switch(services, given.id, on=False)


def _switch(services: CommandServices, provider_id: str, *, on: bool) -> int:
    def change(config: Config) -> Config:
        provider_config(config, provider_id)
        return config.with_provider_enabled(provider_id, on)

    _edit(services, change)
    services.terminal.show(f"{provider_id} is switched {'on' if on else 'off'}.")
    return DONE


def _move(services: CommandServices, given: Given) -> int:
    position = _place(given.position)
    _edit(services, lambda config: _placed(config, provider_config(config, given.id).id, position))
    rows = services.settings.load().config.effective_providers
    services.terminal.show(" > ".join(row.id for row in rows))
    return DONE


def _placed(config: Config, provider_id: str, position: int | None) -> Config:
    """Put a provider at a place from 1; one behind the end means the end."""
    if position is None:
        return config
    rows = list(config.effective_providers)
    row = next(one for one in rows if one.id == provider_id)
    rows.remove(row)
    rows.insert(position - 1, row)
    return config.with_providers(rows)


def _edit(services: CommandServices, change: Callable[[Config], Config]) -> None:
    try:
        services.settings.edit(change)
    except BadConfig as error:
        # A value that was just typed is shown without the place it would have had in the file.
        if error.line:
            raise
        raise BadConfig(error.title, error.hint, path=error.path, key=error.key.rpartition(".")[2]) from None
    services.notify_running()


def _try(services: CommandServices, given: Given) -> int:
    with errors_in_json(services, given.json):
        found = services.run(_test(services, given.id))
    if given.json:
        services.terminal.document(found)
    else:
        services.terminal.table(_lines(found))
    return DONE if found["usable"] else FAILED


async def _test(services: CommandServices, provider_id: str) -> dict[str, Any]:
    from traybridge.cli.keycheck import look_at_key

    async with services.open_application() as application:
        bridge = application.bridge
        row = provider_config(bridge.config, provider_id)
        if not row.enabled:
            bridge.adopt_config(bridge.config.with_provider_enabled(provider_id, True))
        await bridge.load()
        await bridge.refresh([provider_id], within=LOOK_SECONDS)
        status = snapshot_of(bridge).provider(provider_id)
        assert status is not None  # noqa: S101  its row was found above
        key = await look_at_key(bridge, row)
        return {
            "id": provider_id,
            "usable": status.usable and key["ok"] is not False,
            "reason": status.reason,
            "detail": detail(status),
            "latency_ms": None if status.latency is None else round(status.latency * 1000),
            "key": key,
            "models": len(status.models),
        }


def _lines(found: Mapping[str, Any]) -> list[list[str]]:
    reach = found["reason"] or found["detail"]
    if found["latency_ms"] is not None:
        reach += f" ({elapsed(found['latency_ms'] / 1000)})"
    key = " ".join(part for part in (found["key"]["detail"], found["key"]["hint"]) if part)
    return [["health", reach], ["key", key], ["models", str(found["models"])]]


_ADD = """Add a provider: --preset NAME, or --kind KIND --url URL.

It becomes the last one that is asked (but for the starter model), unless --position says otherwise."""
_EDIT = """Change a provider; what is not named stays.

Other settings: traybridge config set providers.ID.NAME VALUE"""
_TEST = "Look at a provider: reachable, key, models; costs nothing. Exit code 1 when it could not answer."

COMMAND = CommandGroup(
    "Who can be asked. Their order is their priority: the first that can answer does.",
    {
        "list": Command(_list, "List the providers by priority.", _json),
        "add": Command(_add, _ADD, _add_arguments),
        "edit": Command(_change, _EDIT, _edit_arguments),
        "remove": Command(_remove, "Remove a provider; about its key it asks.", _remove_arguments),
        "enable": Command(_enable, "Switch a provider on.", _id),
        "disable": Command(_disable, "Switch a provider off; it keeps its place and its key.", _id),
        "move": Command(_move, "Give a provider another place in the order.", _id_and_position),
        "test": Command(_try, _TEST, _id_and_json),
    },
    examples=(
        "traybridge providers add groq --preset groq",
        "traybridge providers add lab --kind openai --url http://192.168.1.20:8000/v1 --position 1",
        "traybridge providers move openrouter 1",
    ),
)
