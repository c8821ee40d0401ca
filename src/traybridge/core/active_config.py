"""The settings in force: saved first and then adopted, with the pin of this session on top."""

import asyncio
from collections.abc import Callable

from traybridge.core.config import Config, ProviderConfig, Timers, check_config, timers_for
from traybridge.core.errors import NotFound
from traybridge.core.i18n import msg
from traybridge.core.planning import may_be_local
from traybridge.core.ports import ConfigStore


class ActiveConfig:
    """Hold the one Config that is in force. ``adopted`` is called with the old and the new one after each change."""

    def __init__(self, config: Config, store: ConfigStore | None, adopted: Callable[[Config, Config], None]) -> None:
        self._store = store
        self._adopted = adopted
        self._changing = asyncio.Lock()
        self._session_pin: str | None = None
        self._hold(config)

    def _hold(self, config: Config) -> None:
        self.config = config
        self.providers = config.effective_providers
        self._by_id = {provider.id: provider for provider in self.providers}

    async def change(self, edit: Callable[[Config], Config]) -> Config:
        """Save a change and adopt it. Raises BadConfig and TrayBridgeError; nothing was changed then."""
        async with self._changing:
            if self._store is not None:
                new = await asyncio.to_thread(self._store.edit, edit)
            else:
                new = edit(self.config)
                check_config(new)
            self._adopt(new)
            return new

    def adopt(self, config: Config) -> None:
        """Put settings in force that somebody else has saved."""
        if config != self.config:
            self._adopt(config)

    def _adopt(self, new: Config) -> None:
        old = self.config
        self._hold(new)
        if self._session_pin not in self._by_id:
            self._session_pin = None
        self._adopted(old, new)

    def pin_for_session(self, provider_id: str | None) -> None:
        """Use one provider until unpinned or the program ends; None: the config's own pin. Raises NotFound."""
        if provider_id is not None:
            self.known(provider_id)
        self._session_pin = provider_id

    @property
    def pin(self) -> str:
        return self.config.routing.pin if self._session_pin is None else self._session_pin

    @property
    def pinned(self) -> Config:
        """The config with the pin of this session."""
        pin = self.pin
        return self.config if pin == self.config.routing.pin else self.config.with_routing(pin=pin)

    def provider(self, provider_id: str) -> ProviderConfig | None:
        return self._by_id.get(provider_id)

    def known(self, provider_id: str) -> ProviderConfig:
        """The settings of a provider. Raises NotFound."""
        found = self.provider(provider_id)
        if found is None:
            title = msg("There is no provider “{provider}”", provider=provider_id)
            raise NotFound(title, "traybridge providers list shows them.")
        return found

    def label(self, provider_id: str) -> str:
        """The name that people read for a provider id."""
        provider = self.provider(provider_id)
        return provider.label if provider else provider_id

    def timers(self, provider: ProviderConfig) -> Timers:
        return timers_for(provider, self.config.timeouts, local=may_be_local(provider))

    def only_local(self) -> bool:
        """True when nothing may leave this network."""
        return self.config.routing.local_only
