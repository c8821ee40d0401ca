"""The providers that stand ready; one that was taken away is closed when its last stream has ended."""

from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager

from traybridge.core.config import ProviderConfig, Timers
from traybridge.core.ports import Provider, ProviderContext, ProviderFactory
from traybridge.core.tasks import TaskOwner


class Providers:
    """Build, keep and retire providers. A provider whose settings did not change survives a change of the config."""

    def __init__(self, build: ProviderFactory, tasks: TaskOwner) -> None:
        self._build = build
        self._tasks = tasks
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
                old if old and same else (context.provider, context.timers, self._build(context))
            )
        self._made = made
        kept = {id(provider) for *_, provider in made.values()}
        for *_, provider in before.values():
            if id(provider) not in kept:
                self._retire(provider)
        return {provider_id: provider for provider_id, (*_, provider) in made.items()}

    def get(self, provider_id: str) -> Provider | None:
        made = self._made.get(provider_id)
        return made[2] if made else None

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
