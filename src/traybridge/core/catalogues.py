"""The lists of models: fetched when they are due, kept with their age in memory and on disk, and why one is missing."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from traybridge.core.active_config import ActiveConfig
from traybridge.core.errors import ProviderError, TrayBridgeError
from traybridge.core.health import HealthBoard
from traybridge.core.models import Catalogue, ModelInfo
from traybridge.core.planning import Route
from traybridge.core.ports import CatalogueStore, Clock
from traybridge.core.provider_registry import Providers
from traybridge.core.tasks import TaskOwner

FRESH_SECONDS = 900.0
RETRY_SECONDS = 60.0
"""How long a list that could not be had is left alone by the looks, which come every second."""
NO_CATALOGUE = Catalogue()


class Catalogues:
    """Each provider's list of models, by its id. A list that says something new is told by ``board.changed``.

    ``on_trouble`` gets what went wrong.
    """

    def __init__(
        self,
        clock: Clock,
        tasks: TaskOwner,
        board: HealthBoard,
        providers: Providers,
        settings: ActiveConfig,
        *,
        store: CatalogueStore | None,
        on_trouble: Callable[[str, BaseException], None],
    ) -> None:
        self._clock = clock
        self._tasks = tasks
        self._board = board
        self._providers = providers
        self._settings = settings
        self._store = store
        self._on_trouble = on_trouble
        self._lists: dict[str, Catalogue] = {}
        self._errors: dict[str, ProviderError] = {}
        self._tried: dict[str, float] = {}

    def __getitem__(self, provider_id: str) -> Catalogue:
        """The list as it was fetched last; an empty one that is not ``known`` where nobody has."""
        return self._lists.get(provider_id, NO_CATALOGUE)

    def info(self, route: Route) -> ModelInfo | None:
        """What is known of a route's model."""
        return self[route.provider].get(route.model)

    def error(self, provider_id: str) -> ProviderError | None:
        """Why the list could not be had, None when it could."""
        return self._errors.get(provider_id)

    async def load(self) -> None:
        """Read what is kept on disk; what was listed at another address says nothing about this one.

        Raises TrayBridgeError.
        """
        if self._store is None:
            return
        kept = await self._store.load()
        here = {
            one.id: kept[one.id]
            for one in self._settings.providers
            if one.id in kept and kept[one.id].source in {"", one.base_url}
        }
        self._lists = {**here, **self._lists}

    def forget(self, provider_id: str) -> None:
        """The provider is gone or has another address."""
        self._lists.pop(provider_id, None)
        self._errors.pop(provider_id, None)

    def forget_errors(self) -> None:
        """The machine woke up or the network changed: each list is worth another try."""
        self._errors.clear()

    def is_fresh(self, provider_id: str) -> bool:
        """A list stays good for 15 minutes; its age counts from when it was fetched, on disk too."""
        return 0 <= self._clock.wall() - self[provider_id].fetched_at < FRESH_SECONDS

    def is_due(self, provider_id: str) -> bool:
        """True when a look should fetch the list too; one that cannot be had is not asked for each time."""
        tried = self._clock.monotonic() - self._tried.get(provider_id, float("-inf"))
        return not self.is_fresh(provider_id) and (tried >= RETRY_SECONDS or provider_id not in self._errors)

    def fetch(self, provider_id: str) -> "asyncio.Future[None]":
        """Fetch a list; who asks while somebody fetches it waits for the same one. Failures show in ``error``."""
        fetch = self._tasks.start_once(partial(self._fetch, provider_id), f"models of {provider_id}")
        return asyncio.shield(fetch)

    async def _fetch(self, provider_id: str) -> None:
        """A list that cannot be had leaves the old one."""
        provider = self._providers.get(provider_id)
        if provider is None:
            return
        look = self._board.begin_look(provider_id)
        self._tried[provider_id] = self._clock.monotonic()
        with self._providers.in_use([provider]):
            try:
                catalogue = await provider.models()
            except ProviderError as error:
                self._on_trouble(f"models of {provider_id}", error)
                if self._providers.get(provider_id) is provider:
                    self._errors[provider_id] = error
                    if not self._board[provider_id].probed:
                        self._board.probe_failed(provider_id, error, self._clock.monotonic(), look)
                return
        if self._providers.get(provider_id) is provider:
            await self._keep(provider_id, catalogue)

    async def _keep(self, provider_id: str, catalogue: Catalogue) -> None:
        """Put a list in force; it is written to disk when it says something new, or what is there has aged."""
        config, old = self._settings.provider(provider_id), self[provider_id]
        catalogue = replace(catalogue, source=config.base_url if config else "")
        self._lists[provider_id] = catalogue
        self._errors.pop(provider_id, None)
        changed = catalogue.models != old.models
        if changed:
            self._board.changed.emit(provider_id)
        aged = catalogue.fetched_at - old.fetched_at >= FRESH_SECONDS
        if self._store is not None and (changed or aged):
            try:
                await self._store.save(provider_id, catalogue)
            except TrayBridgeError as error:
                self._on_trouble(f"keep the models of {provider_id}", error)
