"""One request from its plan to its provenance: looks first, keeps its providers open, asks the router."""

from collections.abc import AsyncGenerator
from contextlib import AbstractContextManager, ExitStack, aclosing
from dataclasses import replace

from traybridge.core.chat import ChatEvent, ChatRequest
from traybridge.core.monitor import Monitor
from traybridge.core.planning import Plan
from traybridge.core.provider_registry import Providers
from traybridge.core.readiness import Readiness
from traybridge.core.request_checks import check_request
from traybridge.core.router import Router
from traybridge.core.signal import Signal


class Dispatcher:
    """Answer requests with the ``router`` of the settings in force; a request keeps the one that it began with.

    ``activity`` tells how many requests run.
    """

    def __init__(self, readiness: Readiness, providers: Providers, monitor: Monitor, activity: Signal[int]) -> None:
        self.router: Router
        self.busy = 0
        self._readiness = readiness
        self._providers = providers
        self._monitor = monitor
        self._activity = activity

    async def chat(self, request: ChatRequest) -> AsyncGenerator[ChatEvent, None]:
        """Answer a request; close the generator to stop. Raises BadRequest and ChatFailed."""
        check_request(request)
        self._monitor.boost()
        chosen = await self._readiness.plan(request)
        router = self.router
        self._set_busy(+1)
        try:
            with ExitStack() as held:

                async def more() -> Plan:
                    """The same question again, when everybody known has failed and somebody was not known yet."""
                    found = await self._readiness.plan_again(request)
                    if router is not self.router:
                        return replace(chosen, later=())
                    held.enter_context(self._open(found))
                    return found

                held.enter_context(self._open(chosen))
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
