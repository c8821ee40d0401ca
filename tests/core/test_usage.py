"""What was spent is counted, set aside before it is spent, and never taken for nothing where it is not known."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager

import pytest
from tests.core.fakes import FakeProvider, LoopClock, MemoryJournal, answer, row, say

from traybridge.core.budget import NOT_KNOWN
from traybridge.core.chat import ChatRequest, StreamBatch
from traybridge.core.errors import CapReached, StoreBusy, TrayBridgeError
from traybridge.core.models import ModelInfo
from traybridge.core.provenance import Provenance
from traybridge.core.tasks import TaskOwner
from traybridge.core.usage import AGAIN_SECONDS, UsageTracker

DEAR = ModelInfo("m", prompt_price=0.0, completion_price=0.001)
"""An answer of 1,000 tokens costs a dollar."""
CAPPED = row("a", monthly_cap=3.0)


def asking(request_id: str = "r1", tokens: int = 1000) -> ChatRequest:
    return say(id=request_id, params={"max_tokens": tokens})


def told(request_id: str = "r1", cost: float | None = 1.0, provider: str | None = "a") -> Provenance:
    return Provenance(request_id, provider, "m", cost=cost)


class Spending:
    """A tracker, and what it told; ``asked`` counts how often the provider was."""

    def __init__(self, tasks: TaskOwner, journal: MemoryJournal | None) -> None:
        self.troubles: list[str] = []
        self.provider = FakeProvider(answer())
        self.tracker = UsageTracker(LoopClock(), tasks, journal, lambda where, _error: self.troubles.append(where))

    async def ask(self, request: ChatRequest, info: ModelInfo | None = DEAR) -> str:
        """Why a request was refused, "" when it was answered."""
        stream: AsyncGenerator[StreamBatch, None] = self.provider.stream(request, "m")
        try:
            async with aclosing(self.tracker.capped(CAPPED, request, info, stream)) as batches:
                async for _ in batches:
                    pass
        except CapReached as refused:
            return refused.title
        return ""

    @property
    def asked(self) -> int:
        return len(self.provider.requests)


def raise_it(name: str, error: BaseException) -> None:
    raise AssertionError(name) from error


@asynccontextmanager
async def opened(journal: MemoryJournal | None = None) -> AsyncIterator[Spending]:
    async with TaskOwner("test", raise_it) as tasks:
        spending = Spending(tasks, journal)
        yield spending
        await spending.tracker.flush()


async def test_eight_at_once_at_the_edge_of_a_cap_do_not_overspend():
    async with opened() as spending:
        refused = await asyncio.gather(*(spending.ask(asking(str(one))) for one in range(8)))
        assert (refused.count(""), spending.asked) == (3, 3)
        assert refused[3] == "this request may cost $1.0000, of its monthly cap $0.0000 are left"
        for one in range(3):
            spending.tracker.record(told(str(one), cost=0.5), None)
        assert spending.tracker.spent == {"a": 1.5}
        assert await spending.ask(asking("later")) == ""
        assert await spending.ask(asking("last")) != ""


async def test_without_a_limit_two_thousand_and_some_tokens_are_set_aside():
    journal = MemoryJournal()
    async with opened(journal) as spending:
        await spending.ask(say(id="r1"))
        ((request, provider, amount),) = journal.reserved
        assert (request, provider) == ("r1", "a")
        assert amount == pytest.approx(2.048)


async def test_where_a_price_is_unknown_one_request_is_asked_at_a_time():
    async with opened() as spending:
        assert await spending.ask(asking("one"), None) == ""
        assert await spending.ask(asking("two"), None) == await spending.ask(asking("three"))
        assert spending.asked == 1
        spending.tracker.record(told("one", cost=None), None)
        assert await spending.ask(asking("two"), None) == ""


async def test_what_nobody_says_the_price_of_is_counted_by_its_estimate():
    """A stream that was stopped has no usage. It counts here and in the journal, for a later start."""
    journal = MemoryJournal()
    async with opened(journal) as spending:
        await spending.ask(asking())
        spending.tracker.record(told(cost=None), None)
        await spending.ask(asking("unknown"), None)
        spending.tracker.record(told("unknown", cost=None), None)
        spending.tracker.record(told("uncapped", cost=None, provider="b"), None)
        assert spending.tracker.spent == {"a": pytest.approx(1.0)}
        await spending.tracker.flush()
        assert journal.estimated == [pytest.approx(1.0), None, None]


async def test_a_request_that_was_answered_by_somebody_else_costs_nothing_here():
    async with opened() as spending:
        await spending.ask(asking())
        spending.tracker.record(told(provider="b", cost=None), None)
        assert spending.tracker.spent == {}
        assert await spending.ask(asking(tokens=3000)) == ""


async def test_other_processes_are_asked_too():
    journal = MemoryJournal()
    async with opened(journal) as spending:
        journal.refusal = "no"
        assert await spending.ask(asking()) == "no"
        journal.refusal = ""
        assert await spending.ask(asking(tokens=3000)) == ""
        assert spending.asked == 1


async def test_what_cannot_be_read_is_not_nothing():
    journal = MemoryJournal(a=1.0)
    journal.refuses = TrayBridgeError("locked")
    async with opened(journal) as spending:
        with pytest.raises(TrayBridgeError):
            await spending.tracker.load()
        assert spending.tracker.problem is journal.refuses
        assert await spending.ask(asking()) == NOT_KNOWN
        assert spending.asked == 0
        journal.refuses = None
        await spending.tracker.look_again()
        assert str(spending.tracker.problem) == "locked"
        await asyncio.sleep(AGAIN_SECONDS)
        await spending.tracker.look_again()
        assert (str(spending.tracker.problem), spending.tracker.spent) == ("None", {"a": 1.0})


class FullDisk(MemoryJournal):
    """Can be read, and not be written."""

    async def record(self, *_: object, **__: object) -> None:
        raise TrayBridgeError("the disk is full")

    async def reserve(self, *_: object, **__: object) -> str:
        raise TrayBridgeError("the disk is full")


async def test_on_a_full_disk_this_programs_own_count_holds():
    async with opened(FullDisk(a=1.5)) as spending:
        await spending.tracker.load()
        assert await spending.ask(asking("one")) == ""
        spending.tracker.record(told("one", cost=1.0), None)
        await spending.tracker.flush()
        assert "journal" in spending.troubles
        assert spending.tracker.spent == {"a": 2.5}
        assert await spending.ask(asking("two")) != ""
        await spending.tracker.load()
        assert spending.tracker.spent == {"a": 2.5}


class Busy(MemoryJournal):
    """Another process holds it: what is spent there meanwhile is not read here."""

    async def reserve(self, *_: object, **__: object) -> str:
        raise StoreBusy("another program holds the file")


async def test_while_another_process_holds_the_journal_nobody_with_a_cap_is_asked():
    async with opened(Busy(a=1.5)) as spending:
        await spending.tracker.load()
        assert await spending.ask(asking()) == NOT_KNOWN
        assert (spending.asked, spending.tracker.spent) == (0, {"a": 1.5})


async def test_a_provider_whose_cap_is_reached_is_not_asked():
    async with opened(MemoryJournal(a=3.0)) as spending:
        await spending.tracker.load()
        assert await spending.ask(asking()) == "monthly cap reached ($3.00 of $3.00)"
