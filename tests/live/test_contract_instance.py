"""The running instance and its commands, and what is written down of each request (cli.md: Running instance, journal)."""

import asyncio
import json
import re
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from tests.cli.program import SECONDS, closed_port, openai
from tests.live.support.document import checked
from tests.live.support.launcher import Launcher, Quick
from tests.support.hosts import Host
from tests.support.replies import Do, body, chunk, event, head, in_turn, raw, says

DEAD = "http://127.0.0.1:9/v1"


@asynccontextmanager
async def service(quick: Quick) -> AsyncIterator[asyncio.subprocess.Process]:
    """The real program without display and terminal, from the moment that it serves."""
    async with quick.running() as process:
        assert process.stderr is not None
        said = (await asyncio.wait_for(process.stderr.readline(), SECONDS)).decode()
        assert "service" in said, said
        yield process


async def test_status_asks_the_running_one_and_looks_by_itself_where_that_hangs(quick: Quick):
    async with Host() as host:
        quick.providers(openai("a", host.url))
        async with service(quick) as process:
            health = ""
            while health != "ok":  # it looks for itself, first of all
                again = await quick.run("status", "--json")
                assert [row["id"] for row in again.json["providers"]] == ["a", "embedded"]
                health = again.json["providers"][0]["health"]
            plain = await quick.run("status")
            assert (plain.code, plain.err) == (0, "")
            process.send_signal(signal.SIGSTOP)
            try:
                looks = len(host.requests)
                alone = await quick.run("status", "--json")
                assert alone.code == 0
                assert [row["id"] for row in alone.json["providers"]] == ["a", "embedded"]
                assert len(host.requests) > looks
                assert (await quick.run("route", "--json")).code == 0
                assert checked(await quick.ask())["provider"] == "a"
                stuck = await quick.run("quit")
                assert stuck.code == 1
                shown = await quick.run("open")
                assert shown.code in {1, 4}
            finally:
                process.send_signal(signal.SIGCONT)
            assert all(one.method == "GET" for one in host.requests if one.path != "/v1/chat/completions")


@pytest.mark.parametrize("how", ["quit", "SIGTERM", "SIGINT"])
async def test_each_way_to_end_it_ends_it_with_0_and_leaves_nothing(quick: Quick, how: str):
    quick.configure("")
    async with service(quick) as process:
        if how == "quit":
            result = await quick.run("quit")
            assert (result.code, result.out) == (0, "")
            assert await asyncio.wait_for(process.wait(), SECONDS) == 0
        else:
            process.send_signal(getattr(signal, how))
            assert await asyncio.wait_for(process.wait(), SECONDS) == 0
    assert (await quick.run("quit")).code == 4
    assert (await quick.run("open")).code == 4
    assert [path for path in (quick.home / "bridge").rglob("*") if path.is_socket()] == []


async def test_a_killed_one_leaves_no_lock_behind(quick: Quick):
    quick.configure("")
    async with service(quick) as process:
        process.kill()
        await process.wait()
    assert (await quick.run("quit")).code == 4
    assert (await quick.run("status", "--json")).code == 0
    async with service(quick):
        assert (await quick.run("quit")).code == 0


async def test_a_second_start_ends_at_once_and_another_home_is_another_one(quick: Quick, launcher: Launcher):
    quick.configure("")
    other = Quick(quick.home / ("long" * 30), launcher)
    other.configure("")
    async with service(quick) as first, service(other):
        second = await quick.run()
        assert second.code == 0
        assert first.returncode is None
        assert (await other.run("quit")).code == 0
        assert (await other.run("quit")).code == 4
        assert (await quick.run("status", "--json")).code == 0
        assert first.returncode is None


async def test_edits_by_commands_and_by_hand_are_in_force_at_once(quick: Quick):
    async with Host() as host:
        quick.providers(openai("a", host.url))
        async with service(quick):
            await quick.run("providers", "add", "b", "--kind", "openai", "--url", host.url, "--model", "m")
            assert [one["id"] for one in (await quick.run("status", "--json")).json["providers"]] == [
                "a",
                "b",
                "embedded",
            ]
            await quick.run("providers", "disable", "a")
            route = (await quick.run("route", "--json")).json
            assert [one["provider"] for one in route["routes"]] == ["b"]
            quick.providers(openai("mine", host.url))
            assert (await quick.run("status", "--json")).json["providers"][0]["id"] == "mine"


async def test_status_has_every_field_whatever_a_provider_does(quick: Quick):
    answers = {
        "ok": None, "hangs": raw(Do.HANG), "fails": body(500, {"error": "broken"}), "page": body(200, b"<html>x</html>", "text/html"),
        "refuses": body(401, {"error": "no"}), "none": body(404, {"detail": "Not Found"}),
    }  # fmt: skip
    hosts: dict[str, Host] = {name: Host(says("x"), models=reply) for name, reply in answers.items()}
    for host in hosts.values():
        await host.__aenter__()
    quick.providers(
        *[openai(name, host.url) for name, host in hosts.items()], openai("dead", DEAD), openai("off", DEAD, enabled=False),
        {"id": "exo", "kind": "exo", "base_url": f"http://127.0.0.1:{closed_port()}"},
        {"id": "groq", "base_url": "https://api.groq.com/openai/v1"},
    )  # fmt: skip
    result = await quick.run("status", "--json")
    assert result.code == 0
    found = result.json
    assert set(found) == {"state", "providers", "exo", "gateway"}
    assert set(found["gateway"]) == {"url", "on", "error"}
    assert found["state"] == "cloud"
    for row in found["providers"]:
        assert set(row) == {"id", "kind", "enabled", "health", "reason", "retry_at", "latency_ms", "models"}
        assert type(row["enabled"]) is bool
        assert type(row["models"]) is int
        assert isinstance(row["health"], str)
        assert isinstance(row["reason"], str)
        assert "<" not in row["reason"]
        assert row["latency_ms"] is None or type(row["latency_ms"]) is int
        assert row["retry_at"] is None or re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*", row["retry_at"])
    rows = {row["id"]: row for row in found["providers"]}
    assert list(rows) == [*answers, "dead", "off", "exo", "groq", "embedded"]
    assert rows["ok"]["health"] == "ok"
    for name in ("hangs", "dead", "exo"):
        assert rows[name]["reason"], name
        assert rows[name]["health"] != "ok", name
    assert rows["groq"]["reason"] == "no key"
    assert rows["off"]["reason"] == "switched off"
    assert found["exo"][0]["state"] == "offline"
    plain = await quick.run("status")
    assert plain.code == 0
    assert all(name in plain.out for name in answers)
    for host in hosts.values():
        assert host.chats == []
        await host.__aexit__(None, None, None)


async def test_offline_is_the_word_when_nobody_is_left(quick: Quick):
    quick.providers(openai("dead", DEAD))
    result = await quick.run("status", "--json")
    assert (result.code, result.json["state"]) == (0, "offline")


# ---------------------------------------------------------------- journal, usage, doctor, chat


async def test_the_journal_tells_every_request_and_never_its_words(quick: Quick):
    replies = in_turn(says("First-Answer"), body(500, {"error": "no"}), raw(head() + event(chunk("Half-Answer"))))
    async with Host(replies) as host, Host(says("Other-Answer")) as good:
        quick.providers(openai("a", host.url), openai("good", good.url))
        for number in range(3):
            await quick.run("ask", f"secret-question-{number}", "--system", "secret-system")
        await quick.run("ask", "secret-question-4", "--model", "no-such-model")
        await quick.run("chat", stdin=b"secret-question-5\n")
        told = await quick.run("journal", "--json")
        tail = await quick.run("journal", "--tail", "--json")
        plain = await quick.run("journal")
    rows = told.json["requests"]
    assert tail.json["requests"] == rows
    assert len(rows) == 5
    assert [row["outcome"] for row in rows][:2] == ["ok", "ok"]
    assert [len(row["attempts"]) for row in rows][:3] == [1, 2, 1]
    assert [row["provider"] for row in rows][:3] == ["a", "good", "a"]
    assert rows[2]["interrupted"] is True
    assert rows[3]["provider"] is None
    assert plain.out.count("\n") == 5
    for path in quick.home.rglob("*"):
        if path.is_file() and ".streams" not in path.parts:
            content = path.read_bytes()
            assert b"secret-" not in content, path
            assert b"-Answer" not in content, path
    usage = (await quick.run("usage", "--json")).json
    assert {row["provider"] for row in usage["usage"]} >= {"a", "good"}
    assert (await quick.run("usage")).code == 0
    assert (await quick.run("usage", "--days", "7", "--json")).code == 0


async def test_looking_costs_nothing(quick: Quick):
    async with Host() as host:
        quick.providers(openai("a", host.url))
        for arguments in (
            ["status"], ["status", "--json"], ["route"], ["route", "--explain"], ["models"], ["models", "--refresh"],
            ["doctor"], ["doctor", "--json"], ["providers", "test", "a"], ["keys", "test", "a"], ["journal"], ["usage"],
        ):  # fmt: skip
            await quick.run(*arguments)
        assert {one.method for one in host.requests} == {"GET"}


async def test_the_doctor_says_what_to_do_about_each_trouble(quick: Quick):
    async with Host() as host, Host(models=body(401, {"error": "no"})) as locked:
        quick.providers(
            openai("fine", host.url), openai("locked", locked.url), openai("dead", DEAD),
            {"id": "groq", "base_url": "https://api.groq.com/openai/v1"},
            {"id": "exo", "kind": "exo", "base_url": f"http://127.0.0.1:{closed_port()}"},
        )  # fmt: skip
        result = await quick.run("doctor", "--json")
        plain = await quick.run("doctor")
    assert result.code == plain.code == 1
    about = {one["about"]: one for one in result.json["findings"]}
    assert {"fine", "locked", "dead", "groq", "exo", "keyring"} <= set(about)
    for name in ("locked", "dead", "groq", "exo"):
        assert about[name]["level"] != "fine"
        assert about[name]["title"]
        assert about[name]["hint"] or about[name]["command"]
        assert about[name]["title"] in plain.out
    assert about["fine"]["level"] == "fine"


async def test_a_conversation_in_a_pipe(quick: Quick):
    async with Host(says("Par", "is")) as host:
        quick.providers(openai("a", host.url), openai("b", host.url, model="n"))
        result = await quick.run("chat", "--model", "b/n", stdin="eins\n\nzwei ü\n".encode())
        assert (result.code, result.out) == (0, "Paris\nParis\n")
        assert "b" in result.err
        last = host.chats[-1].json
        assert [one["content"] for one in last["messages"]] == ["eins", "Paris", "zwei ü"]
        assert [one["role"] for one in last["messages"]] == ["user", "assistant", "user"]
        assert last["model"] == "n"
        assert (await quick.run("chat", stdin=b"")).code == 0


async def test_bad_input_is_refused_before_anybody_is_asked(quick: Quick):
    async with Host() as host:
        quick.providers(openai("a", host.url))
        big = b"x" * 2_100_000
        for arguments, stdin, codes in (
            (["ask", ""], b"", {2}), (["ask", "   "], b"", {2}), (["ask", "-"], b"", {2}), (["ask", "-"], b"\n\n", {2}),
            (["ask", "-"], big, {1, 2}), (["ask", "-", "--json"], big, {1, 2}), (["ask", "hi", "--model", ""], b"", {1, 2}),
            (["ask", "hi", "--model", "nothing-like-it"], b"", {3}), (["ask", "--json"], b"", {2}),
        ):  # fmt: skip
            result = await quick.run(*arguments, stdin=stdin)
            assert result.code in codes, (arguments, result)
            assert result.err.strip()
            if result.out:
                assert "error" in json.loads(result.out)
        assert host.chats == []
        latin = await quick.run("ask", "-", "--json", stdin=b"caf\xe9?")
        assert checked(latin)["text"] == "Paris"


async def test_version_is_one_line(quick: Quick):
    result = await quick.run("version")
    assert result.code == 0
    assert re.fullmatch(r"TrayBridge \d+\.\d+\.\d+.*\n", result.out)


def documents(text: str) -> list[Any]:
    decoder, found, at = json.JSONDecoder(), [], 0
    while at < len(text):
        value, at = decoder.raw_decode(text, at)
        found.append(value)
        while at < len(text) and text[at].isspace():
            at += 1
    return found


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", "hi"], ["ask", "hi", "--trace"], ["ask", "hi", "--provider", "dead"], ["ask", "hi", "--provider", "zz"],
        ["ask", "hi", "--model", "zz"], ["ask", ""], ["status"], ["route"], ["route", "--explain"], ["route", "--model", "zz"],
        ["models"], ["models", "--refresh"], ["journal"], ["journal", "--tail"], ["usage"], ["doctor"], ["providers", "list"],
        ["providers", "test", "a"], ["providers", "test", "dead"], ["keys", "list"], ["keys", "test", "a"], ["config", "check"],
        ["config", "get", "routing"], ["config", "get", "providers"], ["config", "get", "zz"], ["exo", "status"],
        ["exo", "models"], ["import", "--dry-run"], ["import", "/no/such", "--yes"], ["import"], ["login", "status"],
    ],
)  # fmt: skip
async def test_json_is_exactly_one_document_also_when_it_fails(quick: Quick, arguments: list[str]):
    async with Host() as host:
        quick.providers(openai("a", host.url, colour="green"), openai("dead", DEAD))
        result = await quick.run(*arguments, "--json")
    [found] = documents(result.out)
    assert isinstance(found, dict)
    assert ("error" in found) == (result.code not in {0, 3} or (result.code == 3 and arguments[0] == "ask")) or (
        arguments[:2] in (["providers", "test"], ["keys", "test"], ["doctor"])
    )
    assert result.out.endswith("\n")
    if result.code and "test" not in arguments:
        assert result.err.strip() or arguments[0] in {"route", "doctor"}
