"""The real starter model in its real child process: it answers, keeps to itself, and is gone when it should be."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncGenerator
from contextlib import aclosing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from tests.live.support import starter as support
from tests.live.support.starter import FRANCE, LONG, Starter, gone, starter

from traybridge.core.chat import Chunk
from traybridge.core.errors import ContextTooLong, ModelUnavailable, StreamBroken
from traybridge.providers.embedded.supervisor import Supervisor

pytestmark = [pytest.mark.live, pytest.mark.asyncio(loop_scope="module")]

PROGRAM = str(Path(support.__file__))
SOON = 120.0
"""Seconds for what takes a hundredth of that on an idle machine."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def own() -> AsyncGenerator[Starter, None]:
    """The one that all share who only ask: loading it costs two seconds."""
    async with starter() as own:
        yield own


async def reach_text(events: AsyncGenerator[object, None]) -> None:
    async for event in events:
        if isinstance(event, Chunk) and event.has_content:
            return
    raise AssertionError("no text came")


async def test_it_knows_the_capital_of_france(own: Starter) -> None:
    assert "Paris" in await own.answer(FRANCE)


async def test_it_goes_on_with_a_conversation(own: Starter) -> None:
    said = await own.answer(FRANCE, "The capital of France is Paris.", "And of Japan?")
    assert "Tokyo" in said


async def test_two_questions_at_once_are_answered_by_one_child(own: Starter) -> None:
    first, second = await asyncio.gather(own.answer(FRANCE), own.answer("What is the capital of Japan?"))
    assert "Paris" in first
    assert "Tokyo" in second


async def test_an_answer_has_an_end_and_tells_its_tokens(own: Starter) -> None:
    async with aclosing(own.events(LONG, max_tokens=20)) as events:
        chunks = [event async for event in events if isinstance(event, Chunk)]
    assert [one.finish_reason for one in chunks if one.finish_reason] == ["length"]
    assert [one.usage.completion_tokens for one in chunks if one.usage] == [20]


async def test_newer_callers_may_name_the_end_max_completion_tokens(own: Starter) -> None:
    async with aclosing(own.events(LONG, max_completion_tokens=9)) as events:
        chunks = [event async for event in events if isinstance(event, Chunk)]
    assert [one.usage.completion_tokens for one in chunks if one.usage] == [9]


async def test_a_conversation_that_does_not_fit_is_said_to_be_too_long(own: Starter) -> None:
    with pytest.raises(ContextTooLong, match=r"exceeds the available context size \(4096 tokens\)"):
        await own.answer("word " * 5000)
    assert "Paris" in await own.answer(FRANCE)


async def test_nobody_asks_for_a_while_and_it_is_stopped() -> None:
    async with starter(host=Supervisor(idle_seconds=0.2)) as own:
        async with aclosing(own.events(FRANCE)) as events:
            await reach_text(events)
            child, pid = own.child, own.pid
        await asyncio.wait_for(child.ended.wait(), SOON)
        assert await gone(pid, 0)
        assert "Paris" in await own.answer(FRANCE)


async def test_who_leaves_early_frees_it_at_once() -> None:
    """Two answers of 3,000 tokens take both slots for minutes; when nobody listens they have to end."""
    async with starter() as own, asyncio.timeout(SOON):
        for _ in range(3):
            async with (
                aclosing(own.events(LONG, max_tokens=3000)) as first,
                aclosing(own.events(LONG, max_tokens=3000)) as second,
            ):
                await reach_text(first)
                await reach_text(second)
        assert "Paris" in await own.answer(FRANCE)


async def test_a_crash_in_the_middle_is_said_and_the_next_question_is_answered() -> None:
    async with starter() as own:
        with pytest.raises(StreamBroken) as caught:
            async with aclosing(own.events(LONG, max_tokens=3000)) as events:
                await reach_text(events)
                os.kill(own.pid, signal.SIGKILL)
                async for _ in events:
                    pass
        assert caught.value.title == "The starter model crashed (signal 9)"
        assert caught.value.partial
        assert "Paris" in await own.answer(FRANCE)


async def test_a_child_that_does_not_listen_is_stopped_by_force() -> None:
    async with starter() as own:
        await own.answer(FRANCE, max_tokens=1)
        pid = own.pid
        os.kill(pid, signal.SIGSTOP)
        await own.provider.aclose()
        assert await gone(pid, 0)


async def test_a_file_that_is_no_model_is_said_in_llama_cpps_words(tmp_path: Path) -> None:
    file = tmp_path / "broken.gguf"
    file.write_bytes(b"GGUF" + bytes(1000))
    async with starter(find=lambda: file) as own:
        with pytest.raises(ModelUnavailable) as caught:
            await own.answer(FRANCE)
    assert caught.value.title.startswith("The starter model cannot start: gguf_init")


# --- nobody else gets in ---


class Outsider:
    """Somebody who knows the child's port, and nothing more."""

    def __init__(self, own: Starter) -> None:
        self.port = urlsplit(own.child.chat.context.provider.base_url).port or 0

    async def ask(self, method: str, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        return await asyncio.to_thread(self._ask, method, path, headers)

    def _ask(self, method: str, path: str, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=SOON)
        try:
            connection.request(method, path, body=b'{"messages":[]}', headers=headers)
            response = connection.getresponse()
            return response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
        finally:
            connection.close()


@pytest.mark.parametrize("authorization", ["", "Bearer guess"])
async def test_without_the_key_nothing_is_answered(authorization: str, own: Starter) -> None:
    await own.answer(FRANCE, max_tokens=1)
    outsider = Outsider(own)
    headers = {"Authorization": authorization} if authorization else {}
    posts = ("/v1/chat/completions", "/completion", "/v1/responses", "/v1/messages", "/tokenize", "/apply-template")
    for path in posts:
        status, _, body = await outsider.ask("POST", path, **headers)
        assert status == 401, (path, body)
    for path in ("/v1/models", "/props", "/slots", "/metrics"):
        assert (await outsider.ask("GET", path, **headers))[0] == 401, path


async def test_no_web_page_may_read_anything(own: Starter) -> None:
    await own.answer(FRANCE, max_tokens=1)
    outsider = Outsider(own)
    for origin in ("https://evil.example", "http://127.0.0.1:8080", "null"):
        for method, path in (("OPTIONS", "/v1/chat/completions"), ("GET", "/health"), ("GET", "/v1/models")):
            _, headers, _ = await outsider.ask(method, path, Origin=origin)
            assert headers.get("access-control-allow-origin") not in {"*", origin}
            assert headers.get("access-control-allow-credentials") != "true"


async def test_it_listens_on_127_0_0_1_only(own: Starter) -> None:
    """127.0.0.2 is this machine too: who listens everywhere answers there."""
    await own.answer(FRANCE, max_tokens=1)
    port = Outsider(own).port
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.close()
    await writer.wait_closed()
    for elsewhere in ("127.0.0.2", "::1"):
        with pytest.raises(OSError, match=r"Connect call failed|refused|Cannot assign"):
            await asyncio.open_connection(elsewhere, port)


async def test_its_key_is_in_no_command_line_and_no_environment(own: Starter) -> None:
    await own.answer(FRANCE, max_tokens=1)
    key = own.child.chat.context.key()
    assert key is not None
    for place in ("cmdline", "environ"):
        shown = await asyncio.to_thread(Path(f"/proc/{own.pid}/{place}").read_bytes)
        assert shown
        assert key.reveal().encode() not in shown


# --- it never outlives us ---


@pytest.mark.parametrize("stage", ["loading", "answering", "idle"])
async def test_kill_9_of_the_parent_ends_the_child(stage: str) -> None:
    parent = await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",
        PROGRAM,
        stage,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )
    assert parent.stdout is not None
    try:
        child = int(await asyncio.wait_for(parent.stdout.readline(), SOON))
        assert not await gone(child, 0)
    finally:
        parent.kill()
        await parent.wait()
    assert await gone(child, SOON)


async def test_the_end_of_stdin_ends_it_in_the_middle_of_an_answer() -> None:
    """What keeps it from outliving us where Linux's own way (prctl) does not exist."""
    async with starter() as own, aclosing(own.events(LONG, max_tokens=3000)) as events:
        await reach_text(events)
        process = own.child._process
        assert process is not None
        assert process.stdin is not None
        process.stdin.close()
        assert await gone(process.pid, SOON)


async def test_it_works_on_qts_loop() -> None:
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-W", "error", PROGRAM, "qasync",
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path.cwd()), "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    try:
        out, err = await asyncio.wait_for(program.communicate(), SOON)
    finally:
        if program.returncode is None:
            program.kill()
            await program.wait()
    assert (program.returncode, err.decode()) == (0, "")
    first, second, third = out.decode().splitlines()
    assert "Paris" in first
    assert "Paris" in second
    assert "Tokyo" in third
