"""A provider over HTTP: a chat client, the list of models, the free look at a host and at a key."""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable

from traybridge.core.chat import ChatRequest, StreamBatch
from traybridge.core.errors import AuthenticationFailed, ProviderError, QuotaExceeded
from traybridge.core.i18n import msg
from traybridge.core.models import Catalogue
from traybridge.core.ports import KeyCheck, ProviderContext
from traybridge.core.presets import origin
from traybridge.core.probe import Reading
from traybridge.core.secret import Secret
from traybridge.providers.chat_client import ChatClient, Wire
from traybridge.providers.http.client import Answer, Client, sendable
from traybridge.providers.model_list import credit_left, read_catalogue
from traybridge.providers.refusals import classify


class HttpProvider:
    """One host behind one base URL (ports.Provider). A kind of its own names its ``wire_type``."""

    wire_type: type[Wire]

    def __init__(
        self, context: ProviderContext, *, client: Client | None = None, wall: Callable[[], float] = time.time
    ) -> None:
        self.context = context
        self.provider = context.provider
        self.client = client or Client(context)
        self.wall = wall
        self.wire = self.wire_type(context.provider, wall=wall)
        self._chat = ChatClient(context, self.wire, self.client)

    def stream(self, request: ChatRequest, model: str) -> AsyncGenerator[StreamBatch, None]:
        """Ask for an answer (ports.Provider.stream)."""
        return self._chat.stream(request, model)

    async def probe(self) -> Reading:
        """Look at the free address (ports.Provider.probe); a refused key is a reading, not an error."""
        url, tells = self.free_look()
        key = self._chat.key()
        answer = await self.client.get(url, headers=self.wire.headers(key))
        if answer.status == 200:
            return Reading(answer.seconds, key_ok=True if key and tells else None, detail=credit_left(answer.body))
        error = self._judge(answer, key)
        if isinstance(error, AuthenticationFailed):
            return Reading(answer.seconds, key_ok=False if key else None, detail=error.title)
        raise error

    async def models(self) -> Catalogue:
        """Fetch the list of models (ports.Provider.models)."""
        key = self._chat.key()
        answer = await self.client.get(self._chat.url(self.wire.models_path), headers=self.wire.headers(key))
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
            text = sendable(key) if key is not None else self._chat.key()
            if not text:
                return KeyCheck(None, msg("No key is stored for this address"), msg("Enter a key."))
            answer = await self.client.get(url, headers=self.wire.headers(text))
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

    def free_look(self) -> tuple[str, bool]:
        """The address of the free look, and whether it says something about the key.

        A preset's own check address may be on another host; it is used only at the preset's own address. A stand-in
        for a preset (another origin) is asked at the same place under its own base URL.
        """
        known = self.provider.known_preset
        models = self._chat.url(self.wire.models_path)
        if known is None:
            return models, False
        if known.key_check and origin(self.provider.base_url) == origin(known.base_url):
            return known.key_check, True
        if known.id == "openrouter":
            return self._chat.url("key"), True
        return models, known.needs_key and not known.public_models

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
