"""The starter model as a provider: a tiny model in a child process that starts on first use."""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from traybridge.core.chat import ChatRequest, Chunk, Progress, StreamBatch
from traybridge.core.config import ProviderConfig
from traybridge.core.ending import Ending
from traybridge.core.errors import ModelUnavailable, ProviderError, StreamBroken, Unreachable
from traybridge.core.i18n import msg
from traybridge.core.models import Catalogue, ModelInfo
from traybridge.core.ports import KeyCheck, ProviderContext
from traybridge.core.probe import Reading
from traybridge.core.provenance import TRAYBRIDGE
from traybridge.core.secret import Secret
from traybridge.providers.chat_client import ChatClient
from traybridge.providers.embedded.greeting import REPLY, is_greeting
from traybridge.providers.embedded.model_file import MODEL_ID, locate
from traybridge.providers.embedded.repetition import Repetition
from traybridge.providers.embedded.server import Child, Connect, Order
from traybridge.providers.embedded.supervisor import Supervisor
from traybridge.providers.embedded.threads import own_threads
from traybridge.providers.embedded.wire import EmbeddedWire
from traybridge.providers.http.client import Client

CONTEXT: Final = 4096
"""Tokens of a conversation; the model could take 8192, at twice the memory."""
SLOTS: Final = 2
"""Answers at the same time; they share window and processor. A third waits until one of them has ended."""
EXIT_GRACE: Final = 0.5
"""Seconds between a connection's end and the word that the process behind it has ended."""


class EmbeddedProvider:
    """The starter model.

    ``find`` gives its file or raises ModelUnavailable; ``host`` keeps the child; ``make`` builds one.
    """

    def __init__(
        self,
        context: ProviderContext,
        *,
        host: Supervisor | None = None,
        find: Callable[[], Path] = locate,
        make: Callable[[Order, Connect], Child] = Child,
        monotonic: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self._context = context
        self._host = host or Supervisor(monotonic=monotonic)
        self._find = find
        self._make = make
        self._monotonic = monotonic
        self._wall = wall
        self._slots = asyncio.Semaphore(SLOTS)

    async def stream(self, request: ChatRequest, model: str) -> AsyncGenerator[StreamBatch, None]:
        """Answer (ports.Provider.stream); the first request starts the child and sees it load."""
        if model != MODEL_ID:
            raise ModelUnavailable(
                msg("The starter model is {starter}, not {model}", starter=MODEL_ID, model=model),
                "Ask for that, or leave the choice to auto.",
            )
        if is_greeting(request):
            yield (Chunk(text=REPLY, model=TRAYBRIDGE), Chunk(finish_reason="stop", ended=Ending.COMPLETE))
            return
        file = await asyncio.to_thread(self._find)
        with self._host.using():
            child = self._host.child(lambda: self._new_child(file))
            async with aclosing(child.loading()) as steps:
                async for done, total in steps:
                    yield (Progress("loading", self._id, model, done, total),)
            if self._slots.locked():
                yield (Progress("trying", self._id, model, text=msg("other answers are being written")),)
            async with self._slots, aclosing(self._answer(child, request, model)) as batches:
                async for batch in batches:
                    yield batch

    async def probe(self) -> Reading:
        """Say whether it is installed and whether it runs; starts nothing (ports.Provider.probe)."""
        began = self._monotonic()
        try:
            await asyncio.to_thread(self._find)
        except ModelUnavailable as error:
            return Reading(self._monotonic() - began, detail=error.title, installed=False)
        child = self._host.current
        detail = msg("running") if child and child.is_ready else msg("starts with the first question")
        return Reading(self._monotonic() - began, detail=detail)

    async def models(self) -> Catalogue:
        """The one model (ports.Provider.models)."""
        await asyncio.to_thread(self._find)
        info = ModelInfo(
            MODEL_ID,
            name=msg("SmolLM2 135M Instruct, a tiny starter model"),
            context=CONTEXT,
            prompt_price=0,
            completion_price=0,
            owned_by="HuggingFaceTB",
        )
        return Catalogue((info,), fetched_at=self._wall())

    async def check_key(self, key: Secret | None) -> KeyCheck:  # noqa: ARG002 - the port's
        return KeyCheck(None, msg("The starter model needs no key"), msg("Leave the key out."))

    async def reset(self) -> None:
        """Nothing to drop: no sleep and no other network cuts us off from our own child."""

    async def aclose(self) -> None:
        await self._host.aclose()

    @property
    def _id(self) -> str:
        return self._context.provider.id

    def _new_child(self, file: Path) -> Child:
        order = Order(model=str(file), alias=MODEL_ID, context=CONTEXT, slots=SLOTS, threads=own_threads())
        return self._make(order, self._connect)

    def _connect(self, base_url: str, key: Secret) -> ChatClient:
        own = ProviderConfig(id=self._id, name=self._context.provider.label, base_url=f"{base_url}/v1")
        context = replace(self._context, provider=own, key=lambda: key)
        return ChatClient(context, EmbeddedWire(own, wall=self._wall), Client(context))

    async def _answer(self, child: Child, request: ChatRequest, model: str) -> AsyncGenerator[StreamBatch, None]:
        silent_since, repetition = self._monotonic(), Repetition()
        try:
            async with aclosing(child.chat.stream(request, model)) as events:
                async for batch in events:
                    circle = _end_of_circle(batch, repetition)
                    if circle is not None:
                        yield (*batch[:circle], Chunk(finish_reason="length", ended=Ending.REPETITION))
                        return
                    yield batch
                    silent_since = self._monotonic()
        except (Unreachable, StreamBroken) as error:
            raise await self._explained(child, error) from None
        except asyncio.CancelledError:
            # Somebody lost patience. A child that hangs would keep the next one waiting as well.
            if self._monotonic() - silent_since >= self._context.timers.first_content:
                self._host.discard(child)
            raise

    async def _explained(self, child: Child, error: ProviderError) -> ProviderError:
        """Say what became of the child where that is why the connection ended."""
        with suppress(TimeoutError):
            async with asyncio.timeout(EXIT_GRACE):
                await child.ended.wait()
        if not child.ended.is_set():
            if isinstance(error, Unreachable):
                self._host.discard(child)
            return error
        why = child.why()
        if isinstance(error, StreamBroken):
            return StreamBroken(why.title, why.hint, partial=error.partial)
        return why


def _end_of_circle(batch: StreamBatch, repetition: Repetition) -> int | None:
    """How many events of a batch may be shown when its words go round in circles, None when they do not."""
    for number, event in enumerate(batch, start=1):
        if isinstance(event, Chunk) and repetition.feed(event.text):
            return number
    return None


PROVIDER = EmbeddedProvider
