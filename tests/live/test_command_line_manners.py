"""What people expect of any command: help in every form, output that may be cut or full, a pipe behind the question."""

import asyncio
import json
import os
import re
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from typing import IO

import pytest
from tests.cli.program import SECONDS, Program, openai
from tests.support.hosts import Host
from tests.support.replies import says

ANSI = re.compile(rb"\x1b\[[0-9;]*m")


@pytest.fixture
async def program(tmp_path: Path) -> AsyncIterator[Program]:
    made = Program(tmp_path)
    yield made
    await made.aclose()


async def on_screen(program: Program, *arguments: str, **environ: str) -> tuple[int, bytes]:
    program.env |= environ
    return await program.on_screen(*arguments)


# ---------------------------------------------------------------- help


async def test_help_in_every_form_is_the_same(program: Program):
    for words in (["ask"], ["keys"], ["keys", "set"], ["exo", "load"]):
        first, *others = [
            await program.run(*form)
            for form in (["help", *words], [*words, "--help"], [*words, "-h"], [*words, "ignored", "--help"])
        ]
        assert (first.code, first.err) == (0, "")
        assert first.out.startswith(f"usage: traybridge {' '.join(words)}")
        assert [one.out for one in others[:2]] == [first.out] * 2
    whole = await program.run("help")
    assert whole.out == (await program.run("--help")).out
    assert (await program.run("-V")).out == (await program.run("version")).out
    assert (await program.run("--version")).out == (await program.run("version")).out
    unknown = await program.run("help", "aks")
    assert (unknown.code, unknown.out) == (2, "")
    assert "Is “ask” meant?" in unknown.err
    assert (await program.run("help", "keys", "nonsense")).code == 2


async def test_help_has_examples_and_asks_nobody(program: Program):
    async with Host() as host:
        program.providers(openai("a", host.url))
        shown = await program.run("ask", "a question", "--help")
        literal = await program.run("ask", "--", "--help")
    assert "examples:\n  $ traybridge ask" in shown.out
    assert [one.json["messages"][-1]["content"] for one in host.chats] == ["--help"]
    assert literal.code == 0


# ---------------------------------------------------------------- output


def _full() -> IO[bytes]:
    """A disk on which nothing can be written any more."""
    return Path("/dev/full").open("wb")


@pytest.mark.parametrize(
    "command", ["version", "--help", "help ask", "status", "ask hi", "ask hi --json", "config list"]
)
async def test_a_full_disk_behind_the_output_is_one_sentence(program: Program, command: str):
    async with Host() as host:
        program.providers(openai("a", host.url))
        with _full() as full:
            process = await program.start(*command.split(), stdout=full)
            _, err = await asyncio.wait_for(process.communicate(), SECONDS)
    assert process.returncode == 1
    assert err.decode().splitlines()[-1] == "The output could not be written (No space left on device)"
    assert b"Traceback" not in err
    assert b"Exception" not in err


@pytest.mark.parametrize("command", ["--help", "version", "status --json", "ask hi", "providers list"])
async def test_a_reader_that_has_enough_is_no_failure(program: Program, command: str):
    async with Host(says(*["word "] * 20_000)) as host:
        program.providers(openai("a", host.url))
        read, write = os.pipe()
        os.close(read)
        try:
            process = await program.start(*command.split(), stdout=write)
            _, err = await asyncio.wait_for(process.communicate(), SECONDS)
        finally:
            os.close(write)
    assert (process.returncode, err) == (0, b"")


async def test_an_error_stream_that_takes_nothing_changes_nothing(program: Program):
    async with Host() as host:
        program.providers(openai("a", host.url))
        with _full() as full:
            process = await program.start("ask", "hi", stderr=full)
            out, _ = await asyncio.wait_for(process.communicate(), SECONDS)
    assert (process.returncode, out) == (0, b"Paris\n")


async def test_a_terminal_gets_heads_and_colours_in_its_width_and_a_pipe_neither(program: Program):
    long = "a-very-long-name-of-a-provider-that-no-terminal-has-room-for-beside-everything-else"
    program.providers(
        openai("a", "http://127.0.0.1:9/v1", name=long), openai("b", "http://127.0.0.1:9/v1", enabled=False)
    )
    code, shown = await on_screen(program, "providers", "list")
    assert code == 0
    assert b"\x1b[" in shown
    lines = ANSI.sub(b"", shown).decode().splitlines()
    assert lines[0].split() == ["ID", "NAME", "KIND", "ADDRESS"]
    assert all(len(line) <= 80 for line in lines)
    assert "…" in lines[1]
    _, plain = await on_screen(program, "providers", "list", NO_COLOR="1")
    assert b"\x1b[" not in plain
    piped = await program.run("providers", "list")
    assert piped.out.splitlines()[0].split()[:2] == ["1.", "a"]
    assert long in piped.out
    assert "\x1b" not in piped.out


async def test_config_list_shows_what_config_set_takes(program: Program):
    program.providers(openai("a", "http://127.0.0.1:9/v1"))
    listed = await program.run("config", "list")
    lines = {name.rstrip(): value.strip() for name, _, value in (one.partition("=") for one in listed.out.splitlines())}
    assert lines["routing.failover"] == "true"
    assert lines["providers.a.model"] == '"m"'
    for name in ("routing.failover", "timeouts.connect", "providers.a.model", "desktop.retention_days"):
        assert (await program.run("config", "set", name, lines[name])).code == 0, name
    assert (await program.run("config", "list")).out == listed.out
    document = (await program.run("config", "list", "--json")).json
    assert document["routing"]["failover"] is True
    assert document["providers"][0]["id"] == "a"


# ---------------------------------------------------------------- a pipe behind the question


async def test_what_is_piped_in_follows_the_question(program: Program, tmp_path: Path):
    async with Host() as host:
        program.providers(openai("a", host.url))
        await program.run("ask", "Summarise", stdin=b"one\ntwo\n")
        await program.run("ask", "hi", stdin=b"")
        await program.run("ask", "hi", stdin=b" \n")
        await program.run("ask", stdin=b"alone")
        await program.run("ask", "-", stdin=b"as before")
        file = tmp_path / "file.txt"
        file.write_text("of a file")
        with file.open() as content:
            process = await program.start("ask", "Summarise", stdin=content)
            await asyncio.wait_for(process.communicate(), SECONDS)
        process = await program.start("ask", "hi", stdin=subprocess.DEVNULL)
        await asyncio.wait_for(process.communicate(), SECONDS)
        nothing = await program.run("ask", stdin=b"")
    asked = [one.json["messages"][-1]["content"] for one in host.chats]
    assert asked == ["Summarise\n\none\ntwo\n", "hi", "hi", "alone", "as before", "Summarise\n\nof a file", "hi"]
    assert nothing.code == 2


async def test_a_pipe_that_stays_silent_is_waited_for_and_that_is_said(program: Program):
    async with Host() as host:
        program.providers(openai("a", host.url))
        process = await program.start("ask", "Summarise", stdin=subprocess.PIPE)
        assert process.stderr is not None
        said = await asyncio.wait_for(process.stderr.readline(), SECONDS)
        assert b"< /dev/null" in said
        out, _ = await asyncio.wait_for(process.communicate(b"late"), SECONDS)
    assert out == b"Paris\n"
    assert [one.json["messages"][-1]["content"] for one in host.chats] == ["Summarise\n\nlate"]


# ---------------------------------------------------------------- chat


async def test_a_command_of_the_chat_is_never_sent_to_anybody(program: Program):
    async with Host() as host:
        program.providers(openai("a", host.url))
        result = await program.run(
            "chat", stdin=b"/hlep\n/modle x\n/model a b\n/etc/hosts is what?\n//slash\none\n/bye\nnever\n"
        )
        for end in (b"/exit", b"/quit", b"/q", b"/bye"):
            assert (await program.run("chat", stdin=end + b"\nnever\n")).code == 0
    asked = [one.json["messages"][-1]["content"] for one in host.chats]
    assert asked == ["/etc/hosts is what?", "/slash", "one"]
    assert "There is no command /hlep" in result.err
    assert "There is no command /modle" in result.err
    assert "/model is used otherwise" in result.err
    assert result.code == 2


# ---------------------------------------------------------------- where an answer came from


async def test_trace_and_json_tell_the_speed(program: Program):
    async with Host() as host:
        program.providers(openai("a", host.url))
        document = (await program.run("ask", "hi", "--json")).json
        assert document["nodes"] == []
        assert document["tokens_per_second"] is None, "one piece has no speed"
        assert json.dumps(document)
