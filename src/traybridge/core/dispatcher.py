"""One request from its plan to its provenance: looks first, keeps its providers open, asks the router."""

from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import AbstractContextManager, ExitStack, aclosing
from dataclasses import replace
from functools import partial

from traybridge.core.active_config import ActiveConfig
from traybridge.core.chat import ChatEvent, ChatRequest
from traybridge.core.config import ProviderConfig, Timers
from traybridge.core.monitor import Monitor
from traybridge.core.planning import Plan
from traybridge.core.ports import Provider, ProviderContext
from traybridge.core.provider_registry import Providers
from traybridge.core.readiness import Readiness
from traybridge.core.request_checks import check_request
from traybridge.core.router import Router
from traybridge.core.secret import Secret
from traybridge.core.signal import Signal


class Dispatcher:
    """Answer requests by the settings in force; a request keeps those that it began with.

    ``activity`` tells how many requests run; ``new_router`` gets the providers' settings, themselves, and their timers.
    """

    def __init__(
        self,
        readiness: Readiness,
        providers: Providers,
        monitor: Monitor,
        activity: Signal[int],
        new_router: Callable[[Mapping[str, ProviderConfig], Mapping[str, Provider], Mapping[str, Timers]], Router],
    ) -> None:
        self.busy = 0
        self._router: Router
        self._new_router = new_router
        self._readiness = readiness
        self._providers = providers
        self._monitor = monitor
        self._activity = activity

    def adopt(self, settings: ActiveConfig, key: Callable[[ProviderConfig], Secret | None]) -> None:
        """Build the providers of these settings and answer with them from now on; ``key`` may be sent to a provider."""
        configs = {one.id: one for one in settings.providers}
        timers = {one.id: settings.timers(one) for one in configs.values()}
        providers = self._providers.update(
            ProviderContext(one, timers[one.id], partial(key, one), settings.only_local) for one in configs.values()
        )
        self._router = self._new_router(configs, providers, timers)

    async def chat(self, request: ChatRequest) -> AsyncGenerator[ChatEvent, None]:
        """Answer a request; close the generator to stop. Raises BadRequest and ChatFailed."""
        check_request(request)
        self._monitor.boost()
        chosen = await self._readiness.plan(request)
        router = self._router
        self._set_busy(+1)
        try:
            with ExitStack() as held:

                async def more() -> Plan:
                    """The same question again, when everybody known has failed and somebody was not known yet."""
                    found = await self._readiness.plan_again(request)
                    if router is not self._router:
                        return replace(chosen, later=())
                    held.enter_context(self._open(found))
                    return found

                held.enter_context(self._open(chosen))
                held.enter_context(self._monitor.following({route.provider for route in chosen.routes}))
                async with aclosing(router.stream(request, chosen, more)) as batches:
                    async for batch in batches:
                        for event in batch:
                            yield event
        finally:
            self._set_busy(-1)
            self._monitor.boost()

    def _open(self, chosen: Plan) -> AbstractContextManager[None]:
        """Keep the providers of a plan open until its request ended."""
        asked = (self._providers.get(route.provider) for route in chosen.routes)
        return self._providers.in_use([provider for provider in asked if provider])

    def _set_busy(self, change: int) -> None:
        self.busy += change
        self._activity.emit(self.busy)
