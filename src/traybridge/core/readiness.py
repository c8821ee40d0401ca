"""Looking first at whoever is unknown and matters to a request, for as long as a person would wait for that."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial

from traybridge.core.catalogues import Catalogues
from traybridge.core.chat import ChatRequest
from traybridge.core.health import HealthBoard
from traybridge.core.monitor import SILENT, Monitor
from traybridge.core.planning import Plan
from traybridge.core.tasks import TaskOwner

FIRST_LOOK_SECONDS = 2.0
"""How long a request waits for a first look at somebody unknown (architecture.md, traps)."""
GLANCE_SECONDS = 0.15
"""How long a request waits to learn whether the starter model, which stands behind somebody known, is installed."""
LOOKS = 2
"""How often a request looks at the same provider: a look that a wake-up overtook is worth a second one."""


class Readiness:
    """Plan a request as ``plan`` does, after a look at those of whom too little is known.

    ``load`` reads what is kept, if nobody has: keys, lists, spending.
    """

    def __init__(
        self,
        tasks: TaskOwner,
        board: HealthBoard,
        monitor: Monitor,
        catalogues: Catalogues,
        *,
        load: Callable[[], Awaitable[None]],
        plan: Callable[[ChatRequest], Plan],
    ) -> None:
        self._tasks = tasks
        self._board = board
        self._monitor = monitor
        self._catalogues = catalogues
        self._load = load
        self._plan = plan

    async def plan(self, request: ChatRequest, *, everybody: bool = False) -> Plan:
        """Plan a request; whoever is unknown and matters is looked at first, for two seconds at most.

        Whoever stands behind a known route is not bothered, unless ``everybody``'s reason is wanted; only the starter
        model, which costs nothing to look at, so that the last one left is known to be the last.
        """
        await self._load()
        chosen = self._plan(request)
        silent: Sequence[str] = ()
        if chosen.pending:
            chosen = await self._look_first(request, lambda plan: plan.pending, FIRST_LOOK_SECONDS)
            silent = chosen.pending
        if everybody and chosen.later:
            chosen = await self._look_first(request, lambda plan: plan.later, FIRST_LOOK_SECONDS)
            silent = (*silent, *chosen.later)
        if chosen.later and self._starters(chosen):
            chosen = await self._look_first(request, self._starters, GLANCE_SECONDS)
        return _mark_silent(chosen, silent)

    async def plan_again(self, request: ChatRequest) -> Plan:
        """Plan a request after a look at those whom its plan puts off: everybody before them has failed."""
        chosen = await self._look_first(request, lambda plan: plan.later, FIRST_LOOK_SECONDS)
        return _mark_silent(chosen, chosen.later)

    def _starters(self, plan: Plan) -> Sequence[str]:
        starters = {one.id for one in self._monitor.watched() if one.traits.is_starter}
        return [one for one in plan.later if one in starters]

    async def _look_first(self, request: ChatRequest, who: Callable[[Plan], Sequence[str]], seconds: float) -> Plan:
        """Look at those whom a plan names, until it names nobody, or for so long; the result is the plan then."""
        looks = Counter[str]()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while worth := [one for one in who(self._plan(request)) if looks[one] < LOOKS]:
                    running = {self._start(one): one for one in worth}
                    done, _ = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                    looks.update(running[look] for look in done)
        return self._plan(request)

    def _start(self, provider_id: str) -> "asyncio.Task[None]":
        return self._tasks.start_once(partial(self._look, provider_id), f"first look at {provider_id}")

    async def _look(self, provider_id: str) -> None:
        provider = next((one for one in self._monitor.watched() if one.id == provider_id), None)
        if provider is None:
            return
        if provider.traits.probed_before_use and not self._board[provider_id].probed:
            await asyncio.shield(self._monitor.look(provider_id))
        elif not self._catalogues.is_fresh(provider_id):
            await self._catalogues.fetch(provider_id)


def _mark_silent(plan: Plan, silent: Collection[str]) -> Plan:
    """Say of those who were waited for, and have not been heard, what a status says of them too."""
    if not silent:
        return plan
    skipped = (
        replace(skip, reason=SILENT) if skip.code == "unknown" and skip.provider in silent else skip
        for skip in plan.skipped
    )
    return replace(plan, skipped=tuple(skipped))
