"""What was spent this month and which model answered last, from the journal and from the requests that end here."""

import asyncio
from collections.abc import Callable, Mapping

from traybridge.core.budget import month_of
from traybridge.core.errors import ChatFailed, TrayBridgeError
from traybridge.core.ports import Clock, Journal
from traybridge.core.provenance import Provenance
from traybridge.core.tasks import TaskOwner


class UsageTracker:
    """Count what each request costs, remember what answered, and write the journal in the background.

    ``on_trouble`` gets what could not be written.
    """

    def __init__(
        self,
        clock: Clock,
        tasks: TaskOwner,
        journal: Journal | None,
        on_trouble: Callable[[str, BaseException], None],
    ) -> None:
        self._clock = clock
        self._tasks = tasks
        self._journal = journal
        self._on_trouble = on_trouble
        self._spent: dict[str, float] = {}
        self._month = month_of(clock.wall())
        self._last_used: dict[str, float] = {}
        self._writing: set[asyncio.Task[None]] = set()

    async def load(self) -> None:
        """Read what the journal says of this month. Raises TrayBridgeError."""
        if self._journal is None:
            return
        month = month_of(self._clock.wall())
        self._spent, self._month = dict(await self._journal.spent(month)), month
        self._last_used = {**await self._journal.answered(), **self._last_used}

    @property
    def spent(self) -> Mapping[str, float]:
        """US dollars of this month by provider id."""
        return self._this_month()

    def _this_month(self) -> dict[str, float]:
        month = month_of(self._clock.wall())
        if month != self._month:
            self._spent, self._month = {}, month
        return self._spent

    @property
    def last_used(self) -> Mapping[str, float]:
        """When each model last answered, in wall-clock seconds, by its id."""
        return self._last_used

    def record(self, provenance: Provenance, failure: ChatFailed | None) -> None:
        """A request ended: count it, and write it down in the background."""
        if provenance.provider and provenance.model:
            self._last_used[provenance.model] = self._clock.wall()
            if provenance.cost:
                spent = self._this_month()
                spent[provenance.provider] = spent.get(provenance.provider, 0.0) + provenance.cost
        if self._journal is not None:
            writing = self._tasks.start(self._write(self._journal, provenance, failure), "journal")
            self._writing.add(writing)
            writing.add_done_callback(self._writing.discard)

    async def _write(self, journal: Journal, provenance: Provenance, failure: ChatFailed | None) -> None:
        try:
            await journal.record(provenance, at=self._clock.wall(), error=failure)
        except TrayBridgeError as error:
            self._on_trouble("journal", error)

    async def flush(self) -> None:
        """Wait until every request that ended stands in the journal."""
        if self._writing:
            await asyncio.wait(self._writing)
