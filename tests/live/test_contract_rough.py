"""Rough weather: odd environments, broken files, stopped commands, hosts that bend the wire (issue 2, Bad input)."""

import asyncio
import json
import signal
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tests.cli.program import SECONDS, openai
from tests.faults.certificates import Authority
from tests.live.support.document import checked
from tests.live.support.launcher import Quick
from tests.support.hosts import Host, answering, by_path, hosting
from tests.support.http_server import HttpServer, Request
from tests.support.replies import Do, begins, chunk, event, events, head, lists, raw, says, stops

DEAD = "http://127.0.0.1:9/v1"


async def test_a_bare_environment_is_enough(quick: Quick):
    async with Host(says("Grüße 🌍")) as host:
        quick.providers(openai("a", host.url))
        quick.env = {"TRAYBRIDGE_HOME": quick.env["TRAYBRIDGE_HOME"]}
        assert checked(await quick.ask())["text"] == "Grüße 🌍"
        for arguments in (["status"], ["route"], ["models"], ["keys", "list"], ["providers", "list"]):
            assert (await quick.run(*arguments)).code == 0, arguments
        doctor = await quick.run("doctor")
        assert (doctor.code, doctor.err) == (1, "")  # there is no keyring in it
        assert "no keyring" in doctor.out


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
async def test_any_encoding_of_the_streams_will_do(quick: Quick, encoding: str):
    async with Host(says("Grüße 🌍 – ok")) as host:
        quick.providers(openai("a", host.url, name="Ünser"))
        env = {"PYTHONIOENCODING": encoding, "LC_ALL": "C"}
        for arguments in (["ask", "hi"], ["ask", "hi", "--json"], ["status"], ["route", "--explain"]):
            process = await quick.start_with(env, *arguments)
            out, err = await asyncio.wait_for(process.communicate(), SECONDS)
            assert process.returncode == 0, (arguments, err)
            assert b"Traceback" not in err
            if "--json" in arguments:
                assert json.loads(out)["text"] == "Grüße 🌍 – ok"
            elif arguments[0] == "ask":
                assert b"Gr" in out
                assert b"ok" in out


async def test_a_file_with_a_mark_other_line_ends_or_no_text_at_all(quick: Quick):
    async with Host() as host:
        text = f"[[providers]]\nid = \"a\"\nkind = \"openai\"\nbase_url = '{host.url}'\nmodel = 'm'\n"
        for content in (
            b"\xef\xbb\xbf" + text.encode(),
            text.replace("\n", "\r\n").encode(),
            text.encode() + b"\n\n# \xc3\xbc",
        ):
            quick.config.parent.mkdir(exist_ok=True)
            quick.config.write_bytes(content)
            assert checked(await quick.ask())["provider"] == "a"
            assert (await quick.run("providers", "disable", "a")).code == 0
            assert (await quick.run("providers", "enable", "a")).code == 0
            assert checked(await quick.ask())["provider"] == "a"
        for broken in (b"\xff\xfe[\x00", b'[[providers]]\nid = "\xff"\n', b"\x00\x01", b"a" * 3_000_000):
            quick.config.write_bytes(broken)
            result = await quick.run("ask", "hi")
            assert result.code == 1
            assert str(quick.config) in result.err
            assert len(result.err) < 2000
            assert quick.config.read_bytes() == broken
        quick.config.unlink()
        quick.config.mkdir()
        assert (await quick.run("ask", "hi")).code == 1


async def test_many_at_once_and_a_broken_database(quick: Quick):
    async with Host() as host:
        quick.providers(openai("a", host.url))
        results = await asyncio.gather(*(quick.ask() for _ in range(6)))
        assert [checked(one)["text"] for one in results] == ["Paris"] * 6
        assert len((await quick.run("journal", "--json")).json["requests"]) == 6
        [database] = (quick.home / "bridge").rglob("*.db")
        database.write_bytes(b"no database at all" * 1000)
        assert checked(await quick.ask())["text"] == "Paris"
        assert (await quick.run("status", "--json")).code == 0
        assert (await quick.run("journal", "--json")).code == 0
        kept = [
            path for path in database.parent.rglob("*") if path.is_file() and b"no database at all" in path.read_bytes()
        ]
        assert kept, "a broken file is set aside, never deleted"


@pytest.mark.parametrize(
    "arguments", [["status"], ["models"], ["doctor"], ["chat"], ["keys", "set", "a"], ["ask", "-"]]
)
async def test_a_stopped_command_ends_at_once_with_130(quick: Quick, arguments: list[str]):
    async with Host(raw(Do.HANG), models=raw(Do.HANG)) as host:
        quick.providers(openai("a", host.url))
        process = await quick.start(*arguments, stdin=asyncio.subprocess.PIPE)
        waits = _asked(host) if arguments[0] in {"status", "models", "doctor"} else _reads_its_input(process.pid)
        await asyncio.wait_for(waits, SECONDS)
        process.send_signal(signal.SIGINT)
        out, err = await asyncio.wait_for(process.communicate(), SECONDS)
    assert process.returncode == 130, err
    assert b"Traceback" not in err
    assert out == b""


async def _reads_its_input(pid: int) -> None:
    """Until the process is blocked in a system call on its standard input."""
    while Path(f"/proc/{pid}/syscall").read_text().split()[1:2] != ["0x0"]:
        await asyncio.sleep(0.05)


async def _asked(host: Host) -> None:
    await host.until(lambda: bool(host.requests))


async def test_addresses_in_every_form(quick: Quick):
    async with answering(by_path(says("Paris"), lists("m"))) as host:
        port = host.port
        forms = {
            f"http://127.0.0.1:{port}/v1": "/v1/chat/completions", f"http://127.0.0.1:{port}/v1/": "/v1/chat/completions",
            f"http://127.0.0.1:{port}": "/chat/completions", f"http://127.0.0.1:{port}/": "/chat/completions",
            f"http://LOCALHOST:{port}/v1": "/v1/chat/completions", f"http://127.0.0.1:{port}/a b/v1": "",
            f"http://127.0.0.1:{port}/deep/er/v1//": "/deep/er/v1/chat/completions",
            f"http://127.0.0.1:{port}/v1?api-version=3": "/v1/chat/completions?api-version=3",
        }  # fmt: skip
        for url, path in forms.items():
            quick.providers(openai("a", url))
            result = await quick.ask()
            if not path:
                assert result.code == 1
                continue
            assert checked(result)["text"] == "Paris", url
            assert host.requests[-1].path == path, url


async def test_numbers_and_shapes_that_nobody_expects(quick: Quick):
    usage: dict[str, Any] = {"prompt_tokens": 10**30, "completion_tokens": -5, "total_tokens": 1e300}
    odd = {
        "huge": events(chunk("x"), {**chunk(finish="stop"), "usage": usage}),
        "texts": events(chunk("x"), {**chunk(finish="stop"), "usage": {"prompt_tokens": "7", "cost": "free"}}),
        "a list": events(chunk("x"), {**chunk(finish="stop"), "usage": [1, 2]}),
        "a cost": events(chunk("x"), {**chunk(finish="stop"), "usage": {"prompt_tokens": 1, "cost": 1e308}}),
        "a negative cost": events(chunk("x"), {**chunk(finish="stop"), "usage": {"prompt_tokens": 1, "cost": -1}}),
        "an odd model": events({**chunk("x"), "model": 7}, chunk(finish="stop")),
        "an odd index": events({"choices": [{"delta": {"content": "x"}}]}, {"choices": [{"delta": {}, "finish_reason": "stop"}]}),
        "an odd finish": events(chunk("x"), {"choices": [{"index": 0, "delta": {}, "finish_reason": ["stop"]}]}, chunk(finish="stop")),
        "deep": events(chunk("x", tool_calls=[]), {"x": json.loads("[" * 200 + "]" * 200), "choices": []}, chunk(finish="stop")),
        "a bad byte": raw(head() + event(chunk("x")).replace(b'"x"', b'"x\xff"') + event(chunk(finish="stop"))),
        "half a pair": raw(head() + event(chunk("x")).replace(b'"x"', b'"x\\ud83d"') + event(chunk(finish="stop"))),
        "an odd call": events(chunk("x", tool_calls=[None, 3, {"function": None}, {"id": 5, "function": {"name": 3}}]), chunk(finish="stop")),
    }  # fmt: skip
    async with hosting(odd) as hosts:
        for name, host in hosts.items():
            quick.providers(openai(name, host.url))
            found = checked(await quick.ask())
            assert found["text"].startswith("x"), name
            assert found["finish_reason"] == "stop"
        rows = (await quick.run("journal", "--json")).json["requests"]
        assert len(rows) == len(odd)
        assert (await quick.run("usage", "--json")).code == 0


async def test_a_connection_that_died_while_it_was_kept_is_replaced_without_a_word(quick: Quick):
    said = b"".join(map(event, (chunk("Paris"), chunk(finish="stop"))))
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: %d\r\n\r\n" % len(said) + said
    served: Counter[int] = Counter()
    order: list[int] = []

    async def once(writer: asyncio.StreamWriter, request: Request) -> bool:
        """The first request of a connection is answered, the second finds it dead."""
        served[request.connection] += 1
        order.append(served[request.connection])
        if order[-1] > 1:
            return False
        writer.write(answer)
        return True

    async with HttpServer(lambda _: once) as host:
        quick.providers(openai("a", host.url))
        result = await quick.run("chat", stdin=b"one\ntwo\nthree\n")
        assert (result.code, result.out) == (0, "Paris\n" * 3)
        assert order[:3] == [1, 2, 1]
        rows = (await quick.run("journal", "--json")).json["requests"]
        assert [len(row["attempts"]) for row in rows] == [1, 1, 1]


async def test_who_is_switched_off_is_not_asked_by_name_either(quick: Quick):
    async with Host() as host:
        quick.providers(openai("a", host.url, enabled=False), openai("b", host.url))
        off = await quick.ask("--provider", "a")
        assert {"provider": "a", "reason": "switched off"} in checked(off, 3)["skipped"]
        quick.providers(openai("a", host.url, enabled=False), openai("b", host.url), before="[routing]\npin = 'a'\n")
        assert checked(await quick.ask(), 3)["attempts"] == []
        assert host.chats == []


async def test_a_proxy_that_makes_no_sense_does_no_harm_here(quick: Quick):
    async with Host() as host:
        quick.providers(openai("a", host.url))
        env = {"http_proxy": ":::garbage", "HTTPS_PROXY": "ftp://x y", "ALL_PROXY": "socks9://q", "NO_PROXY": "*.*,["}
        assert checked(await quick.ask(env=env))["text"] == "Paris"
        assert (await quick.run("status", "--json", env=env)).code == 0


async def test_after_a_pause_of_the_program_what_came_meanwhile_is_read_before_a_timer_is_judged(quick: Quick):
    go_on = asyncio.Event()

    async def slow(writer: asyncio.StreamWriter, _: Request) -> None:
        writer.write(begins("Par"))
        await go_on.wait()
        writer.write(event(chunk("is")) + stops())

    async with Host(slow) as host:
        quick.providers(openai("a", host.url), before="[timeouts]\nidle = 3.0\n")
        process = await quick.start("ask", "hi")
        assert process.stdout is not None
        assert await asyncio.wait_for(process.stdout.readexactly(3), SECONDS) == b"Par"
        process.send_signal(signal.SIGSTOP)
        go_on.set()
        await asyncio.sleep(4.0)  # longer than the timer and what counts as late
        process.send_signal(signal.SIGCONT)
        out, err = await asyncio.wait_for(process.communicate(), SECONDS)
    assert (process.returncode, out.strip()) == (0, b"is"), err


async def test_a_proxy_that_cannot_be_read_fails_its_provider_and_the_next_is_asked(quick: Quick):
    async with Host() as host:
        quick.providers(openai("far", "http://cloud.example/v1"), openai("near", host.url))
        for text in ("http://user:12#made-up-word@host", "http://user:made-up-word@host:port", "http://[::1"):
            env = {"HTTP_PROXY": text, "DBUS_SESSION_BUS_ADDRESS": ""}
            found = checked(result := await quick.ask(env=env))
            assert [(one["provider"], one["reason"]) for one in found["attempts"]] == [
                ("far", "The system's proxy address cannot be read"),
                ("near", ""),
            ]
            only = checked(await quick.ask("--provider", "far", env=env), 3)
            assert len(only["attempts"]) == 1, "what would fail again is not repeated"
            doctor = await quick.run("doctor", env=env)
            assert "HTTP_PROXY" in doctor.out
            assert "made-up" not in result.told + doctor.told + json.dumps(only)
        blank = checked(await quick.ask("--provider", "far", env={"HTTP_PROXY": " "}), 3)
        assert "was not found" in blank["attempts"][0]["reason"]


async def test_no_proxy_is_read_as_others_read_it(quick: Quick):
    async with answering(by_path(says("far"), lists("m"))) as proxy:
        quick.providers(openai("a", "http://cloud.example/v1"))
        env = {"HTTP_PROXY": f"http://127.0.0.1:{proxy.port}"}
        assert (
            checked(await quick.ask(env=env | {"NO_PROXY": "*.cloud.example.org cloud.example:8080"}))["text"] == "far"
        )
        asked = len(proxy.requests)
        for no_proxy in ("*.example", "x y, cloud.example:80", "cloud.*"):
            found = checked(await quick.ask(env=env | {"NO_PROXY": no_proxy}), 3)
            assert "was not found" in found["attempts"][0]["reason"]
        assert len(proxy.requests) == asked


async def test_tls_that_nobody_vouches_for_is_a_reason_and_a_ca_file_mends_it(quick: Quick, tmp_path: Path):
    authority = Authority(tmp_path)
    answer = raw(head() + b"".join(map(event, (chunk("Paris"), chunk(finish="stop")))))
    async with HttpServer(lambda _: answer, authority.server("localhost")) as server:
        url = f"https://localhost:{server.port}/v1"
        async with Host(says("other")) as good:
            quick.providers(openai("a", url), openai("good", good.url))
            found = checked(await quick.ask())
            assert found["provider"] == "good"
            assert "certificate" in found["attempts"][0]["reason"].lower()
            quick.providers(openai("a", url, ca_file=str(authority.file)), openai("good", good.url))
            assert checked(await quick.ask())["text"] == "Paris"
