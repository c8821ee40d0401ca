"""Fakes handed over as arguments: a provider that plays a script, a clock that stands until it is moved."""

import asyncio
import re
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing
from types import EllipsisType
from typing import TypeVar

from hypothesis import settings

from traybridge.core.chat import ChatRequest, Chunk, Message, Progress, StreamBatch
from traybridge.core.cluster import Cluster, ClusterState, LoadedModel, ModelState, Node
from traybridge.core.config import Config, ProviderConfig
from traybridge.core.ending import Ending
from traybridge.core.errors import ChatFailed, KeyringProblem, TrayBridgeError
from traybridge.core.keyring import origin_entry
from traybridge.core.models import Catalogue, ModelInfo
from traybridge.core.ports import KeyCheck, Provider, ProviderContext
from traybridge.core.probe import Reading
from traybridge.core.provenance import Provenance
from traybridge.core.secret import Secret

STEADY = settings(max_examples=60, deadline=None, derandomize=True, database=None)
"""Properties that are checked the same way every time, however busy the machine is."""

Event = Chunk | Progress | list[Chunk | Progress] | Exception | float | asyncio.Event | EllipsisType


E = TypeVar("E")

WALL = 1_795_000_000.0
"""A moment in November 2026."""


class FakeClock:
    """Monotonic and wall time that move only when told."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.wall_now = WALL

    def monotonic(self) -> float:
        return self.now

    def wall(self) -> float:
        return self.wall_now


class LoopClock:
    """The running loop's own time; ``ahead`` is what the wall clock counted and the monotonic one did not: sleep."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def monotonic(self) -> float:
        return asyncio.get_running_loop().time()

    def wall(self) -> float:
        return WALL + self.monotonic() - 1000.0 + self.ahead


class FakeProvider:
    """Play one script for each request (the last one again and again).

    A script has events to yield, lists of events to yield together, errors to raise, events and seconds to wait for,
    and ``...`` to hang for ever.
    """

    def __init__(self, *scripts: Sequence[Event]) -> None:
        self.scripts = list(scripts)
        self.requests: list[tuple[ChatRequest, str]] = []
        self.asked = asyncio.Event()
        self.reading: Reading | Exception = Reading(latency=0.01)
        self.catalogue: Catalogue | Exception = Catalogue()
        self.closed_streams = 0
        self.probes = 0
        self.lists = 0
        self.hold_probe: asyncio.Event | None = None
        self.hold_models: asyncio.Event | None = None
        self.keys: list[Secret | None] = []
        self.context: ProviderContext | None = None
        self.resets = 0
        self.closed = False

    async def stream(self, request: ChatRequest, model: str) -> AsyncGenerator[StreamBatch, None]:
        self.requests.append((request, model))
        self.asked.set()
        script = self.scripts.pop(0) if len(self.scripts) > 1 else self.scripts[0]
        try:
            for event in script:
                match event:
                    case Exception():
                        raise event
                    case asyncio.Event():
                        await event.wait()
                    case EllipsisType():
                        await asyncio.Event().wait()
                    case float():
                        await asyncio.sleep(event)
                    case list():
                        yield event
                    case _:
                        yield (event,)
        finally:
            self.closed_streams += 1

    async def probe(self) -> Reading:
        self.probes += 1
        if self.hold_probe is not None:
            await self.hold_probe.wait()
        if isinstance(self.reading, Exception):
            raise self.reading
        return self.reading

    async def models(self) -> Catalogue:
        self.lists += 1
        if self.hold_models is not None:
            await self.hold_models.wait()
        if isinstance(self.catalogue, Exception):
            raise self.catalogue
        return self.catalogue

    async def check_key(self, key: Secret | None) -> KeyCheck:
        self.keys.append(key)
        return KeyCheck(key is not None, "checked")

    async def reset(self) -> None:
        self.resets += 1

    async def aclose(self) -> None:
        self.closed = True


async def one_by_one(batches: AsyncGenerator[Sequence[E], None]) -> AsyncGenerator[E, None]:
    """The events of batches, for a test that does not care which came together."""
    async with aclosing(batches) as stream:
        async for batch in stream:
            for event in batch:
                yield event


def answer(text: str = "Paris", *, model: str | None = None) -> list[Event]:
    """A whole answer, word by word."""
    words = [Chunk(text=word, model=model) for word in re.findall(r"\S+\s*", text)]
    return [Progress("accepted", "", status=200), *words, Chunk(finish_reason="stop", ended=Ending.COMPLETE)]


def say(text: str = "What is the capital of France?", **values: object) -> ChatRequest:
    return ChatRequest((Message("user", text),), **values)  # type: ignore[arg-type]


def row(provider_id: str = "a", **values: object) -> ProviderConfig:
    settings: dict[str, object] = {"kind": "openai", "base_url": "http://127.0.0.1:9/v1", "model": "m"} | values
    return ProviderConfig(id=provider_id, **settings)  # type: ignore[arg-type]


def catalogue(*ids: str, **values: object) -> Catalogue:
    return Catalogue(tuple(ModelInfo(one, **values) for one in ids), fetched_at=WALL)  # type: ignore[arg-type]


def cluster(*models: tuple[str, ModelState], state: ClusterState | None = None) -> Cluster:
    held = tuple(LoadedModel(name, model_state, nodes=("studio",)) for name, model_state in models)
    fallback = ClusterState.READY if any(model.answers for model in held) else ClusterState.UP
    return Cluster(state or fallback, "1.x", (Node("n1", "studio"),), held)


def exo_reading(*models: tuple[str, ModelState]) -> Reading:
    return Reading(latency=0.004, cluster=cluster(*models))


def factory(providers: dict[str, FakeProvider]) -> Callable[[ProviderContext], Provider]:
    return lambda context: providers.get(context.provider.id) or FakeProvider(answer())


class MemoryStore:
    """A config file that is only in memory; ``refuses`` what it would raise."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.refuses: TrayBridgeError | None = None
        self.edits = 0

    def current(self) -> Config:
        return self.config

    def edit(self, change: Callable[[Config], Config]) -> Config:
        self.edits += 1
        if self.refuses is not None:
            raise self.refuses
        self.config = change(self.config)
        return self.config


ORIGIN = origin_entry("")


class MemorySecrets:
    """A keyring that is only in memory; ``problem`` is what it would raise, ``hold`` what it waits for.

    ``origins`` are the entries that say where the keys were given for; ``read`` leaves them out.
    """

    def __init__(self, **keys: str) -> None:
        self.keys = {account: Secret(value) for account, value in keys.items()}
        self.problem: KeyringProblem | None = None
        self.hold: asyncio.Event | None = None
        self.read: list[str] = []
        self.origins: dict[str, Secret] = {}

    async def get(self, account: str) -> Secret | None:
        if not account.endswith(ORIGIN):
            self.read.append(account)
        if self.hold is not None:
            await self.hold.wait()
        self._refuse()
        return self._entries(account).get(account)

    async def set(self, account: str, secret: Secret) -> None:
        self._refuse()
        self._entries(account)[account] = secret

    async def delete(self, account: str) -> bool:
        self._refuse()
        return self._entries(account).pop(account, None) is not None

    def _entries(self, account: str) -> dict[str, Secret]:
        return self.origins if account.endswith(ORIGIN) else self.keys

    def _refuse(self) -> None:
        if self.problem is not None:
            raise self.problem


class MemoryJournal:
    """Rows in memory; ``refuses`` what it would raise."""

    def __init__(self, **spent: float) -> None:
        self.rows: list[tuple[Provenance, ChatFailed | None]] = []
        self.estimated: list[float | None] = []
        self.models: dict[str, float] = {}
        self.money = spent
        self.months: list[str] = []
        self.reserved: list[tuple[str, str, float | None]] = []
        self.refusal = ""
        self.refuses: TrayBridgeError | None = None

    async def record(
        self, provenance: Provenance, *, at: float, error: ChatFailed | None = None, estimated: float | None = None
    ) -> None:
        if self.refuses is not None:
            raise self.refuses
        self.estimated.append(estimated)
        self.rows.append((provenance, error))

    async def spent(self, month: str) -> Mapping[str, float]:
        self.months.append(month)
        if self.refuses is not None:
            raise self.refuses
        return self.money

    async def reserve(self, request: str, provider: str, amount: float | None, *, cap: float, at: float) -> str:
        if self.refuses is not None:
            raise self.refuses
        self.reserved.append((request, provider, amount))
        return self.refusal

    async def answered(self) -> Mapping[str, float]:
        return self.models


class MemoryCatalogues:
    """Catalogues in memory, and how often each was written."""

    def __init__(self, **kept: Catalogue) -> None:
        self.kept = dict(kept)
        self.saved: list[str] = []
        self.refuses: TrayBridgeError | None = None
        self.refuses_to_load: TrayBridgeError | None = None

    async def load(self) -> Mapping[str, Catalogue]:
        if self.refuses_to_load is not None:
            raise self.refuses_to_load
        return self.kept

    async def save(self, provider: str, catalogue: Catalogue) -> None:
        if self.refuses is not None:
            raise self.refuses
        self.saved.append(provider)
        self.kept[provider] = catalogue
