"""The OpenAI-compatible wire: chat completions as a stream, the list of models, the free look at a key."""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING, Any

import msgspec

from traybridge.core.chat import ChatRequest, Chunk, Progress
from traybridge.core.errors import (
    AuthenticationFailed,
    ProviderError,
    ProviderFailed,
    QuotaExceeded,
    StreamBroken,
)
from traybridge.core.i18n import msg
from traybridge.core.models import Catalogue
from traybridge.core.ports import KeyCheck, ProviderContext
from traybridge.core.presets import origin
from traybridge.core.probe import Reading
from traybridge.core.secret import Secret
from traybridge.providers.http.client import (
    BODY_LIMIT,
    Answer,
    Client,
    body_of,
    join_url,
    key_for,
    read_error,
    sendable,
)
from traybridge.providers.http.sse import Comment, EventTooLong, Reader, ServerSentEvent
from traybridge.providers.openai.decoder import AnswerDecoder, is_whole
from traybridge.providers.openai.models import credit_left, read_catalogue
from traybridge.providers.refusals import classify

if TYPE_CHECKING:
    from traybridge.providers.http.body import Body, Response

AFTER_FINISH = 1.0
"""Seconds that the usage and ``[DONE]`` may come after the last word."""
AFTER_DONE = 0.05
"""Seconds that the end of the body may come after ``[DONE]``; then the connection can be used again."""
NO_STREAM_OPTIONS = frozenset({"mistral"})
"""Hosts that refuse ``stream_options`` with a 422 and send the usage anyway (openai-agents-python issue 442)."""


class OpenAIProvider:
    """One host that speaks OpenAI's wire. Subclasses override the hooks below, never ``stream``."""

    chat_path = "chat/completions"
    models_path = "models"

    def __init__(
        self, context: ProviderContext, *, client: Client | None = None, wall: Callable[[], float] = time.time
    ) -> None:
        self.context = context
        self.provider = context.provider
        self.client = client or Client(context)
        self.wall = wall
        self._stream_options = not (self.provider.known_preset and self.provider.known_preset.id in NO_STREAM_OPTIONS)

    # Hooks.

    def url(self, path: str) -> str:
        return join_url(self.provider.base_url, path)

    def wire_body(self, request: ChatRequest, model: str) -> dict[str, Any]:
        """The body to send: the caller's parameters untouched, always streamed, with the usage at the end."""
        body = {
            **request.params,
            "model": model,
            "messages": [message.wire() for message in request.messages],
            "stream": True,
        }
        if self._stream_options:
            body.setdefault("stream_options", {"include_usage": True})
        return body

    def headers(self, key: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {key}"} if key else {}

    def conversation(self, request: ChatRequest, model: str, key: str) -> AnswerDecoder:  # noqa: ARG002 - a hook
        """What reads the events of one answer."""
        asked = request.params.get("n")
        return AnswerDecoder(answers=asked if isinstance(asked, int) and asked > 0 else 1, wall=self.wall, key=key)

    def on_comment(self, text: bytes, model: str) -> Progress | None:  # noqa: ARG002 - a hook
        """Read a comment of the stream; keep-alives say nothing."""
        return None

    def check_event(self, chunk: Chunk, model: str) -> None:
        """Look at each chunk before it is handed on; raise ProviderError to refuse it."""

    # The port.

    async def stream(self, request: ChatRequest, model: str) -> AsyncGenerator[Chunk | Progress, None]:
        """Ask for an answer (ports.Provider.stream)."""
        url = self.url(self.chat_path)
        key = self._key()
        headers = {"Content-Type": "application/json", "Accept": "text/event-stream, application/json"}
        content = msgspec.json.encode(self.wire_body(request, model))
        async with self.client.send("POST", url, headers={**headers, **self.headers(key)}, content=content) as response:
            if response.status_code != 200:
                raise await self._refusal(response, key, ours="stream_options" not in request.params)
            yield Progress("accepted", self.provider.id, model, status=response.status_code)
            async with aclosing(self._answer(response, self.conversation(request, model, key), model)) as pieces:
                async for piece in pieces:
                    yield piece

    async def probe(self) -> Reading:
        """Look at the free address (ports.Provider.probe); a refused key is a reading, not an error."""
        url, tells = self.free_look()
        key = self._key()
        answer = await self.client.get(url, headers=self.headers(key))
        if answer.status == 200:
            return Reading(answer.seconds, key_ok=True if key and tells else None, detail=credit_left(answer.body))
        error = self._judge(answer, key)
        if isinstance(error, AuthenticationFailed):
            return Reading(answer.seconds, key_ok=False if key else None, detail=error.title)
        raise error

    async def models(self) -> Catalogue:
        """Fetch the list of models (ports.Provider.models)."""
        key = self._key()
        answer = await self.client.get(self.url(self.models_path), headers=self.headers(key))
        if answer.status != 200:
            raise self._judge(answer, key)
        found = await asyncio.to_thread(read_catalogue, answer.body)
        if found is None:
            raise classify.not_json(answer.body[:4096], content_type=answer.headers.get("content-type", ""), key=key)
        return Catalogue(found, fetched_at=self.wall())

    async def check_key(self, key: Secret | None) -> KeyCheck:
        """Try a key at the free address (ports.Provider.check_key)."""
        url, tells = self.free_look()
        try:
            text = sendable(key) if key is not None else self._key()
            if not text:
                return KeyCheck(None, msg("No key is stored for this address"), msg("Enter a key."))
            answer = await self.client.get(url, headers=self.headers(text))
            if answer.status != 200:
                raise self._judge(answer, text)
            return await self._good(url, answer, tells=tells)
        except AuthenticationFailed as error:
            return KeyCheck(False, error.title, error.hint)
        except QuotaExceeded as error:
            # Who is asked for money is known there.
            return KeyCheck(True, error.title, error.hint)
        except ProviderError as error:
            return KeyCheck(None, error.title, error.hint)

    async def reset(self) -> None:
        await self.client.reset()

    async def aclose(self) -> None:
        await self.client.aclose()

    # How it is done.

    def free_look(self) -> tuple[str, bool]:
        """The address of the free look, and whether it says something about the key.

        A preset's own check address may be on another host; it is used only at the preset's own address. A stand-in
        for a preset (another origin) is asked at the same place under its own base URL.
        """
        known = self.provider.known_preset
        if known is None:
            return self.url(self.models_path), False
        if known.key_check and origin(self.provider.base_url) == origin(known.base_url):
            return known.key_check, True
        if known.id == "openrouter":
            return self.url("key"), True
        return self.url(self.models_path), known.needs_key and not known.public_models

    def _key(self) -> str:
        """The key that may go to this provider's address, "" for none."""
        key = key_for(self.context)
        return "" if key is None else sendable(key)

    async def _good(self, url: str, answer: Answer, *, tells: bool) -> KeyCheck:
        """The look succeeded with the key; where nobody knows what that means, it is tried without."""
        if tells:
            left = credit_left(answer.body)
            return KeyCheck(True, msg("The key works ({left})", left=left) if left else msg("The key works"))
        bare = await self.client.get(url)
        if bare.status in {401, 403}:
            return KeyCheck(True, msg("The key works"))
        return KeyCheck(
            None,
            msg("This address answers without a key too, so nobody can tell"),
            msg("Ask a question to find out."),
        )

    def _judge(self, answer: Answer, key: str) -> ProviderError:
        return classify.judge(answer.status, answer.headers, answer.body, wall=self.wall(), key=key)

    async def _refusal(self, response: "Response", key: str, *, ours: bool) -> ProviderError:
        """Read what a refusal says.

        A host that refuses our own ``stream_options`` gets none from then on; the request itself was not at fault,
        so it may be sent again.
        """
        text = await read_error(response)
        error = classify.judge(response.status_code, response.headers, text, wall=self.wall(), key=key)
        if response.status_code in {400, 422} and b"stream_options" in text and ours and self._stream_options:
            self._stream_options = False
            error = ProviderFailed(
                error.title, "It is asked without stream_options from now on; ask again.", status=error.status
            )
            error.ours, error.counted = True, False
        return error

    async def _answer(
        self, response: "Response", conversation: AnswerDecoder, model: str
    ) -> AsyncGenerator[Chunk | Progress, None]:
        try:
            async with aclosing(self._read(response, body_of(response), conversation, model)) as pieces:
                async for piece in pieces:
                    yield piece
        except EventTooLong:
            raise StreamBroken(
                "Sent an event that is too long to be one",
                classify.RIGHT_ADDRESS,
                partial=conversation.partial,
                status=response.status_code,
            ) from None
        except StreamBroken as error:
            raise conversation.broken() from error

    async def _read(
        self, response: "Response", body: "Body", conversation: AnswerDecoder, model: str
    ) -> AsyncGenerator[Chunk | Progress, None]:
        """Tell by the first byte whether events, JSON or a page came, and read it."""
        first = await _first(body)
        if not first:
            raise classify.empty_answer(response.status_code)
        content_type = response.headers.get("content-type", "")
        if first[:1] in {b"{", b"[", b"<"}:
            for chunk in conversation.body(await _all(first, body), content_type):
                self.check_event(chunk, model)
                yield chunk
            return
        async with aclosing(self._events(first, body, conversation, model)) as events:
            async for event in events:
                yield event
        if not conversation.touched and "event-stream" not in content_type:
            raise classify.not_json(first[:4096], content_type=content_type)
        if not conversation.finished:
            conversation.end()

    async def _events(
        self, first: bytes, body: "Body", conversation: AnswerDecoder, model: str
    ) -> AsyncGenerator[Chunk | Progress, None]:
        reader = Reader()
        piece = first
        while piece:
            for found in self._told(conversation, reader.feed(piece), model):
                yield found
            if conversation.finished or conversation.done:
                break
            piece = await body.read()
        if not piece and (rest := reader.rest()) is not None and is_whole(rest.data):
            for found in self._told(conversation, [rest], model):
                yield found
        elif conversation.finished:
            async with aclosing(self._afterwards(reader, body, conversation, model)) as late:
                async for found in late:
                    yield found

    async def _afterwards(
        self, reader: Reader, body: "Body", conversation: AnswerDecoder, model: str
    ) -> AsyncGenerator[Chunk | Progress, None]:
        """After the last word: the usage, ``[DONE]`` and the end of the body, waited for briefly.

        The answer is whole by now, so nothing that happens here is an error.
        """
        loop = asyncio.get_running_loop()
        patience = loop.time() + AFTER_FINISH
        while True:
            until = min(patience, loop.time() + AFTER_DONE) if conversation.done else patience
            try:
                async with asyncio.timeout_at(until):
                    piece = await body.read()
                if not piece:
                    return
                found = reader.feed(piece)
            except (TimeoutError, ProviderError, EventTooLong):
                return
            for chunk in self._told(conversation, found, model):
                yield chunk

    def _told(
        self, conversation: AnswerDecoder, events: Sequence[ServerSentEvent | Comment], model: str
    ) -> Iterator[Chunk | Progress]:
        for event in events:
            if isinstance(event, Comment):
                progress = self.on_comment(event.text, model)
                if progress is not None:
                    yield progress
                continue
            try:
                chunks = conversation.take(event)
            except ProviderError:
                if not conversation.finished:
                    raise
                # The answer is whole; what a host finds wrong afterwards is its own affair.
                return
            for chunk in chunks:
                self.check_event(chunk, model)
                yield chunk


async def _first(body: "Body") -> bytes:
    """The first bytes that are no blanks (some hosts send blanks to keep the connection open); empty at the end."""
    while piece := await body.read():
        if first := piece.lstrip():
            return first
    return b""


async def _all(first: bytes, body: "Body") -> bytes:
    """The rest of a body that is no stream of events.

    Raises:
        ProviderFailed: more than 32 MiB.
    """
    pieces, size = [first], len(first)
    while piece := await body.read():
        pieces.append(piece)
        size += len(piece)
        if size > BODY_LIMIT:
            raise ProviderFailed(
                msg("Answered with more than {limit} MiB", limit=32), classify.RIGHT_ADDRESS, status=200
            )
    return b"".join(pieces)


PROVIDER = OpenAIProvider
