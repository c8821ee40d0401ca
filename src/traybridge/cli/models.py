"""``traybridge models``: what can be asked for."""

import asyncio
from collections.abc import Mapping
from typing import Any

from traybridge.cli.command import Command, Given, Parser, errors_in_json
from traybridge.cli.failures import DONE
from traybridge.cli.services import CommandServices, OpenedApplication
from traybridge.cli.terminal import Styled, Terminal
from traybridge.core.kinds import KINDS
from traybridge.core.models import Catalogue, ModelInfo
from traybridge.core.presentation.status import ProviderStatus, snapshot_of

LOOK_SECONDS = 5.0
FETCH_SECONDS = 15.0


def _arguments(parser: Parser) -> None:
    parser.json_flag()
    parser.add_argument("--refresh", action="store_true", help="ask every provider, also those asked lately")


def _run(services: CommandServices, given: Given) -> int:
    with errors_in_json(services, given.json):
        found = services.run(_find(services, refresh=given.refresh))
    if given.json:
        services.terminal.document({"providers": found})
        return DONE
    for one in found:
        _show(services.terminal, one)
    return DONE


async def _find(services: CommandServices, *, refresh: bool) -> list[dict[str, Any]]:
    async with services.open_application() as application:
        await application.bridge.load()
        await application.bridge.refresh(within=LOOK_SECONDS)
        catalogues = await _catalogues(application, refresh=refresh)
        return [
            _provider(one, catalogues.get(one.id, Catalogue())) for one in snapshot_of(application.bridge).providers
        ]


async def _catalogues(application: OpenedApplication, *, refresh: bool) -> Mapping[str, Catalogue]:
    try:
        async with asyncio.timeout(FETCH_SECONDS):
            return await application.bridge.models(refresh=refresh)
    except TimeoutError:
        return {fact.provider.id: fact.catalogue for fact in application.bridge.facts()}


def _provider(one: ProviderStatus, catalogue: Catalogue) -> dict[str, Any]:
    rows = [_model(one, model, catalogue.get(model)) for model in one.models]
    return {
        "id": one.id,
        "name": one.label,
        "kind": one.kind,
        "enabled": one.enabled,
        "reason": one.reason,
        "models": sorted(rows, key=lambda row: not row["ready"]),
    }


def _model(one: ProviderStatus, model: str, info: ModelInfo | None) -> dict[str, Any]:
    return {
        "id": model,
        "ready": _ready(one, model),
        "context": info.context if info else None,
        "free": one.local or bool(info and info.free),
    }


def _ready(one: ProviderStatus, model: str) -> bool:
    """Exo answers with what is loaded; a host with all that it lists."""
    if one.traits.is_cluster:
        loaded = one.cluster.models if one.cluster else ()
        return any(row.id == model and row.answers for row in loaded)
    return one.usable


def _show(terminal: Terminal, one: Mapping[str, Any]) -> None:
    kind, count = KINDS[one["kind"]], len(one["models"])
    state = one["reason"] or f"{count} model{'' if count == 1 else 's'}"
    terminal.show(Styled(f"{one['name']} ({one['id']}):", "bold"), state)
    for model in one["models"]:
        facts = [
            "ready" if model["ready"] and kind.is_cluster else "",
            f"{model['context']:,} tokens" if model["context"] else "",
            "free" if model["free"] and not kind.is_starter else "",
        ]
        noted = ", ".join(fact for fact in facts if fact)
        terminal.show(model["id"], Styled(f"({noted})" if noted else "", "dim"), indent="  ")


COMMAND = Command(
    _run,
    "List the models of each provider: those that answer now first, then the others it knows.",
    _arguments,
    examples=("traybridge models", "traybridge models --json | jq -r '.providers[].models[] | select(.ready).id'"),
)
