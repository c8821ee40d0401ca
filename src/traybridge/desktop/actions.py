"""What a person can have done to providers and models, by the menu and by the pages alike."""

from collections.abc import Callable

from traybridge.core.bridge import Bridge
from traybridge.core.config import Config
from traybridge.desktop.widgets.links import open_link

EXCUSED_SECONDS = 60.0
"""So long after somebody unloaded a model here its absence is no news."""
Edit = Callable[[Config], Config]
"""A change of the settings; it is done on what stands in the file at that moment, not on what we last saw."""


class Actions:
    """Each raises TrayBridgeError for what cannot be done. ``monotonic`` gives seconds."""

    def __init__(self, bridge: Bridge, monotonic: Callable[[], float]) -> None:
        self._bridge = bridge
        self._monotonic = monotonic
        self._unloaded: dict[str, float] = {}

    async def edit(self, change: Edit) -> None:
        """Change the settings."""
        await self._bridge.change(change)

    async def load(self, provider_id: str, model: str) -> None:
        """Tell a cluster to load a model, and look at it more often while it does."""
        await self._bridge.exo(provider_id).load(model)
        self._bridge.boost_polling()
        await self._bridge.refresh([provider_id])

    async def unload(self, provider_id: str, model: str) -> None:
        """Tell a cluster to unload a model, or to stop loading it."""
        self._unloaded[provider_id] = self._monotonic()
        await self._bridge.exo(provider_id).unload(model)
        await self._bridge.refresh([provider_id])

    @property
    def excused(self) -> frozenset[str]:
        """Providers of which somebody unloaded a model just now."""
        now = self._monotonic()
        return frozenset(one for one, at in self._unloaded.items() if now - at < EXCUSED_SECONDS)

    def open_dashboard(self, provider_id: str) -> None:
        """Show a cluster's own page in the browser."""
        open_link(self._bridge.exo(provider_id).dashboard)
