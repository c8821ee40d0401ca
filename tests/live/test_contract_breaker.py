"""What a failure is remembered as while the program runs, and what stopping an answer does (routing.md, 4 and 5)."""

import asyncio
import json
import signal
import socket
from pathlib import Path
from typing import Any

import pytest
from tests.cli.program import SECONDS, closed_port, openai
from tests.live.support.document import checked
from tests.live.support.launcher import Quick
from tests.support.hosts import Host, hosting
from tests.support.http_server import Reply
from tests.support.replies import Do, body, chunk, event, events, head, in_turn, raw, says

LINES = b"one\ntwo\nthree\nfour\nfive\n"


def error(message: str, **more: Any) -> dict[str, Any]:
    return {"error": {"message": message, **more}}


async def journal(quick: Quick) -> list[dict[str, Any]]:
    return list((await quick.run("journal", "--json")).json["requests"])


REMEMBERED: dict[str, tuple[Reply, int]] = {
    "a hang": (raw(Do.HANG), 1),
    "silence after the head": (raw(head(), Do.HANG), 1),
    "a server error": (body(500, error("no")), 3),
    "an empty answer": (body(200, b""), 3),
    "a page": (body(200, b"<html>Sign in</html>", "text/html"), 3),
    "a reset": (raw(Do.RESET), 3),
    "a refused key": (body(401, error("no")), 1),
    "no money": (body(402, error("no")), 1),
    "too many": (body(429, error("no"), Retry_After="50"), 1),
    "too many, for no time": (body(429, error("no")), 1),
    "no model": (body(404, error("No instance found for model m", code=404)), 1),
    "an odd answer": (body(418, error("no")), 5),
    "too little for this": (body(402, error("Use fewer max_tokens; you can only afford 3")), 5),
}


NEVER_ENDING = {"a hang", "silence after the head"}


async def test_a_bad_provider_is_paid_for_as_often_as_its_trouble_is_worth(quick: Quick):
    async with hosting({name: reply for name, (reply, _) in REMEMBERED.items()}) as hosts, Host(says("Paris")) as good:
        for name, host in hosts.items():
            short = "[timeouts]\nheaders = 1.5\nfirst_content = 1.5\n" if name in NEVER_ENDING else ""
            quick.providers(openai(name, host.url), openai("good", good.url), before=short)
            result = await quick.run("chat", stdin=LINES)
            assert (result.code, result.out) == (0, "Paris\n" * 5), name
            await asyncio.wait_for(host.nth_chat(REMEMBERED[name][1] - 1), SECONDS)
            assert len(host.chats) == REMEMBERED[name][1], name


async def test_when_everybody_is_resting_they_are_asked_all_the_same(quick: Quick):
    async with Host(in_turn(*[body(500, error("no"))] * 3, says("Paris"))) as host:
        quick.providers(openai("dead", f"http://127.0.0.1:{closed_port()}/v1"), openai("a", host.url))
        result = await quick.run("chat", stdin=b"one\ntwo\n")
    assert (result.code, result.out) == (3, "Paris\n")
    assert len(host.chats) == 4


async def test_a_refused_key_is_not_asked_again_even_when_nobody_else_is_left(quick: Quick):
    async with Host(body(401, error("no such key"))) as host:
        quick.providers(openai("a", host.url))
        result = await quick.run("chat", stdin=b"one\ntwo\nthree\n")
    assert (result.code, result.out) == (3, "")
    assert len(host.chats) == 1
    assert "key rejected" in result.err


async def test_a_host_that_takes_no_connection_is_given_up_by_the_connect_timer(quick: Quick):
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        port = full.getsockname()[1]
        waiting = [socket.socket() for _ in range(3)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(("127.0.0.1", port))
        async with Host(says("Paris")) as good:
            quick.providers(
                openai("full", f"http://127.0.0.1:{port}/v1"), openai("good", good.url),
                before="[timeouts]\nconnect = 0.5\n",
            )  # fmt: skip
            found = checked(await quick.ask())
        for one in waiting:
            one.close()
    slow, _ = found["attempts"]
    assert (slow["provider"], slow["outcome"], slow["status"]) == ("full", "transient", None)
    assert slow["reason"] == f"No connection to 127.0.0.1:{port} within 0.5 s"
    assert slow["ms"] >= 480


async def test_a_name_that_nobody_knows_is_transient(quick: Quick):
    """The connect timer ends its lookup too (tests/providers/http/test_connect.py)."""
    async with Host(says("Paris")) as good:
        quick.providers(
            openai("lost", "http://no-such-host.invalid:1234/v1"), openai("good", good.url),
            before="[timeouts]\nconnect = 0.5\n",
        )  # fmt: skip
        found = checked(await quick.ask())
    lost, _ = found["attempts"]
    assert (lost["provider"], lost["outcome"], lost["status"]) == ("lost", "transient", None)


@pytest.mark.parametrize("begun", [False, True])
async def test_stopping_closes_the_socket_at_once_and_counts_against_nobody(quick: Quick, begun: bool):
    async with Host(raw(head() + (event(chunk("The capi")) if begun else b""), Do.HANG)) as host:
        quick.providers(openai("a", host.url))
        process = await quick.start("ask", "hi", "--json")
        asked = await asyncio.wait_for(host.nth_chat(0), SECONDS)
        await asyncio.wait_for(_has_read_all(process.pid, host.port), SECONDS)
        process.send_signal(signal.SIGINT)
        await asyncio.wait_for(asked.gone.wait(), SECONDS)
        out, err = await asyncio.wait_for(process.communicate(), SECONDS)
        rows = await journal(quick)
    assert process.returncode == 130
    found = json.loads(out)
    assert found["error"]["class"] == "cancelled"
    assert [one["outcome"] for one in found["attempts"]] == ["cancelled"]
    assert found["interrupted"] is begun
    assert found["text"] == ("The capi" if begun else "")
    assert found["provider"] == ("a" if begun else None)
    assert b"Traceback" not in err
    assert [row["outcome"] for row in rows] == ["cancelled"]


async def _has_read_all(pid: int, port: int) -> None:
    """Until nothing of a host waits for a program any more, which waits itself: it knows of all that has come."""
    while _unread(port) or Path(f"/proc/{pid}/syscall").read_text().split()[0] not in WAITS_FOR_SOCKETS:
        await asyncio.sleep(0.02)


WAITS_FOR_SOCKETS = {"22", "232", "281"}
"""epoll_pwait on arm64; epoll_wait and epoll_pwait on x86-64."""


def _unread(port: int) -> bool:
    """Whether bytes from this port wait at the other end, or have no other end yet (Linux, proc(5): tcp)."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    queues = [row[4] for row in rows if row[2].endswith(f":{port:04X}") and row[3] == "01"]
    return not queues or any(not queue.endswith(":00000000") for queue in queues)


async def test_another_answer_than_the_asked_one_never_continues_it(quick: Quick):
    """Roles and blanks of a first host that then fails are not seen in the answer of the second."""
    opening = [chunk(role="assistant", content=""), {**chunk(""), "model": "first"}]
    async with Host(events(*opening)) as first, Host(events(chunk("Paris"), chunk(finish="stop"))) as second:
        quick.providers(openai("first", first.url), openai("second", second.url))
        found = checked(await quick.ask())
    assert (found["text"], found["provider"], found["model"]) == ("Paris", "second", "m")
