"""The providers that stand ready; one that was taken away is closed when its last stream has ended."""

from collections import Counter
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from typing import cast

from traybridge.core.chat import ChatRequest, StreamBatch
from traybridge.core.config import ProviderConfig, Timers
from traybridge.core.errors import NotFound, ProviderDefect, ProviderError
from traybridge.core.i18n import msg
from traybridge.core.models import Catalogue
from traybridge.core.ports import ExoControl, KeyCheck, Provider, ProviderContext, ProviderFactory
from traybridge.core.probe import Reading
from traybridge.core.secret import Secret
from traybridge.core.tasks import TaskOwner


class Providers:
    """Build, keep and retire providers. A provider whose settings did not change survives a change of the config.

    ``on_defect`` gets why one could not be built; an UnbuiltProvider stands in its place, so that all others work.
    """

    def __init__(
        self, build: ProviderFactory, tasks: TaskOwner, *, on_defect: Callable[[str, BaseException], None]
    ) -> None:
        self._build = build
        self._tasks = tasks
        self._on_defect = on_defect
        self._made: dict[str, tuple[ProviderConfig, Timers, Provider]] = {}
        self._users: Counter[int] = Counter()
        self._retired: dict[int, Provider] = {}
        self._closing: dict[int, Provider] = {}

    def update(self, wanted: Iterable[ProviderContext]) -> Mapping[str, Provider]:
        """Make what is new or changed, retire what is gone; the result is by provider id."""
        before, made = self._made, {}
        for context in wanted:
            old = before.get(context.provider.id)
            same = old is not None and old[:2] == (context.provider, context.timers)
            made[context.provider.id] = (
                old if old and same else (context.provider, context.timers, self._built(context))
            )
        self._made = made
        kept = {id(provider) for *_, provider in made.values()}
        for *_, provider in before.values():
            if id(provider) not in kept:
                self._retire(provider)
        return {provider_id: provider for provider_id, (*_, provider) in made.items()}

    def _built(self, context: ProviderContext) -> Provider:
        try:
            return self._build(context)
        except Exception as error:  # noqa: BLE001 - one that cannot be built takes no other with it
            self._on_defect(f"build {context.provider.id}", error)
            return UnbuiltProvider(error)

    def get(self, provider_id: str) -> Provider | None:
        made = self._made.get(provider_id)
        return made[2] if made else None

    def exo(self, provider_id: str) -> ExoControl:
        """What an Exo cluster can do beside chatting.

        Raises:
            NotFound: there is no provider of that id, or it is no Exo cluster.
            ProviderError: it could not be built.
        """
        made = self._made.get(provider_id)
        if made is None or not made[0].traits.can_load:
            title = msg("There is no Exo cluster “{cluster}”", cluster=provider_id)
            raise NotFound(title, "traybridge providers list shows them.")
        if isinstance(made[2], UnbuiltProvider):
            raise made[2].refusal()
        return cast("ExoControl", made[2])

    def all(self) -> tuple[Provider, ...]:
        return tuple(made[2] for made in self._made.values())

    async def reset(self) -> None:
        """Drop every pooled connection: the machine slept, the network changed, or only local addresses may go."""
        for provider in self.all():
            await provider.reset()

    def in_use(self, providers: Iterable[Provider]) -> AbstractContextManager[None]:
        """Keep these open while a stream may ask them, even if the config changes meanwhile."""
        return _Use(self, tuple(providers))

    def _take(self, providers: Iterable[Provider]) -> None:
        for provider in providers:
            self._users[id(provider)] += 1

    def _give_back(self, providers: Iterable[Provider]) -> None:
        for provider in providers:
            self._users[id(provider)] -= 1
            if not self._users[id(provider)]:
                del self._users[id(provider)]
                if id(provider) in self._retired:
                    self._close(self._retired.pop(id(provider)))

    def _retire(self, provider: Provider) -> None:
        if self._users[id(provider)]:
            self._retired[id(provider)] = provider
        else:
            self._close(provider)

    def _close(self, provider: Provider) -> None:
        self._closing[id(provider)] = provider
        self._tasks.start(self._closed(provider), "close a provider")

    async def _closed(self, provider: Provider) -> None:
        await provider.aclose()
        del self._closing[id(provider)]

    async def aclose(self) -> None:
        """Close all; also those whose closing was cancelled with its task."""
        for provider in (*self.all(), *self._retired.values(), *self._closing.values()):
            await provider.aclose()
        self._made, self._retired, self._closing = {}, {}, {}


class _Use(AbstractContextManager[None]):
    """A stream's hold on its providers."""

    __slots__ = ("_held", "_registry")

    def __init__(self, registry: Providers, held: tuple[Provider, ...]) -> None:
        self._registry = registry
        self._held = held

    def __enter__(self) -> None:
        self._registry._take(self._held)  # noqa: SLF001 - its other half

    def __exit__(self, *_: object) -> None:
        self._registry._give_back(self._held)  # noqa: SLF001


class UnbuiltProvider:
    """In the place of a provider that could not be built (ports.Provider): whoever asks it is told why."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def refusal(self) -> ProviderError:
        """Why it cannot do what it was asked for."""
        return self._error if isinstance(self._error, ProviderError) else ProviderDefect(self._error)

    async def stream(self, request: ChatRequest, model: str) -> AsyncGenerator[StreamBatch, None]:  # noqa: ARG002
        raise self.refusal()
        yield ()

    async def probe(self) -> Reading:
        raise self.refusal()

    async def models(self) -> Catalogue:
        raise self.refusal()

    async def check_key(self, key: Secret | None) -> KeyCheck:  # noqa: ARG002 - the port's
        refusal = self.refusal()
        return KeyCheck(None, refusal.title, refusal.hint)

    async def reset(self) -> None:
        """Nothing is open."""

    async def aclose(self) -> None:
        """Nothing is open."""
