"""What was spent this month and which model answered last, from the journal and from the requests that end here."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing

from traybridge.core.budget import NOT_KNOWN, cap_refusal, estimate, month_of
from traybridge.core.chat import ChatRequest, StreamBatch
from traybridge.core.config import ProviderConfig
from traybridge.core.errors import CapReached, ChatFailed, StoreBusy, TrayBridgeError
from traybridge.core.models import ModelInfo
from traybridge.core.ports import Clock, Journal
from traybridge.core.provenance import Provenance
from traybridge.core.tasks import TaskOwner

AGAIN_SECONDS = 10.0
DAY_SECONDS = 86_400.0


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
        self._unwritten: dict[str, float] = {}
        self._reserved: dict[tuple[str, str], float | None] = {}
        self._month = month_of(clock.wall())
        self._day = int(clock.wall() // DAY_SECONDS)
        self._last_used: dict[str, float] = {}
        self._writing: set[asyncio.Task[None]] = set()
        self._tried_at = float("-inf")
        self.problem: TrayBridgeError | None = None
        """Why the journal cannot be read: what was spent may be more than is known here."""

    async def load(self) -> None:
        """Read what the journal says of this month. Raises TrayBridgeError."""
        if self._journal is None:
            return
        self._tried_at = self._clock.monotonic()
        try:
            await self._read_spent(self._journal)
        except TrayBridgeError as error:
            self.problem = error
            raise
        self._last_used = {**await self._journal.answered(), **self._last_used}

    async def _read_spent(self, journal: Journal) -> None:
        month = month_of(self._clock.wall())
        spent = dict(await journal.spent(month))
        for provider, cost in self._unwritten.items():
            spent[provider] = spent.get(provider, 0.0) + cost
        self._spent, self._month, self.problem = spent, month, None

    async def look_again(self) -> None:
        """Try to read the journal once more where that failed, not more often than every ten seconds."""
        if self.problem is None or self._clock.monotonic() - self._tried_at < AGAIN_SECONDS:
            return
        try:
            await self.load()
        except TrayBridgeError as error:
            self._on_trouble("read what was spent", error)

    async def capped(
        self,
        provider: ProviderConfig,
        request: ChatRequest,
        info: ModelInfo | None,
        events: AsyncGenerator[StreamBatch, None],
    ) -> AsyncGenerator[StreamBatch, None]:
        """The stream of a provider with a monthly cap: the request's estimate is set aside until it is recorded.

        Raises CapReached before the provider is asked.
        """
        async with aclosing(events) as batches:
            if refused := await self._reserve(provider.id, provider.monthly_cap or 0.0, request, info):
                raise CapReached(refused, "Raise the cap in the settings, or wait for the next month.")
            async for batch in batches:
                yield batch

    async def _reserve(self, provider: str, cap: float, request: ChatRequest, info: ModelInfo | None) -> str:
        """Why the request may not be sent, "" when its estimate is set aside, here and for other processes."""
        amount = estimate(request, info)
        if refused := self._refusal(provider, cap, request.id, amount):
            return refused
        self._reserved[request.id, provider] = amount
        if self._journal is not None:
            try:
                refused = await self._journal.reserve(request.id, provider, amount, cap=cap, at=self._clock.wall())
            except TrayBridgeError as error:
                self._on_trouble("set an estimate aside", error)
                if isinstance(error, StoreBusy):
                    refused = NOT_KNOWN
                else:
                    refused = await self._refusal_read_anew(self._journal, provider, cap, request.id, amount)
        if refused:
            del self._reserved[request.id, provider]
        return refused

    def _refusal(self, provider: str, cap: float, request: str, amount: float | None) -> str:
        others = [one for (by, of), one in self._reserved.items() if of == provider and by != request]
        return cap_refusal(cap, self._this_month().get(provider, 0.0), others, amount)

    async def _refusal_read_anew(
        self, journal: Journal, provider: str, cap: float, request: str, amount: float | None
    ) -> str:
        """Where nothing can be written (a full disk) reading and this program's own count have to do."""
        try:
            await self._read_spent(journal)
        except TrayBridgeError as error:
            self.problem = error
            return NOT_KNOWN
        return self._refusal(provider, cap, request, amount)

    @property
    def spent(self) -> Mapping[str, float]:
        """US dollars of this month by provider id."""
        return self._this_month()

    def _this_month(self) -> dict[str, float]:
        day = int(self._clock.wall() // DAY_SECONDS)
        if day != self._day:
            self._day, month = day, month_of(self._clock.wall())
            if month != self._month:
                self._spent, self._unwritten, self._month = {}, {}, month
        return self._spent

    @property
    def last_used(self) -> Mapping[str, float]:
        """When each model last answered, in wall-clock seconds, by its id."""
        return self._last_used

    def record(self, provenance: Provenance, failure: ChatFailed | None) -> None:
        """A request ended: count it, by what was set aside where nobody says its price; write it in the background."""
        estimated = self._settle(provenance)
        cost = estimated if provenance.cost is None else provenance.cost
        if provenance.provider and provenance.model:
            self._last_used[provenance.model] = self._clock.wall()
            _add(self._this_month(), provenance.provider, cost)
        if self._journal is not None:
            writing = self._tasks.start(self._write(self._journal, provenance, failure, estimated), "journal")
            self._writing.add(writing)
            writing.add_done_callback(self._writing.discard)

    def _settle(self, provenance: Provenance) -> float | None:
        """What was set aside for who answered; nothing is set aside for the request any more."""
        request = provenance.request_id
        reserved = {of: self._reserved.pop((by, of)) for by, of in tuple(self._reserved) if by == request}
        return reserved.get(provenance.provider) if provenance.provider else None

    async def _write(
        self, journal: Journal, provenance: Provenance, failure: ChatFailed | None, estimated: float | None
    ) -> None:
        try:
            await journal.record(provenance, at=self._clock.wall(), error=failure, estimated=estimated)
        except TrayBridgeError as error:
            if provenance.provider:
                _add(self._unwritten, provenance.provider, estimated if provenance.cost is None else provenance.cost)
            self._on_trouble("journal", error)

    async def flush(self) -> None:
        """Wait until every request that ended stands in the journal."""
        if self._writing:
            await asyncio.wait(self._writing)


def _add(spent: dict[str, float], provider: str, cost: float | None) -> None:
    if cost:
        spent[provider] = spent.get(provider, 0.0) + cost
