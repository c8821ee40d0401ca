"""Asks a host for an answer and reads it: the one way from a chat request to chunks, whatever the wire.

What differs between hosts is a ``Wire``: pure, it writes requests and says who decodes the answers. Here is the I/O:
send, read what came, hand on what it says (answer_reader.py), wait no longer than the answer's end asks for.
"""

import asyncio
import time
from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from typing import TYPE_CHECKING, Any, ClassVar

import msgspec

from traybridge.core.chat import ChatRequest, Chunk, Progress, StreamBatch
from traybridge.core.config import ProviderConfig
from traybridge.core.errors import ProviderError
from traybridge.core.ports import ProviderContext
from traybridge.providers.answer_decoder import AnswerDecoder
from traybridge.providers.answer_reader import AnswerReader, Framing, Head
from traybridge.providers.http.client import Client, body_of, key_for, read_error, sendable
from traybridge.providers.http.urls import join_url
from traybridge.providers.refusals import classify

if TYPE_CHECKING:
    from traybridge.providers.http.body import Body, Response


class Wire(ABC):
    """How one chat API is spoken: the requests and who reads the answers (pure).

    A wire of its own overrides what differs. ``chat_path`` and ``models_path`` stand behind the base URL; ``framing``
    is how events are told apart: "sse" (server-sent events) or "ndjson" (one JSON object a line).
    """

    chat_path: ClassVar[str] = "chat/completions"
    models_path: ClassVar[str] = "models"
    framing: ClassVar[Framing] = "sse"

    def __init__(self, provider: ProviderConfig, *, wall: Callable[[], float] = time.time) -> None:
        self.provider = provider
        self.wall = wall

    @abstractmethod
    def encode(self, request: ChatRequest, model: str) -> dict[str, Any]:
        """The body of a request for a streamed answer. Raises ProviderError where this wire cannot carry it."""

    def headers(self, key: str) -> dict[str, str]:
        """The headers that carry the key; "" is none."""
        return {"Authorization": f"Bearer {key}"} if key else {}

    @abstractmethod
    def decoder(self, model: str, key: str) -> AnswerDecoder:
        """Who reads the events of one answer; ``key`` is taken out of errors."""

    def comments(self, model: str) -> Callable[[bytes], Progress | None]:  # noqa: ARG002 - a wire's own
        """What reads the comments of one stream; keep-alives say nothing."""
        return lambda _text: None

    def checker(self, model: str) -> Callable[[Chunk], None] | None:  # noqa: ARG002 - a wire's own
        """What looks at each chunk before it is handed on, and raises ProviderError to refuse it."""
        return None

    def refused(self, error: ProviderError, body: bytes, request: ChatRequest) -> ProviderError:  # noqa: ARG002 - a wire's own
        """The error of a refusal whose ``body`` was read; a wire may find that what it added was at fault."""
        return error


class RunningAnswer:
    """An answer that is being read. ``number`` counts them from the first one on, ``reads`` what came.

    ``begun``: the host reads the prompt, or content came (known where somebody asks what an answer waits for);
    ``answering``: content came; ``lost`` is why nothing more will come.
    """

    def __init__(self, number: int, model: str, body: "Body") -> None:
        self.number = number
        self.model = model
        self.reads = 0
        self.begun = False
        self.answering = False
        self.lost: ProviderError | None = None
        self._body = body

    async def give_up(self, error: ProviderError) -> None:
        """End it now, with this error: whoever knows that its host is gone need not wait for the timers."""
        self.lost = error
        await self._body.aclose()


Waiting = Callable[[RunningAnswer], Awaitable[Progress | None]]
"""What is asked every WAITING_SECONDS how an answer that has not begun stands; None where there is nothing to say."""
WAITING_SECONDS = 2.0


class ChatClient:
    """Chats with one host over one wire. ``url`` says where a path of the wire is; None: behind the base URL.

    ``waiting`` tells what becomes of a request that the host has taken and not begun with.
    """

    def __init__(
        self,
        context: ProviderContext,
        wire: Wire,
        client: Client,
        *,
        url: Callable[[str], str] | None = None,
        waiting: Waiting | None = None,
    ) -> None:
        self.context = context
        self.wire = wire
        self.client = client
        self.running: set[RunningAnswer] = set()
        self._waiting = waiting
        self._asked = 0
        self._url = url or (lambda path: join_url(context.provider.base_url, path))

    def url(self, path: str) -> str:
        return self._url(path)

    def key(self) -> str:
        """The key that may go to this provider's address, "" for none. Raises AuthenticationFailed."""
        key = key_for(self.context)
        return "" if key is None else sendable(key)

    async def stream(self, request: ChatRequest, model: str) -> AsyncGenerator[StreamBatch, None]:
        """Ask for an answer (ports.Provider.stream)."""
        wire, key = self.wire, self.key()
        content = msgspec.json.encode(wire.encode(request, model))
        headers = {
            "Content-Type": "application/json",
            "Accept": "text/event-stream, application/json",
            **wire.headers(key),
        }
        url = self._url(wire.chat_path)
        async with self.client.send("POST", url, headers=headers, content=content) as response:
            if response.status_code != 200:
                raise await self._refusal(response, request, key)
            yield (Progress("accepted", self.context.provider.id, model, status=200),)
            reader = self._reader(response, model, key)
            body, now = body_of(response), asyncio.get_running_loop().time
            self._asked += 1
            running = RunningAnswer(self._asked, model, body)
            self.running.add(running)
            try:
                if self._waiting is not None:
                    async with aclosing(self._until_begun(running, reader, body, now, self._waiting)) as first:
                        async for some in first:
                            yield some
                while not reader.over:
                    batch = await _read(reader, body, now)
                    running.reads += 1
                    if batch:
                        running.answering = running.answering or any(map(_is_content, batch))
                        yield batch
            finally:
                self.running.discard(running)
            if reader.failure is not None:
                raise running.lost or reader.failure

    async def _until_begun(
        self,
        running: RunningAnswer,
        reader: AnswerReader,
        body: "Body",
        now: Callable[[], float],
        waiting: Waiting,
    ) -> AsyncGenerator[StreamBatch, None]:
        """Read until the host has begun, and look meanwhile what it waits for."""
        look_at = now() + WAITING_SECONDS
        while not (reader.over or running.begun):
            batch = await _read(reader, body, now, look_at)
            if batch is None:
                progress = await waiting(running)
                batch, look_at = (progress,) if progress is not None else (), now() + WAITING_SECONDS
            else:
                running.reads += 1
                running.answering = any(map(_is_content, batch))
                running.begun = running.answering or any(map(_is_reading, batch))
            if batch:
                yield batch

    async def aclose(self) -> None:
        await self.client.aclose()

    def _reader(self, response: "Response", model: str, key: str) -> AnswerReader:
        wire = self.wire
        return AnswerReader(
            wire.decoder(model, key),
            Head(response.headers.get("content-type", "").lower(), response.status_code),
            idle=self.context.timers.idle,
            framing=wire.framing,
            comment=wire.comments(model),
            check=wire.checker(model),
        )

    async def _refusal(self, response: "Response", request: ChatRequest, key: str) -> ProviderError:
        """Read what a refusal says."""
        body = await read_error(response)
        error = classify.judge(response.status_code, response.headers, body, wall=self.wire.wall(), key=key)
        return self.wire.refused(error, body, request)


def _is_content(event: Chunk | Progress) -> bool:
    return isinstance(event, Chunk) and event.has_content


def _is_reading(event: Chunk | Progress) -> bool:
    return isinstance(event, Progress) and event.kind == "prefill"


async def _read(
    reader: AnswerReader, body: "Body", now: Callable[[], float], until: float | None = None
) -> StreamBatch | None:
    """Wait for more, no longer than the reader wants to, and read it; None when nothing came ``until`` then."""
    deadline = reader.deadline if until is None else min(until, reader.deadline or until)
    try:
        piece = await (body.read() if deadline is None else body.read_until(deadline))
    except TimeoutError:
        return None if deadline != reader.deadline else reader.expired(now())
    except ProviderError as error:
        return reader.broke(error)
    return reader.feed(piece, now()) if piece else reader.close()
