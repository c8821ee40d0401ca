"""What was spent and what answered last, told from the journal and from the requests that end here."""

from collections.abc import AsyncIterator

import pytest
from tests.core.fakes import FakeClock, MemoryJournal

from traybridge.core.budget import month_of
from traybridge.core.errors import TrayBridgeError
from traybridge.core.provenance import Provenance
from traybridge.core.tasks import TaskOwner
from traybridge.core.usage import UsageTracker

PAID = Provenance("1", "a", "m", cost=0.5)
FREE = Provenance("2", "b", "small", cost=0.0)
NOBODY = Provenance("3", None, None)


class Trouble(list[str]):
    def __call__(self, what: str, _error: BaseException) -> None:
        self.append(what)


@pytest.fixture
async def tasks() -> AsyncIterator[TaskOwner]:
    async with TaskOwner("test", lambda _, error: pytest.fail(str(error))) as owner:
        yield owner


def tracker(tasks: TaskOwner, clock: FakeClock, journal: MemoryJournal | None, trouble: Trouble) -> UsageTracker:
    return UsageTracker(clock, tasks, journal, trouble)


async def test_a_request_counts_at_once_and_stands_in_the_journal_after_a_flush(tasks: TaskOwner):
    clock, journal, trouble = FakeClock(), MemoryJournal(a=1.0), Trouble()
    usage = tracker(tasks, clock, journal, trouble)
    await usage.load()
    for one in (PAID, PAID, FREE, NOBODY):
        usage.record(one, None)
    assert dict(usage.spent) == {"a": 2.0}
    assert set(usage.last_used) == {"m", "small"}
    await usage.flush()
    assert [row.request_id for row, _ in journal.rows] == ["1", "1", "2", "3"]
    assert trouble == []


async def test_a_new_month_begins_with_nothing_spent(tasks: TaskOwner):
    clock = FakeClock()
    usage = tracker(tasks, clock, None, Trouble())
    usage.record(PAID, None)
    before = month_of(clock.wall())
    clock.wall_now += 32 * 86_400
    assert month_of(clock.wall()) != before
    assert dict(usage.spent) == {}


async def test_a_journal_that_cannot_be_written_is_told_and_the_request_counts_all_the_same(tasks: TaskOwner):
    journal, trouble = MemoryJournal(), Trouble()
    journal.refuses = TrayBridgeError("The disk is full")
    usage = tracker(tasks, FakeClock(), journal, trouble)
    usage.record(PAID, None)
    await usage.flush()
    assert trouble == ["journal"]
    assert dict(usage.spent) == {"a": 0.5}


async def test_without_a_journal_nothing_is_read_and_nothing_is_waited_for(tasks: TaskOwner):
    usage = tracker(tasks, FakeClock(), None, Trouble())
    await usage.load()
    usage.record(PAID, None)
    await usage.flush()
    assert dict(usage.spent) == {"a": 0.5}
