"""Looks at each provider at its own pace, off the hot path, and never with calls that cost."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from enum import StrEnum

from traybridge.core.config import ProviderConfig
from traybridge.core.health import Health, HealthState
from traybridge.core.kinds import CLOUD_PACES
from traybridge.core.ports import Clock
from traybridge.core.tasks import TaskOwner

LATEST = 900.0


class Attention(StrEnum):
    """How closely somebody looks: a window is open or a request ran within a minute; nobody; on battery saver."""

    LOOKING = "looking"
    NOBODY = "nobody"
    SAVING = "saving"


_SOONEST: dict[Attention, float] = {Attention.LOOKING: 0.1, Attention.NOBODY: 2.0, Attention.SAVING: 30.0}
"""How soon a provider where something is on its way is looked at again, at most."""


def pace(row: ProviderConfig, attention: Attention) -> float:
    """Seconds between two looks (core/kinds.py)."""
    paces = row.traits.paces if row.is_local_server else CLOUD_PACES
    match attention:
        case Attention.LOOKING:
            return paces.looking
        case Attention.NOBODY:
            return paces.nobody
        case Attention.SAVING:
            return paces.saving


def next_look(row: ProviderConfig, health: Health, attention: Attention, looked_at: float | None, now: float) -> float:
    """When to look again, in monotonic seconds.

    At the pace; sooner when the last look saw something coming, and when the time of a dead connection is over.
    """
    if looked_at is None:
        return now
    due = looked_at + pace(row, attention)
    if health.reading and health.reading.again_in is not None and health.probe_error is None:
        due = min(due, looked_at + max(health.reading.again_in, _SOONEST[attention]))
    if health.state is HealthState.OPEN and health.by_connection and health.retry_at > looked_at:
        due = min(due, max(health.retry_at, looked_at + 1.0))
    return due


class Monitor:
    """One sleeping task for all providers; each look is a task of its own, so that a slow one delays nobody."""

    def __init__(
        self,
        clock: Clock,
        tasks: TaskOwner,
        *,
        rows: Callable[[], Sequence[ProviderConfig]],
        health: Callable[[str], Health],
        attention: Callable[[], Attention],
        look: Callable[[str], Awaitable[None]],
    ) -> None:
        self._clock = clock
        self._tasks = tasks
        self._rows = rows
        self._health = health
        self._attention = attention
        self._look = look
        self._looked_at: dict[str, float] = {}
        self._looking: dict[str, asyncio.Task[None]] = {}
        self._woken = asyncio.Event()

    def wake(self, due: Iterable[str] = ()) -> None:
        """Think again now: attention or settings changed; ``due``: who is to be looked at whenever that was last."""
        for provider in due:
            # A look that is under way began before this, so it does not count.
            self._looked_at.pop(provider, None)
            self._looking.pop(provider, None)
        self._woken.set()

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            self._woken.clear()
            seconds = self._look_at_due()
            try:
                async with asyncio.timeout(seconds):
                    await self._woken.wait()
            except TimeoutError:
                continue

    def _look_at_due(self) -> float:
        """Start the looks that are due; the result is the seconds until the next one."""
        now = self._clock.monotonic()
        attention = self._attention()
        soonest = now + LATEST
        for row in self._rows():
            if not row.enabled or self._is_looking(row.id):
                continue
            due = next_look(row, self._health(row.id), attention, self._looked_at.get(row.id), now)
            if due <= now:
                self.look(row.id)
            else:
                soonest = min(soonest, due)
        return max(0.01, soonest - now)

    def _is_looking(self, provider: str) -> bool:
        task = self._looking.get(provider)
        return task is not None and not task.done()

    def look(self, provider: str) -> "asyncio.Task[None]":
        """Look at one provider now; who asks while somebody looks waits for the same look."""
        if self._is_looking(provider):
            return self._looking[provider]
        self._looking[provider] = self._tasks.start(self._look_once(provider), f"look at {provider}")
        return self._looking[provider]

    async def _look_once(self, provider: str) -> None:
        try:
            await self._look(provider)
        finally:
            if self._looking.get(provider) is asyncio.current_task():
                self._looked_at[provider] = self._clock.monotonic()
                del self._looking[provider]
            self._woken.set()
