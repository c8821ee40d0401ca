"""Recordings of real Exo nodes behind the whole program: right text, right reason, in time, and nothing half as whole.

Each is asked with a healthy provider behind it, and alone. The state says that the model is ready, as it did when the
failure came; what a client sees when the state tells the truth beforehand comes at the end.
"""

import asyncio
import json
import signal
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from tests.cli.program import SECONDS, Program, Result, openai
from tests.support.hosts import Host

from traybridge.demo.answers import Answer
from traybridge.demo.recordings import Library, Recording
from traybridge.demo.replay import ReplayServer
from traybridge.demo.timeline import Timeline

pytestmark = pytest.mark.live

LIBRARY = Library(Path(__file__).parent.parent / "fixtures" / "exo")
CHAT = ("POST", "/v1/chat/completions")
SMOL = "mlx-community/SmolLM2-135M-Instruct"
SHORT = {"132": "[timeouts]\nidle = 2.0\n", "152": "[timeouts]\nfirst_content = 0.6\ntotal = 2.0\n"}
"""For the two in which nothing more comes; the others end by themselves, long before the usual timers."""

Table = dict[tuple[str, str], Answer]


def node(state: str = "067", *, node_id: str = "001") -> Table:
    """A node of Exo 1.x whose state is a recorded one."""
    paths = {"/node_id": node_id, "/state": state, "/v1/models": "066"}
    return {("GET", path): LIBRARY[name] for path, name in paths.items()}


OLD: Table = {
    ("GET", path): LIBRARY[name]
    for path, name in {
        "/healthcheck": "200",
        "/v1/models": "201",
        "/topology": "202",
        "/initial_models": "204",
        "/modelpool": "205",
    }.items()
}


def table_for(name: str) -> Table:
    """The server that the recording was made with."""
    if name.startswith("2"):
        return OLD
    return node("307", node_id="300") if name.startswith("3") else node()


def said(name: str) -> str:
    """The text of a recording, read without our own parser."""
    body = LIBRARY[name].body.decode()
    events = [body] if body.startswith("{") else [line[6:] for line in body.split("\n") if line.startswith("data: {")]
    choices = [choice for event in events for choice in json.loads(event).get("choices", ())]
    return "".join((choice.get("delta") or choice.get("message") or {}).get("content") or "" for choice in choices)


@dataclass(frozen=True)
class Told:
    """What one question came to: the JSON document, the exit code, and how often each was really asked."""

    document: dict[str, Any]
    code: int
    asked_exo: int
    asked_next: int
    err: str = field(repr=False, default="")

    @property
    def attempts(self) -> list[tuple[str, str]]:
        return [(one["provider"], one["outcome"]) for one in self.document["attempts"]]

    @property
    def skipped(self) -> dict[str, str]:
        return {one["provider"]: one["reason"] for one in self.document["skipped"]}


@asynccontextmanager
async def served(
    folder: Path, table: Mapping[tuple[str, str], Answer], *, second: bool, speed: float = 0.0, timers: str = ""
) -> AsyncGenerator[tuple[Program, ReplayServer, Host], None]:
    """The program with an Exo that plays a table of recordings, and perhaps somebody behind it."""
    async with ReplayServer(dict(table), speed=speed) as server, Host() as host:
        program = Program(folder)
        exo = {"id": "exo", "kind": "exo", "base_url": server.url}
        program.providers(exo, *([openai("next", host.url)] if second else []), before=timers)
        try:
            yield program, server, host
        finally:
            await program.aclose()


async def ask(folder: Path, table: Mapping[tuple[str, str], Answer], *options: str, **how: Any) -> Told:
    async with served(folder, table, **how) as (program, server, host):
        result: Result = await program.run("ask", "Tell me a long story", "--json", *options)
        asked = len(server.requests_to(CHAT[1]))
        return Told(result.json, result.code, asked, len(host.chats), result.err)


def playing(name: str) -> Table:
    return {**table_for(name), CHAT: LIBRARY[name]}


# --- whole answers ---

WHOLE = {"042": "length", "050": "stop", "051": "stop", "144": "length", "211": "stop", "305": "stop"}


@pytest.mark.parametrize("second", [True, False])
@pytest.mark.parametrize("name", WHOLE)
async def test_a_whole_answer_arrives_whole(tmp_path: Path, name: str, second: bool):
    told = await ask(tmp_path, playing(name), second=second)
    document = told.document
    assert (told.code, document["provider"], document["text"]) == (0, "exo", said(name))
    assert document["text"]
    assert (document["finish_reason"], document["interrupted"]) == (WHOLE[name], False)
    assert told.attempts == [("exo", "ok")]
    assert document["attempts"][0]["reason"] == ""
    assert (told.asked_exo, told.asked_next) == (1, 0)
    assert "error" not in document


# --- answers that broke off: kept, told, never continued by somebody else ---

BROKEN = {
    "081": "before the end of the answer",  # cancelled by its id
    "083": "before the end of the answer",  # the same, not streamed: 200 with a part of the text
    "090": "Runner shutdown before completing command (signal=9 (Killed))",
    "121": "before the end of the answer",  # the other node died
    "132": "Nothing more came for 2 s",  # the master died: keep-alives for ever
    "161": "before the end of the answer",  # the node was stopped
    "162": "before the end of the answer",  # the node was killed
}


@pytest.mark.parametrize("second", [True, False])
@pytest.mark.parametrize("name", BROKEN)
async def test_a_broken_answer_is_kept_and_called_broken(tmp_path: Path, name: str, second: bool):
    told = await ask(tmp_path, playing(name), second=second, timers=SHORT.get(name, ""))
    document = told.document
    assert (told.code, document["provider"], document["model"]) == (3, "exo", SMOL)
    assert document["text"] == said(name) != ""
    assert (document["finish_reason"], document["interrupted"]) == (None, True)
    assert told.attempts == [("exo", "transient")]
    assert BROKEN[name] in document["attempts"][0]["reason"]
    assert BROKEN[name] in document["error"]["title"]
    assert (document["error"]["class"], bool(document["error"]["hint"])) == ("transient", True)
    assert (told.asked_exo, told.asked_next) == (1, 0)
    assert told.skipped.get("next") == ("another provider had begun to answer" if second else None)


# --- nothing came: the next one answers, and the reason is not lost ---

NOTHING = {
    "011": ("not_loaded", "No instance found for model", 1),
    "093": ("transient", "Answered with nothing", 3),  # the runner was killed: 200 with an empty body
    "094": ("transient", "The connection ended before the first word", 3),  # the instance was deleted
    "152": ("transient", "No first word within", 1),  # its download has failed: keep-alives for ever
}


@pytest.mark.parametrize("name", NOTHING)
async def test_where_nothing_came_the_next_one_answers_and_it_is_said_why(tmp_path: Path, name: str):
    outcome, reason, _ = NOTHING[name]
    assert said(name) == ""
    told = await ask(tmp_path, playing(name), second=True, timers=SHORT.get(name, ""))
    document = told.document
    assert (told.code, document["provider"], document["text"]) == (0, "next", "Paris")
    assert (document["finish_reason"], document["interrupted"]) == ("stop", False)
    assert told.attempts == [("exo", outcome), ("next", "ok")]
    assert reason in document["attempts"][0]["reason"]
    assert (told.asked_exo, told.asked_next) == (1, 1)


@pytest.mark.parametrize("name", NOTHING)
async def test_where_nothing_came_and_nobody_is_left_the_reason_is_the_answer(tmp_path: Path, name: str):
    outcome, reason, times = NOTHING[name]
    told = await ask(tmp_path, playing(name), second=False, timers=SHORT.get(name, ""))
    document = told.document
    assert (told.code, document["provider"], document["model"], document["text"]) == (3, None, None, "")
    assert (document["finish_reason"], document["interrupted"]) == (None, False)
    assert told.attempts == [("exo", outcome)] * times
    assert all(reason in one["reason"] for one in document["attempts"])
    assert reason in document["error"]["title"]
    assert (document["error"]["class"], bool(document["error"]["hint"])) == (outcome, True)
    assert told.asked_exo == times


async def test_the_reason_stands_in_the_journal_and_on_the_terminal(tmp_path: Path):
    """What was heard goes to stdout, why it broke off to stderr; the journal keeps the reason, and not the text."""
    async with served(tmp_path, playing("090"), second=True) as (program, _, _):
        result = await program.run("ask", "Tell me a long story")
        rows = (await program.run("journal", "--json")).out
    assert (result.code, result.out) == (3, said("090") + "\n")
    assert "Runner shutdown before completing command" in result.err
    assert "Runner shutdown before completing command" in rows
    assert said("090") not in rows


# --- with their timing: everything ten times as fast, the timers too ---

TEN_TIMES = "[timeouts]\nfirst_content = 8.0\nidle = 1.5\n"


@pytest.mark.parametrize(("name", "seconds"), [("042", 16), ("144", 26)])
async def test_a_model_that_is_still_coming_is_waited_for(tmp_path: Path, name: str, seconds: float):
    """The first words after 16 s and 26 s of keep-alives: the timer of what follows an answer does not run yet."""
    told = await ask(tmp_path, playing(name), second=True, speed=10, timers=TEN_TIMES)
    document = told.document
    assert (told.code, document["provider"], document["text"]) == (0, "exo", said(name))
    assert document["ttft_ms"] >= 0.7 * seconds / 10 * 1000


async def test_keep_alives_after_the_first_words_are_no_answer(tmp_path: Path):
    """48 s of them, then a clean end (121): the router has given up after 15 s without a word."""
    told = await ask(tmp_path, playing("121"), second=True, speed=10, timers=TEN_TIMES)
    document = told.document
    assert (told.code, document["interrupted"], document["text"]) == (3, True, said("121"))
    assert "Nothing more came for 1.5 s" in document["attempts"][0]["reason"]
    assert told.asked_next == 0


@pytest.mark.parametrize("name", ["133", "152"])
async def test_keep_alives_instead_of_the_first_words_are_given_up(tmp_path: Path, name: str):
    told = await ask(tmp_path, playing(name), second=True, speed=10, timers="[timeouts]\nfirst_content = 1.5\n")
    assert (told.code, told.document["provider"]) == (0, "next")
    assert "No first word within 1.5 s" in told.document["attempts"][0]["reason"]


# --- the state tells it beforehand: Exo is not even asked ---


def loading() -> Recording:
    """A moment of timeline 041 in which the model is in its runner, but not yet ready (synthetic: see timeline.py)."""
    timeline = Timeline.load(LIBRARY, "041")
    states = (state for _, state in timeline.states() if state is not None)
    return Recording.of_json(next(state for state in states if "RunnerLoading" in json.dumps(state["runners"])))


def by_state(name: str) -> Table:
    if name == "loading":
        return {**node(), ("GET", "/state"): loading(), CHAT: LIBRARY["042"]}
    chats = {"002": "011", "143": "144", "153": "152", "135": "011"}
    return {**node(name), CHAT: LIBRARY[chats[name]]}


UNREADY = {
    "002": "model not loaded (nothing is loaded)",
    "135": "model not loaded (nothing is loaded)",  # after an election the instances are gone
    "143": f"model not loaded: {SMOL} is downloading",
    "loading": f"model not loaded: {SMOL} is loading",
    "153": "Model files not found locally in offline mode",
}


@pytest.mark.parametrize("second", [True, False])
@pytest.mark.parametrize("name", UNREADY)
async def test_a_model_that_is_not_ready_is_not_asked_and_it_is_said_why(tmp_path: Path, name: str, second: bool):
    told = await ask(tmp_path, by_state(name), second=second)
    assert told.asked_exo == 0
    assert UNREADY[name] in told.skipped["exo"]
    if second:
        assert (told.code, told.document["provider"], told.document["text"]) == (0, "next", "Paris")
        assert told.attempts == [("next", "ok")]
    else:
        assert (told.code, told.document["provider"], told.document["attempts"]) == (3, None, [])
        assert UNREADY[name] in told.document["error"]["title"]
        assert told.document["error"]["hint"]


async def test_the_old_api_putting_another_model_in_place_is_found_out(tmp_path: Path):
    """212: asked for a model that it does not know, 0.x answers with its default one and says 200."""
    table = {**OLD, CHAT: LIBRARY["212"], ("GET", "/initial_models"): Recording.of_json({"llama-3.2-1b": {}})}
    told = await ask(tmp_path, table, "--model", "exo/llama-3.2-1b", second=False)
    assert (told.code, told.document["text"], told.asked_exo) == (3, "", 1)
    assert "instead of llama-3.2-1b" in told.document["attempts"][0]["reason"]


async def test_stopping_while_nothing_comes_hangs_up_at_once(tmp_path: Path):
    """Ctrl-C during the keep-alives for ever: Exo sees it, and the program ends with 130."""
    async with served(tmp_path, playing("152"), second=False, timers="") as (program, server, _):
        process = await program.start("ask", "Tell me a long story", "--json")
        chat = await server.nth(0, CHAT[1])
        process.send_signal(signal.SIGINT)
        async with asyncio.timeout(SECONDS):
            await chat.hung_up.wait()
            out, _ = await process.communicate()
    assert process.returncode == 130
    assert json.loads(out)["attempts"][0]["outcome"] == "cancelled"
