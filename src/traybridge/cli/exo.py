"""``traybridge exo``: a cluster's nodes and models; loading and unloading, only when asked."""

import asyncio
import time
from collections.abc import Mapping
from typing import Any

from traybridge.cli.command import Command, CommandGroup, Given, Parser, errors_in_json
from traybridge.cli.failures import DONE, FAILED
from traybridge.cli.services import CommandServices, OpenedApplication
from traybridge.cli.waiting import Waiting
from traybridge.core.cluster import LoadedModel, ModelState, activity
from traybridge.core.config import Config, ProviderConfig
from traybridge.core.errors import BadInput, NotFound, TrayBridgeError
from traybridge.core.models import match
from traybridge.core.ports import ExoControl
from traybridge.core.presentation.status import snapshot_of
from traybridge.core.provider_lookup import provider_config

LOOK_SECONDS = 5.0
SEE_EXO = "traybridge doctor examines the cluster; traybridge exo dashboard opens Exo's own page."
PACE_SECONDS = 1.0
PATIENCE_LOOKS = 20
"""How many looks a model that was asked for may be nowhere to be seen: Exo's yes is only a receipt."""


def _cluster(parser: Parser) -> None:
    parser.add_argument("--cluster", metavar="ID", help="the provider's id, where there are several clusters")


def _cluster_and_json(parser: Parser) -> None:
    _cluster(parser)
    parser.json_flag()


def _model(parser: Parser) -> None:
    parser.add_argument("model", metavar="MODEL", help="a model of the cluster; traybridge exo models lists them")
    _cluster_and_json(parser)


def _model_to_load(parser: Parser) -> None:
    _model(parser)
    parser.add_argument("--no-wait", action="store_true", help="do not wait until it is ready")


def pick(config: Config, wanted: str | None) -> ProviderConfig:
    """The cluster that is meant: the one named, else the first that is switched on. Raises NotFound, BadInput."""
    if wanted is not None:
        row = provider_config(config, wanted)
        if not row.traits.is_cluster:
            raise BadInput(f"{row.label} is no Exo cluster", "traybridge providers list tells the kinds.")
        return row
    rows = [row for row in config.effective_providers if row.traits.is_cluster]
    found = next((row for row in rows if row.enabled), None)
    if found is None:
        hint = (
            f"Switch it on: traybridge providers enable {rows[0].id}"
            if rows
            else "Add one: traybridge providers add exo --preset exo"
        )
        raise NotFound("There is no Exo cluster that is switched on", hint)
    return found


async def _look(application: OpenedApplication, row: ProviderConfig) -> None:
    """Look at the cluster now. Raises the error that the look met."""
    await application.bridge.refresh([row.id], within=LOOK_SECONDS)
    fact = next(fact for fact in application.bridge.facts() if fact.provider.id == row.id)
    if fact.health.probe_error is not None:
        raise fact.health.probe_error


def _status(services: CommandServices, given: Given) -> int:
    with errors_in_json(services, given.json):
        found, lines = services.run(_read(services, given.cluster))
    if given.json:
        services.terminal.document({"exo": found})
        return DONE
    for line in lines:
        services.terminal.show(line, indent=line[: len(line) - len(line.lstrip())])
    return DONE


async def _read(services: CommandServices, wanted: str | None) -> tuple[list[Mapping[str, Any]], list[str]]:
    from traybridge.cli.status_view import cluster_lines
    from traybridge.core.presentation.documents import status_document

    async with services.open_application() as application:
        row = pick(application.bridge.config, wanted)
        await application.bridge.load()
        await application.bridge.refresh([row.id], within=LOOK_SECONDS)
        snapshot = snapshot_of(application.bridge)
        documents = [one for one in status_document(snapshot, time.time())["exo"] if one["id"] == row.id]
        status = snapshot.provider(row.id)
        return documents, cluster_lines(status) if status else []


def _models(services: CommandServices, given: Given) -> int:
    with errors_in_json(services, given.json):
        found = services.run(_list(services, given.cluster))
    if given.json:
        services.terminal.document({"models": [_fields(model, held) for model, held in found.items()]})
        return DONE
    services.terminal.table([[model, _state_words(held)] for model, held in found.items()], head=("MODEL", "STATE"))
    return DONE


async def _list(services: CommandServices, wanted: str | None) -> dict[str, LoadedModel | None]:
    """The cluster's models by id, with what each does; None for one that is only on disk."""
    async with services.open_application() as application:
        row = pick(application.bridge.config, wanted)
        await application.bridge.load()
        await _look(application, row)
        held = {model.id: model for model in _held(application, row)}
        ids = dict.fromkeys([*held, *(await _known(application, row))])
        return {model: held.get(model) for model in ids}


def _held(application: OpenedApplication, row: ProviderConfig) -> tuple[LoadedModel, ...]:
    status = snapshot_of(application.bridge).provider(row.id)
    return status.cluster.models if status and status.cluster else ()


async def _known(application: OpenedApplication, row: ProviderConfig) -> tuple[str, ...]:
    """What the cluster can be asked to load, as far as its catalogue goes."""
    catalogues = await application.bridge.models()
    return catalogues[row.id].ids if row.id in catalogues else ()


def _fields(model: str, held: LoadedModel | None) -> dict[str, Any]:
    return {
        "id": model,
        "state": held.state.value if held else None,
        "progress": held.progress if held else None,
        "error": held.error if held else None,
    }


def _state_words(held: LoadedModel | None) -> str:
    if held is None:
        return "not loaded"
    return f"{activity(held)} – {held.error}" if held.error else activity(held)


def _load(services: CommandServices, given: Given) -> int:
    try:
        with errors_in_json(services, given.json):
            model, held = services.run(_load_and_wait(services, given.model, given.cluster, wait=not given.no_wait))
    except KeyboardInterrupt:
        if given.json:
            services.terminal.document({"error": {"title": "Stopped", "hint": "", "class": "cancelled"}})
        raise
    if given.json:
        services.terminal.document(_fields(model, held))
    elif held is not None and held.answers:
        services.terminal.show(f"{model} is ready.")
    return DONE


async def _load_and_wait(
    services: CommandServices, wanted: str, cluster: str | None, *, wait: bool
) -> tuple[str, LoadedModel | None]:
    """The model's own id, and how it is then."""
    async with services.open_application() as application:
        row = pick(application.bridge.config, cluster)
        control = _control(application, row)
        await application.bridge.load()
        await _look(application, row)
        model = await _resolve(application, row, wanted)
        await control.load(model)
        try:
            services.terminal.note(f"{row.label} loads {model}." + (" Ctrl-C cancels." if wait else ""))
            await _notify_running(services)
            if wait:
                return model, await _wait(services, application, row, model)
            await _look(application, row)
            return model, next((one for one in _held(application, row) if one.id == model), None)
        except asyncio.CancelledError:
            await _cancel(services, control, model)
            raise


async def _notify_running(services: CommandServices) -> None:
    """Whoever asks the running instance how things are makes it look closely: its tray follows what was begun here."""
    await asyncio.to_thread(services.running.ask, "status")


def _control(application: OpenedApplication, row: ProviderConfig) -> ExoControl:
    provider = application.bridge.provider(row.id)
    if not isinstance(provider, ExoControl):
        raise BadInput(f"{row.label} is no Exo cluster", "traybridge providers list tells the kinds.")
    return provider


async def _resolve(application: OpenedApplication, row: ProviderConfig, wanted: str) -> str:
    """The cluster's own id for what somebody typed; one that its list has not is left to Exo to judge."""
    held = [model.id for model in _held(application, row)]
    ids = [*held, *(await _known(application, row))]
    found = match(wanted, list(dict.fromkeys(ids)))
    if found.among:
        raise BadInput(f"“{wanted}” can mean several models", f"Name one: {', '.join(found.among)}.")
    return found.id or wanted


async def _wait(
    services: CommandServices, application: OpenedApplication, row: ProviderConfig, model: str
) -> LoadedModel:
    """Show the progress until the model is ready or has failed."""
    waiting, unseen = Waiting(services.terminal), 0
    try:
        while True:
            await application.bridge.refresh([row.id], within=LOOK_SECONDS)
            held = next((one for one in _held(application, row) if one.id == model), None)
            unseen = 0 if held else unseen + 1
            if held is not None and held.answers:
                return held
            if held is not None and held.state is ModelState.FAILED:
                raise TrayBridgeError(f"{model} could not be loaded: {held.error or 'Exo says no more'}", SEE_EXO)
            if unseen > PATIENCE_LOOKS:
                raise TrayBridgeError(f"Exo took the command, but {model} does not appear", SEE_EXO)
            waiting.show(f"{model}: {_state_words(held) if held else 'waiting'}")
            await asyncio.sleep(PACE_SECONDS)
    finally:
        waiting.clear()


async def _cancel(services: CommandServices, control: ExoControl, model: str) -> None:
    try:
        await control.unload(model)
        services.terminal.note(f"Loading {model} is cancelled.")
        await _notify_running(services)
    except TrayBridgeError as error:
        services.terminal.note(str(error))


def _unload(services: CommandServices, given: Given) -> int:
    with errors_in_json(services, given.json):
        model = services.run(_unload_now(services, given.model, given.cluster))
    if given.json:
        services.terminal.document(_fields(model, None))
    else:
        services.terminal.show(f"{model} is unloaded.")
    return DONE


async def _unload_now(services: CommandServices, wanted: str, cluster: str | None) -> str:
    async with services.open_application() as application:
        row = pick(application.bridge.config, cluster)
        control = _control(application, row)
        await application.bridge.load()
        await _look(application, row)
        found = match(wanted, [model.id for model in _held(application, row)]).id
        if found is None:
            held = ", ".join(model.id for model in _held(application, row)) or "nothing"
            raise NotFound(f"“{wanted}” is not loaded", f"Loaded is: {held}.")
        await control.unload(found)
        await _notify_running(services)
        return found


def _dashboard(services: CommandServices, given: Given) -> int:
    with errors_in_json(services, given.json):
        url = services.run(_address(services, given.cluster))
    if given.json:
        services.terminal.document({"url": url})
        return DONE
    services.terminal.show(url)
    if services.terminal.talks and not services.browse(url):
        return FAILED
    return DONE


async def _address(services: CommandServices, cluster: str | None) -> str:
    async with services.open_application() as application:
        row = pick(application.bridge.config, cluster)
        await application.bridge.load()
        await _look(application, row)
        return _control(application, row).dashboard


_LOAD = """Load a model, and wait until it is ready; progress is shown on stderr.

It is placed where it fits; one that does not fit is refused with Exo's reason. It may be downloaded first."""

COMMAND = CommandGroup(
    "Your Exo cluster. Nothing is loaded or downloaded without being asked for here or in the menu.",
    {
        "status": Command(_status, "Show nodes with their memory, and models with their states.", _cluster_and_json),
        "models": Command(
            _models, "List the cluster's models: loaded, loading, and what is on disk.", _cluster_and_json
        ),
        "load": Command(_load, _LOAD, _model_to_load),
        "unload": Command(_unload, "Unload a model; one that is loading or downloading is stopped.", _model),
        "dashboard": Command(_dashboard, "Print the address of Exo's own dashboard, and open it.", _cluster_and_json),
    },
    examples=("traybridge exo models", "traybridge exo load Llama-3.2-3B", "traybridge exo unload Llama-3.2-3B"),
)
