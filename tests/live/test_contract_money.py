"""A monthly cap holds for all processes together, and what was spent is never taken for nothing (routing.md, the end)."""

import asyncio
import json
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.cli.program import SECONDS, openai
from tests.live.support.document import checked
from tests.live.support.launcher import Quick, Timed
from tests.support.hosts import Host
from tests.support.http_server import Request
from tests.support.replies import USAGE, Do, begins, body, chunk, events, raw, says

COST = 0.012
"""US dollars for each answer, a little less than what is set aside: 2,048 tokens at 6 dollars a million."""
LISTED = body(
    200,
    {"data": [{"id": "m", "pricing": {"prompt": "0.000002", "completion": "0.000006"}, "context_length": 8192}]},
)
COUNTED = events(chunk("x"), {**chunk(finish="stop"), "usage": {**USAGE, "cost": COST}})


def reasons(result: Timed) -> dict[str, str]:
    """Why each provider that was left out or failed was, by its id."""
    found = json.loads(result.out)
    return {one["provider"]: one["reason"] for one in (*found["skipped"], *found["attempts"])}


def database(quick: Quick) -> Path:
    (found,) = (quick.home / "bridge").rglob("traybridge.db")
    return found


async def test_eight_at_once_do_not_spend_more_than_the_cap(quick: Quick):
    """Who was asked waits with its answer until all others have been refused, so that all of them run at once."""
    cap, all_of_them, refused = 0.03, 8, 0
    others_left = asyncio.Event()

    async def answer(writer: asyncio.StreamWriter, request: Request) -> bool | None:
        look()
        await others_left.wait()
        return await COUNTED(writer, request)

    def look() -> None:
        if refused + len(host.chats) >= all_of_them:
            others_left.set()

    async def ask() -> Timed:
        nonlocal refused
        result = await quick.ask()
        refused += result.code != 0
        look()
        return result

    async with Host(answer, models=LISTED) as host:
        quick.providers(openai("dear", host.url, monthly_cap=cap))
        await quick.run("models", "--refresh")
        first = await asyncio.gather(*(ask() for _ in range(all_of_them)))
        answered = [checked(one) for one in first if one.code == 0]
        assert 1 <= len(answered) == len(host.chats)
        assert all("monthly cap" in reasons(one)["dear"] for one in first if one.code != 0)
        more = await asyncio.gather(*(quick.ask() for _ in range(all_of_them)))
        assert len(host.chats) * COST <= cap
        assert [one.code for one in more].count(0) == len(host.chats) - len(answered)
        (used,) = (await quick.run("usage", "--json")).json["usage"]
        assert used["cost"] == pytest.approx(len(host.chats) * COST)


async def test_an_answer_that_was_stopped_counts_by_its_estimate(quick: Quick):
    """Nobody says what it cost. Each of these would cost a cent and more, of two that may be spent."""
    async with Host(raw(begins("Par"), Do.HANG), models=LISTED) as host, Host(says("Paris")) as free:
        quick.providers(openai("dear", host.url, monthly_cap=0.02), openai("free", free.url))
        await quick.run("models", "--refresh")
        asking = await quick.start("ask", "hi")
        assert asking.stdout is not None
        async with asyncio.timeout(SECONDS):
            assert await asking.stdout.readexactly(3) == b"Par"
        asking.send_signal(signal.SIGINT)
        async with asyncio.timeout(SECONDS):
            await asking.communicate()
        (row,) = (await quick.run("journal", "--json")).json["requests"]
        assert (row["provider"], row["outcome"], row["estimated"]) == ("dear", "cancelled", True)
        assert row["cost"] == pytest.approx(2048 * 0.000006, rel=0.01)
        assert "~$0.0123" in (await quick.run("journal")).out
        result = await quick.ask()
        assert checked(result)["provider"] == "free"
        assert "monthly cap" in reasons(result)["dear"]
        assert len(host.chats) == 1


def newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA user_version = 999")


def damaged(file: Path) -> None:
    file.write_bytes(b"no database" * 1000)


@pytest.mark.parametrize("harm", [newer, damaged])
async def test_who_has_a_cap_is_left_out_while_nobody_knows_what_was_spent(quick: Quick, harm: object):
    assert callable(harm)
    async with Host(COUNTED, models=LISTED) as dear, Host(says("Paris")) as free:
        quick.providers(openai("dear", dear.url, monthly_cap=5), openai("free", free.url))
        assert checked(await quick.ask())["provider"] == "dear"
        harm(database(quick))
        for _ in range(2):
            result = await quick.ask()
            assert checked(result)["provider"] == "free"
            assert reasons(result)["dear"] == "what was spent is not known"
        doctor = await quick.run("doctor")
        assert doctor.code == 1
        assert "what was spent is not known" in doctor.out


async def test_who_has_a_cap_is_left_out_while_another_program_holds_the_history(quick: Quick):
    """What it would spend could not be written down, and nobody else would know."""
    async with Host(COUNTED, models=LISTED) as dear, Host(says("Paris")) as free:
        quick.providers(openai("dear", dear.url, monthly_cap=5), openai("free", free.url))
        assert checked(await quick.ask())["provider"] == "dear"
        with closing(sqlite3.connect(database(quick), isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            result = await quick.ask()
        assert checked(result)["provider"] == "free"
        assert "not known" in reasons(result)["dear"]
        assert checked(await quick.ask())["provider"] == "dear"
