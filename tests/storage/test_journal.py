"""The journal tells who was asked, when and with which outcome, and never what was said."""

import asyncio
import json

from traybridge.core.budget import RESERVED_SECONDS
from traybridge.core.errors import AllRoutesFailed, ProviderFailed
from traybridge.core.i18n import msg
from traybridge.core.outcome import Outcome
from traybridge.core.provenance import Attempt, Provenance, Skip, Usage
from traybridge.storage.database import Database
from traybridge.storage.journal import DAY, SqliteJournal

NOVEMBER = 1_795_000_000.0  # 2026-11-18 UTC


def _provenance(request_id: str = "r1", **values: object) -> Provenance:
    told: dict[str, object] = {
        "provider": "openrouter",
        "model": "openai/gpt-4o",
        "attempts": (
            Attempt("exo", "m", Outcome.NOT_LOADED, 0.004, 404, "model not loaded"),
            Attempt("openrouter", "openai/gpt-4o", Outcome.OK, 0.9, 200),
        ),
        "skipped": (Skip("huggingface", "no key", "no_key"),),
        "ttft": 0.4211,
        "total": 0.9,
        "usage": Usage(10, 20, 30),
        "cost": 0.25,
        "finish_reason": "stop",
    }
    return Provenance(request_id, **(told | values))  # type: ignore[arg-type]


async def test_a_row_tells_the_whole_story(database: Database):
    journal = SqliteJournal(database)
    await journal.record(_provenance(), at=NOVEMBER)
    [row] = await journal.tail()
    assert row["provider"] == "openrouter"
    assert row["ttft_ms"] == 421
    assert row["outcome"] == "ok"
    assert [one["outcome"] for one in row["attempts"]] == ["not_loaded", "ok"]
    assert row["skipped"] == [{"provider": "huggingface", "reason": "no key", "code": "no_key"}]
    assert row["at"].startswith("2026-11-18T")


async def test_reasons_come_back_as_they_were_said(database: Database):
    """A window says them in the person's language; to everybody else they are English words."""
    journal = SqliteJournal(database)
    limit = msg("rate limit reached, again in {wait}", wait=msg("{seconds:.0f} s", seconds=20.0))
    cloud = Attempt("groq", "m", Outcome.RATE, 0.1, 429, limit)
    await journal.record(_provenance(attempts=(cloud,), skipped=(Skip("exo", limit, "cooling"),)), at=NOVEMBER)
    [row] = await journal.tail()
    [attempt], [skip] = row["attempts"], row["skipped"]
    assert attempt["reason"] == skip["reason"] == "rate limit reached, again in 20 s"
    assert attempt["reason"].pattern == "rate limit reached, again in {wait}"
    assert attempt["reason"].values["wait"].values == {"seconds": 20.0}
    assert json.loads(json.dumps(skip)) == {"provider": "exo", "reason": str(limit), "code": "cooling"}


async def test_a_failure_keeps_its_reason(database: Database):
    journal = SqliteJournal(database)
    provenance = _provenance(provider=None, model=None, usage=None, cost=None, finish_reason=None)
    error = AllRoutesFailed("No provider could answer", "", provenance=provenance, causes=[ProviderFailed("HTTP 503")])
    await journal.record(provenance, at=NOVEMBER, error=error)
    [row] = await journal.tail()
    assert (row["outcome"], row["error"], row["provider"]) == ("transient", "No provider could answer", None)


async def test_spending_is_counted_by_provider_and_month(database: Database):
    journal = SqliteJournal(database)
    await journal.record(_provenance("a"), at=NOVEMBER)
    await journal.record(_provenance("b"), at=NOVEMBER + 60)
    await journal.record(_provenance("c"), at=NOVEMBER - 40 * DAY)
    assert await journal.spent("2026-11") == {"openrouter": 0.5}
    assert await journal.spent("2026-12") == {}
    usage = await journal.usage(NOVEMBER)
    assert usage == [
        {
            "provider": "openrouter",
            "model": "openai/gpt-4o",
            "requests": 2,
            "prompt_tokens": 20,
            "completion_tokens": 40,
            "cost": 0.5,
        }
    ]


async def test_old_rows_go_and_the_newest_come_last(database: Database):
    journal = SqliteJournal(database)
    for days in (0, 1, 100):
        await journal.record(_provenance(f"r{days}"), at=NOVEMBER - days * DAY)
    assert await journal.prune(now=NOVEMBER, days=90) == 1
    assert [row["id"] for row in await journal.tail()] == ["r1", "r0"]
    assert [row["id"] for row in await journal.tail(1)] == ["r0"]


async def test_when_each_model_answered_last_is_known(database: Database):
    journal = SqliteJournal(database)
    assert await journal.answered() == {}
    for at, model in enumerate(("a", "b", "a", None)):
        await journal.record(_provenance(f"r{at}", model=model, provider=model and "exo"), at=NOVEMBER + at)
    broken = _provenance("broken", model="b")
    await journal.record(broken, at=NOVEMBER + 9, error=AllRoutesFailed("No", "", provenance=broken))
    assert await journal.answered() == {"a": NOVEMBER + 2, "b": NOVEMBER + 1}


async def test_the_last_use_of_each_provider_is_that_of_its_newest_answer(database: Database):
    journal = SqliteJournal(database)
    assert await journal.last_used() == {}
    await journal.record(_provenance("old", provider="openrouter"), at=NOVEMBER)
    await journal.record(_provenance("new", provider="openrouter"), at=NOVEMBER + 60)
    await journal.record(_provenance("none", provider=None, model=None), at=NOVEMBER + 120)
    assert await journal.last_used() == {"openrouter": "2026-11-18T11:07:40+00:00"}


async def reserve(journal: SqliteJournal, request: str, amount: float | None = 1.0, at: float = NOVEMBER) -> str:
    return await journal.reserve(request, "openrouter", amount, cap=3.0, at=at)


async def test_estimates_of_all_programs_together_stay_under_a_cap(database: Database):
    """8 asks at once at the edge of a cap must not overspend; each has its own connection."""
    others = [SqliteJournal(Database(database._path)) for _ in range(8)]
    refused = await asyncio.gather(*(reserve(journal, str(at)) for at, journal in enumerate(others)))
    assert refused.count("") == 3
    journal = SqliteJournal(database)
    for at, one in enumerate(refused):
        if not one:
            await journal.record(_provenance(str(at), cost=0.25), at=NOVEMBER)
    assert await reserve(journal, "next", 2.25) == ""
    assert await reserve(journal, "last", 0.01) != ""
    for other in others:
        other._database.close()


async def test_an_unknown_price_has_the_cap_to_itself(database: Database):
    journal = SqliteJournal(database)
    assert await reserve(journal, "one", None) == ""
    assert await reserve(journal, "two", 0.1) != ""
    await journal.record(_provenance("one", cost=None), at=NOVEMBER)
    assert await reserve(journal, "two", 0.1) == ""


async def test_an_answer_whose_price_nobody_says_counts_by_its_estimate_and_is_marked(database: Database):
    """Also for another program; the price that somebody said goes before."""
    journal = SqliteJournal(database)
    await journal.record(_provenance("stopped", cost=None), at=NOVEMBER, estimated=1.5)
    await journal.record(_provenance("whole", cost=0.25), at=NOVEMBER + 1, estimated=1.0)
    await journal.record(_provenance("unknown", cost=None), at=NOVEMBER + 2)
    assert [(row["cost"], row["estimated"]) for row in await journal.tail()] == [
        (1.5, True),
        (0.25, False),
        (None, False),
    ]
    assert await journal.spent("2026-11") == {"openrouter": 1.75}
    assert await reserve(journal, "next", 1.3) == "this request may cost $1.3000, of its monthly cap $1.2500 are left"


async def test_what_a_program_left_behind_that_died_is_free_again_after_a_while(database: Database):
    journal = SqliteJournal(database)
    assert await reserve(journal, "died", 3.0) == ""
    assert await reserve(journal, "next", 3.0, NOVEMBER + RESERVED_SECONDS - 1) != ""
    assert await reserve(journal, "next", 3.0, NOVEMBER + RESERVED_SECONDS + 1) == ""
