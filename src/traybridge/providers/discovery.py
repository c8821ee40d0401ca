"""Finds known model servers on this machine: all places at once, one or two GETs each, loopback only."""

import asyncio
from collections.abc import Sequence

from traybridge.core.config import ProviderConfig, Timers
from traybridge.core.discovery import PLACES, DiscoveredServer, KnownServer, cluster_at, server_at
from traybridge.core.errors import ProviderError
from traybridge.core.ports import ProviderContext
from traybridge.providers.exo.identify import identify
from traybridge.providers.http.client import Answer, Client
from traybridge.providers.model_list import read_catalogue
from traybridge.providers.refusals.body import read_body

SECONDS = 2.0
"""For the whole look: a local server answers within milliseconds, one that sleeps or swaps is found the next time."""
LIST_LIMIT = 1024 * 1024


async def discover(places: Sequence[KnownServer] = PLACES, *, seconds: float = SECONDS) -> tuple[DiscoveredServer, ...]:
    """Say who answers, in the order of the places; who does not within ``seconds`` is not there. Never raises."""
    answers = await asyncio.gather(*(_look_in_time(place, seconds) for place in places))
    return tuple({found.base_url: found for found in answers if found is not None}.values())


async def _look_in_time(place: KnownServer, seconds: float) -> DiscoveredServer | None:
    try:
        async with asyncio.timeout(seconds):
            return await _look(place)
    except (TimeoutError, ProviderError):
        return None


async def _look(place: KnownServer) -> DiscoveredServer | None:
    client = Client(_context_for(place.url))
    try:
        if place.is_cluster and (await identify(client, place.url)).dialect is not None:
            return cluster_at(place)
        return _server(place, await client.get(f"{place.url}/v1/models", limit=LIST_LIMIT))
    finally:
        await client.aclose()


def _context_for(url: str) -> ProviderContext:
    """No key is ever sent, and the gate lets nothing leave this network."""
    row = ProviderConfig(id="discovery", base_url=url)
    timers = Timers(connect=1.0, headers=SECONDS, first_content=SECONDS, idle=SECONDS, total=SECONDS)
    return ProviderContext(row, timers, key=lambda: None, local_only=lambda: True)


def _server(place: KnownServer, answer: Answer) -> DiscoveredServer | None:
    """A list of models makes an OpenAI-compatible server; a page, or a list of something else, does not."""
    if answer.status in {401, 403}:
        parsed = read_body(answer.body, answer.headers.get("content-type", ""))
        return server_at(place, (), wants_key=True) if parsed.is_json else None
    if answer.status != 200:
        return None
    models = read_catalogue(answer.body)
    if models is None:
        models = () if _lists_nothing(answer.body) else None
    return None if models is None else server_at(place, models)


def _lists_nothing(body: bytes) -> bool:
    """Ollama without a model says ``{"object":"list","data":null}``."""
    return body.replace(b" ", b"").strip() in {b'{"object":"list","data":null}', b'{"data":null,"object":"list"}'}
