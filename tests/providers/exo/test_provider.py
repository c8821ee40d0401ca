"""An Exo provider against recordings of real Exo nodes, played by the replay server: chatting, looking, loading."""

import asyncio
import json
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.core.fakes import one_by_one

from traybridge.core.chat import ChatRequest, Chunk, Message, Progress
from traybridge.core.cluster import ClusterState, ModelState
from traybridge.core.config import ProviderConfig, TimeoutsConfig, timers_for
from traybridge.core.errors import (
    ModelUnavailable,
    ProviderError,
    ProviderFailed,
    RequestRejected,
    StreamBroken,
    Unreachable,
)
from traybridge.core.outcome import Outcome
from traybridge.core.ports import ExoControl, Provider, ProviderContext
from traybridge.core.presentation.diagnosis import Level
from traybridge.core.secret import Secret
from traybridge.demo.answers import Answer, in_turn
from traybridge.demo.recordings import Library, Recording, RecordingEnd
from traybridge.demo.replay import ReplayServer
from traybridge.demo.timeline import Timeline
from traybridge.providers.exo.provider import QUEUE_SECONDS, ExoProvider

SMOL = "mlx-community/SmolLM2-135M-Instruct"
LLAMA = "mlx-community/Llama-3.2-1B-Instruct-4bit"
LIBRARY = Library(Path(__file__).parents[2] / "fixtures" / "exo")
NOWHERE = "http://127.0.0.1:9"


@dataclass
class Clock:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


def make_context(url: str) -> ProviderContext:
    row = ProviderConfig(id="exo", kind="exo", base_url=url)
    timers = timers_for(row, TimeoutsConfig(), local=True)
    return ProviderContext(row, timers, key=lambda: Secret("sk-made-up-key-1234"), local_only=lambda: True)


@asynccontextmanager
async def provider(*bases: str, clock: Clock | None = None) -> AsyncGenerator[ExoProvider, None]:
    exo = ExoProvider(make_context(bases[0]), bases=bases, monotonic=clock or Clock())
    try:
        yield exo
    finally:
        await exo.aclose()


def asking(*texts: str, **params: Any) -> ChatRequest:
    return ChatRequest(tuple(Message("user", text) for text in texts), params=params)


CHAT = ("POST", "/v1/chat/completions")


@dataclass
class Heard:
    """What came of one stream."""

    text: str = ""
    finish_reason: str | None = None
    tokens: int | None = None
    progress: list[Progress] = field(default_factory=list)
    models: set[str] = field(default_factory=set)

    def take(self, piece: Chunk | Progress) -> None:
        if isinstance(piece, Progress):
            self.progress.append(piece)
            return
        self.text += piece.text
        self.finish_reason = piece.finish_reason or self.finish_reason
        self.models |= {piece.model} if piece.model else set()
        if piece.usage:
            self.tokens = piece.usage.completion_tokens

    @property
    def prefill(self) -> list[tuple[float, float]]:
        return [(one.done, one.total) for one in self.progress if one.kind == "prefill"]


async def hear(exo: ExoProvider, request: ChatRequest | None = None, model: str = SMOL) -> Heard:
    heard = Heard()
    async with aclosing(one_by_one(exo.stream(request or asking("What is the capital of France?"), model))) as pieces:
        async for piece in pieces:
            heard.take(piece)
    return heard


async def hear_recording(name: str, model: str = SMOL) -> tuple[Heard, ProviderError | None]:
    """Ask a server that plays one recording, and give what came and what was raised."""
    heard = Heard()
    async with ReplayServer({CHAT: LIBRARY[name]}, speed=0) as server, provider(server.url) as exo:
        try:
            async with aclosing(one_by_one(exo.stream(asking("Tell me a long story"), model))) as pieces:
                async for piece in pieces:
                    heard.take(piece)
        except ProviderError as error:
            return heard, error
    return heard, None


def recorded_events(name: str) -> Iterator[dict[str, Any]]:
    """The JSON of a recording's events, read without our own parser; a JSON body counts as one event."""
    body = LIBRARY[name].body.decode()
    if body.startswith("{"):
        yield json.loads(body)
        return
    for line in body.split("\n"):
        if line.startswith("data: {"):
            yield json.loads(line.removeprefix("data: "))


def recorded_text(name: str) -> str:
    choices = [event["choices"][0] for event in recorded_events(name) if "choices" in event]
    return "".join((choice.get("delta") or choice["message"])["content"] for choice in choices)


# --- the must-pass replays ---

WHOLE = {
    "042": ("The capital of France is Paris", "length", 6),
    "050": ("The capital of France is Paris.", "stop", 8),
    "051": ("The capital of France is Paris.", "stop", 8),
    "144": ("The capital of France is", "length", 5),
    "305": ("The capital of France is Paris.", "stop", 8),
}


@pytest.mark.parametrize("name", WHOLE)
async def test_a_whole_answer_is_heard_whole(name: str):
    heard, error = await hear_recording(name)
    assert error is None
    assert (heard.text, heard.finish_reason, heard.tokens) == WHOLE[name]
    assert heard.models == {SMOL}


@pytest.mark.parametrize("name", ["042", "050", "144", "305"])
async def test_reading_the_prompt_is_shown_as_progress(name: str):
    heard, _ = await hear_recording(name)
    assert heard.prefill == [(0, 36), (35, 36), (36, 36)]
    assert heard.progress[0].kind == "accepted"


CUT_OFF = ["081", "083", "094", "121", "161", "162"]


@pytest.mark.parametrize("name", CUT_OFF)
async def test_a_truncated_answer_is_never_taken_for_a_whole_one(name: str):
    heard, error = await hear_recording(name)
    assert isinstance(error, StreamBroken)
    assert error.partial == heard.text == recorded_text(name)
    assert heard.finish_reason is None


def test_the_truncated_recordings_hold_what_they_are_here_for():
    assert recorded_text("094") == ""
    assert recorded_text("121").endswith(" a myth")
    assert recorded_text("083") == "The story of a fox is a classic example of a magical tale"
    assert LIBRARY["162"].ending is RecordingEnd.CUT


CRASHED = {
    "090": "Runner shutdown before completing command (signal=9 (Killed))",
    "309": "Runner shutdown before completing command (signal=9 (Killed))",
    "failures_runner_crash/050": "Runner shutdown before completing command",
}


@pytest.mark.parametrize("name", CRASHED)
async def test_a_crashed_runner_fails_the_answer_in_exos_words(name: str):
    heard, error = await hear_recording(name)
    assert isinstance(error, ProviderFailed)
    assert CRASHED[name] in error.title
    assert error.outcome is Outcome.TRANSIENT
    assert heard.text == recorded_text(name)
    assert heard.finish_reason is None


@pytest.mark.parametrize("name", ["093", "failures_runner_crash/054", "074"])
async def test_an_empty_body_is_a_failure_and_no_empty_answer(name: str):
    heard, error = await hear_recording(name)
    assert isinstance(error, ProviderFailed)
    assert (heard.text, heard.finish_reason) == ("", None)


@pytest.mark.parametrize(
    "name", ["failures_runner_crash/052", "failures_runner_crash/053", "failures_runner_crash/055"]
)
async def test_each_stream_around_the_crashes_ends_as_it_was_recorded(name: str):
    heard, error = await hear_recording(name)
    events = list(recorded_events(name))
    failed = [event["error"]["message"] for event in events if "error" in event]
    finished = [event for event in events if "choices" in event and event["choices"][0].get("finish_reason")]
    assert heard.text == recorded_text(name)
    assert (error is None) is bool(finished)
    assert (heard.finish_reason is not None) is bool(finished)
    if error is not None:
        assert failed[0][:40] in error.title


@pytest.mark.parametrize("name", ["011", "012", "013", "106", "123", "302", "failures_runner_crash/065"])
async def test_a_model_that_is_not_placed_is_said_to_be_so(name: str):
    _, error = await hear_recording(name)
    assert isinstance(error, ModelUnavailable)
    assert (error.status, error.outcome) == (404, Outcome.NOT_LOADED)
    assert "No instance found for model" in error.title


@pytest.mark.parametrize("name", ["132", "133", "152"])
async def test_a_stream_that_only_keeps_alive_ends_when_we_hang_up(name: str):
    """Nobody ever ends these; the router's timers do, by closing the generator."""
    expected = recorded_text(name)
    async with ReplayServer({CHAT: LIBRARY[name]}, speed=0) as server, provider(server.url) as exo:
        heard = Heard()
        pieces = one_by_one(exo.stream(asking("Tell me a long story"), SMOL))
        while heard.text != expected or not heard.progress:
            heard.take(await anext(pieces))
        chat = await server.nth(0, CHAT[1])
        assert not chat.hung_up.is_set()
        await pieces.aclose()
        async with asyncio.timeout(30):
            await chat.hung_up.wait()
    assert heard.finish_reason is None


async def test_hanging_up_in_the_middle_is_seen_at_once():
    async with ReplayServer({CHAT: LIBRARY["132"]}, speed=0) as server, provider(server.url) as exo:
        begun = asyncio.Event()

        async def listen() -> None:
            async with aclosing(one_by_one(exo.stream(asking("Tell me a long story"), SMOL))) as pieces:
                async for piece in pieces:
                    if isinstance(piece, Chunk):
                        begun.set()

        async with asyncio.TaskGroup() as group:
            listening = group.create_task(listen(), name="listen")
            await begun.wait()
            listening.cancel()
        chat = await server.nth(0, CHAT[1])
        async with asyncio.timeout(30):
            await chat.hung_up.wait()


async def test_the_old_api_answers_without_done_and_with_both_message_and_delta():
    heard, error = await hear_recording("211", model="dummy")
    assert error is None
    assert heard.text == "dummy" * (len(recorded_text("211")) // 5)
    assert heard.text
    assert heard.finish_reason == "stop"


async def test_the_old_api_putting_another_model_in_place_is_refused_before_the_first_word():
    async with ReplayServer({CHAT: LIBRARY["211"]}, speed=0) as server, provider(server.url) as exo:
        heard = Heard()
        with pytest.raises(ModelUnavailable, match="Exo answered with dummy instead of gpt-4o") as caught:
            async with aclosing(one_by_one(exo.stream(asking("hi"), "gpt-4o"))) as pieces:
                async for piece in pieces:
                    heard.take(piece)
    assert heard.text == ""
    assert caught.value.outcome is Outcome.NOT_LOADED


async def test_the_old_api_says_which_models_it_supports():
    _, error = await hear_recording("213", model="llama-3.2-1b")
    assert isinstance(error, ModelUnavailable)
    assert "Unsupported model: llama-3.2-1b" in error.title


# --- what is sent ---


async def test_what_is_sent_is_streamed_and_carries_no_key():
    async with ReplayServer({CHAT: LIBRARY["050"]}, speed=0) as server, provider(server.url) as exo:
        await hear(exo, asking("hi", temperature=0, foo={"bar": 1}))
        (chat,) = server.received
    sent = chat.json()
    assert sent["stream"] is True
    assert sent["model"] == SMOL
    assert sent["messages"] == [{"role": "user", "content": "hi"}]
    assert (sent["temperature"], sent["foo"]) == (0, {"bar": 1})
    assert chat.header("authorization") is None
    assert "sk-made-up" not in str(chat.headers)


@pytest.mark.parametrize(
    ("params", "most"),
    [
        ({"max_completion_tokens": 3}, 3),
        ({"max_completion_tokens": 3, "max_tokens": 8}, 8),
        ({"max_completion_tokens": 3, "max_tokens": None}, 3),
        ({"max_tokens": 8}, 8),
        ({}, None),
    ],
)
async def test_max_completion_tokens_which_exo_ignores_becomes_max_tokens(params: dict[str, Any], most: int | None):
    async with ReplayServer({CHAT: LIBRARY["050"]}, speed=0) as server, provider(server.url) as exo:
        await hear(exo, asking("hi", **params))
        sent = server.received[0].json()
    assert sent.get("max_tokens") == most
    assert "max_completion_tokens" not in sent


async def test_no_messages_are_refused_before_anything_is_sent():
    async with ReplayServer({CHAT: LIBRARY["077"]}, speed=0) as server, provider(server.url) as exo:
        with pytest.raises(RequestRejected):
            await hear(exo, ChatRequest(()))
        assert server.received == []


# --- looking ---


def routes(state: Answer, **more: Answer) -> dict[tuple[str, str], Answer]:
    return {
        ("GET", "/node_id"): LIBRARY["001"],
        ("GET", "/state"): state,
        **{("GET", key): one for key, one in more.items()},
    }


OLD: dict[tuple[str, str], Answer] = {
    ("GET", "/healthcheck"): LIBRARY["200"],
    ("GET", "/topology"): LIBRARY["202"],
    ("GET", "/initial_models"): LIBRARY["204"],
    ("GET", "/modelpool"): LIBRARY["205"],
    ("GET", "/v1/models"): LIBRARY["201"],
    ("GET", "/"): LIBRARY["207"],
    CHAT: LIBRARY["211"],
}


def paths(server: ReplayServer) -> list[str]:
    return [request.path for request in server.received]


def test_it_is_what_the_core_wants():
    exo = ExoProvider(make_context(NOWHERE))
    port: Provider = exo
    control: ExoControl = exo
    assert control.dashboard == f"{NOWHERE}/"
    assert port is exo


async def test_a_look_shows_the_cluster():
    async with ReplayServer(routes(LIBRARY["067"]), speed=0) as server, provider(server.url) as exo:
        reading = await exo.probe()
    assert reading.cluster is not None
    assert (reading.cluster.state, reading.cluster.dialect) == (ClusterState.READY, "1.x")
    assert [(model.id, model.state) for model in reading.cluster.models] == [(SMOL, ModelState.READY)]
    assert [node.name for node in reading.cluster.nodes] == ["vm"]


async def test_looking_sends_only_get():
    clock = Clock()
    async with ReplayServer(routes(LIBRARY["122"]), speed=0) as server, provider(server.url, clock=clock) as exo:
        for _ in range(60):
            await exo.probe()
            clock.now += 1
        server.routes["GET", "/v1/models"] = LIBRARY["006"]
        await exo.models()
        assert {request.method for request in server.received} == {"GET"}
        assert all(request.header("authorization") is None for request in server.received)
        assert all(request.body == b"" for request in server.received)


async def test_one_quiet_node_is_asked_little():
    clock = Clock()
    async with ReplayServer(routes(LIBRARY["067"]), speed=0) as server, provider(server.url, clock=clock) as exo:
        await exo.probe()
        assert paths(server) == ["/node_id", "/state"]
        for _ in range(4):
            clock.now += 1
            await exo.probe()
        assert paths(server)[2:] == ["/node_id"] * 4
        clock.now += 1
        await exo.probe()
        assert paths(server)[6:] == [
            "/state/instances",
            "/state/runners",
            "/state/nodeMemory",
            "/state/lastSeen",
            "/state/topology",
        ]
        clock.now += 30
        await exo.probe()
        assert paths(server)[11:] == ["/state"]


async def test_a_release_without_parts_is_read_whole():
    """v1.0.69 and before: `/state/lastSeen` is an unknown path (the 404 is recording 008's)."""
    clock = Clock()
    table = routes(LIBRARY["101"]) | {("GET", "/state/"): LIBRARY["008"]}
    async with ReplayServer(table, speed=0) as server, provider(server.url, clock=clock) as exo:
        reading = await exo.probe()
        for _ in range(3):
            clock.now += 1
            reading = await exo.probe()
    assert reading.cluster is not None
    assert len(reading.cluster.nodes) == 2
    assert paths(server) == ["/node_id", "/state", "/state/lastSeen", "/state", "/state", "/state"]


def playing(name: str, clock: Clock, began: float) -> dict[tuple[str, str], Answer]:
    """SYNTHETIC, as timeline.py says: a recorded timeline over whole states, at the time of the clock."""
    timeline = Timeline.load(LIBRARY, name)

    def state(_: object) -> Recording:
        whole = timeline.at(clock.now - began)
        assert whole is not None
        return Recording.of_json(whole)

    def node_id(_: object) -> Recording:
        whole = timeline.at(clock.now - began)
        assert whole is not None
        return Recording.of_json((whole["topology"]["nodes"] or ["a-node-that-waits"])[0])

    return {("GET", "/state"): state, ("GET", "/node_id"): node_id}


async def watch(name: str, seconds: float, begin: float = 0.0) -> list[tuple[float, ClusterState]]:
    """Look once a second, and give each change of the state with its second."""
    clock = Clock()
    began = clock.now - begin
    seen: list[tuple[float, ClusterState]] = []
    async with ReplayServer(playing(name, clock, began), speed=0) as server, provider(server.url, clock=clock) as exo:
        while clock.now - began <= seconds:
            reading = await exo.probe()
            assert reading.cluster is not None
            if not seen or seen[-1][1] is not reading.cluster.state:
                seen.append((clock.now - began, reading.cluster.state))
            clock.now += 1
    return seen


async def test_a_killed_node_is_stale_within_six_seconds_of_looking():
    """Timeline 120; node 2 was heard of last at 6.6 s."""
    seen = await watch("120", 60)
    assert [state for _, state in seen] == [
        ClusterState.READY,
        ClusterState.BUSY,
        ClusterState.DEGRADED,
        ClusterState.FAILED,
        ClusterState.UP,
    ]
    stale_at = seen[2][0]
    assert 5.0 < stale_at - 6.6 <= 6.0


async def test_a_killed_master_is_followed_without_a_flicker():
    seen = await watch("131", 20)
    assert [state for _, state in seen] == [ClusterState.READY, ClusterState.BUSY, ClusterState.UP]


async def test_an_election_is_looked_at_again_soon_also_while_the_look_of_before_is_shown():
    """Timeline 100b: the state is empty from 5.8 s to 6.5 s. Nobody has to look for this."""
    clock = Clock()
    began = clock.now
    async with ReplayServer(playing("100b", clock, began), speed=0) as server, provider(server.url, clock=clock) as exo:
        clock.now = began + 5
        assert (await exo.probe()).again_in is None
        clock.now = began + 6
        held = await exo.probe()
        clock.now = began + 8
        after = await exo.probe()
    assert held.cluster is not None
    assert (held.cluster.state, len(held.cluster.nodes), held.again_in) == (ClusterState.UP, 1, 2.0)
    assert after.cluster is not None
    assert (after.cluster.state, len(after.cluster.nodes), after.again_in) == (ClusterState.UP, 2, None)


async def test_a_join_does_not_flicker_through_its_election():
    assert await watch("100b", 17, begin=3) == [(3, ClusterState.UP)]


async def test_a_download_is_seen_begin_load_and_answer():
    assert await watch("141", 40) == [
        (0, ClusterState.UP),
        (5, ClusterState.DOWNLOADING),
        (21, ClusterState.LOADING),
        (27, ClusterState.BUSY),
        (37, ClusterState.READY),
    ]


# --- who answers at the address ---


async def test_nobody_there_is_unreachable_at_once():
    async with ReplayServer(speed=0) as server:
        await server.refuse()
        async with provider(server.url) as exo:
            with pytest.raises(Unreachable) as caught:
                await exo.probe()
    assert caught.value.handling.opens


async def test_the_old_port_is_tried_when_the_new_one_is_refused_and_remembered():
    async with ReplayServer(speed=0) as closed, ReplayServer(routes(LIBRARY["067"]), speed=0) as old_port:
        await closed.refuse()
        async with provider(closed.url, old_port.url) as exo:
            reading = await exo.probe()
            assert reading.cluster is not None
            assert reading.cluster.state is ClusterState.READY
            old_port.routes[CHAT] = LIBRARY["050"]
            assert (await hear(exo)).text == "The capital of France is Paris."
            assert exo.dashboard == f"{old_port.url}/"
            await exo.probe()
            assert closed.received == []


async def test_the_first_address_is_tried_again_when_the_other_one_has_gone():
    async with (
        ReplayServer(routes(LIBRARY["067"]), speed=0) as new,
        ReplayServer(routes(LIBRARY["067"]), speed=0) as old,
    ):
        await new.refuse()
        async with provider(new.url, old.url) as exo:
            await exo.probe()
            await new.listen()
            await old.refuse()
            old.hang_up()
            with pytest.raises(Unreachable):
                await exo.probe()
            await exo.probe()
            assert exo.dashboard == f"{new.url}/"


async def test_a_stranger_on_the_port_is_named():
    page = Recording.of_body(b"<!doctype html><title>My blog</title>", "text/html")
    async with ReplayServer({("GET", "/"): page}, speed=0) as server, provider(server.url) as exo:
        with pytest.raises(Unreachable) as caught:
            await exo.probe()
    assert caught.value.title.startswith("Something else answers at 127.0.0.1:")
    assert "My blog" in caught.value.title
    assert "hypercorn-h11" in caught.value.title
    assert caught.value.handling.opens


async def test_a_stranger_on_the_old_port_does_not_hide_that_exo_is_not_running():
    page = Recording.of_body(b"<!doctype html><title>My blog</title>", "text/html")
    async with ReplayServer(speed=0) as closed, ReplayServer({("GET", "/"): page}, speed=0) as other:
        await closed.refuse()
        async with provider(closed.url, other.url) as exo:
            with pytest.raises(Unreachable) as caught:
                await exo.probe()
    assert "Something else" not in caught.value.title
    assert str(closed.port) in caught.value.title


async def test_another_program_taking_the_port_over_is_noticed():
    async with ReplayServer(routes(LIBRARY["067"]), speed=0) as server, provider(server.url) as exo:
        await exo.probe()
        server.routes = {("GET", "/"): Recording.of_body(b"Ollama is running", "text/plain")}
        with pytest.raises(Unreachable, match=r"Something else answers at .*Ollama is running"):
            await exo.probe()


async def test_an_exo_that_answers_with_errors_twice_is_unreachable_and_once_is_nothing():
    broken = Recording.of_body(b"Internal Server Error", "text/plain", status=500)
    async with ReplayServer(routes(LIBRARY["067"]), speed=0) as server, provider(server.url) as exo:
        server.routes["GET", "/state"] = in_turn(broken, LIBRARY["067"])
        reading = await exo.probe()
        assert reading.cluster is not None
        assert reading.cluster.state is ClusterState.READY
    async with ReplayServer(routes(broken), speed=0) as server, provider(server.url) as exo:
        with pytest.raises(Unreachable, match="No answer from Exo"):
            await exo.probe()


async def test_a_restarted_node_is_read_anew_at_once():
    clock = Clock()
    async with ReplayServer(routes(LIBRARY["067"]), speed=0) as server, provider(server.url, clock=clock) as exo:
        await exo.probe()
        server.routes.update({("GET", "/node_id"): LIBRARY["300"], ("GET", "/state"): LIBRARY["301"]})
        clock.now += 1
        reading = await exo.probe()
    assert reading.cluster is not None
    assert reading.cluster.state is ClusterState.UP


# --- the old dialect ---


async def test_the_old_api_is_recognised_and_ready_with_its_node():
    async with ReplayServer(OLD, speed=0) as server, provider(server.url) as exo:
        reading = await exo.probe()
        again = await exo.probe()
        catalogue = await exo.models()
        assert (await hear(exo, model="dummy")).finish_reason == "stop"
    assert reading.cluster is not None
    assert (reading.cluster.state, reading.cluster.dialect) == (ClusterState.READY, "0.x")
    assert [node.name for node in reading.cluster.nodes] == ["old-node-1"]
    assert [model.id for model in reading.cluster.models] == ["dummy"]
    assert catalogue.ids[0] == "dummy"
    assert "llama-3.2-1b" in catalogue.ids
    assert again.cluster == reading.cluster
    assert len([path for path in paths(server) if path == "/modelpool"]) == 1


async def test_the_old_api_without_initial_models_still_has_something_to_ask_for():
    table = {key: answer for key, answer in OLD.items() if key != ("GET", "/initial_models")}
    async with ReplayServer(table, speed=0) as server, provider(server.url) as exo:
        reading = await exo.probe()
    assert reading.cluster is not None
    assert "dummy" in [model.id for model in reading.cluster.models if model.answers]


async def test_the_old_api_cannot_load():
    async with ReplayServer(OLD, speed=0) as server, provider(server.url) as exo:
        with pytest.raises(ModelUnavailable, match=r"Exo 0\.x"):
            await exo.load("dummy")
        with pytest.raises(ModelUnavailable, match=r"Exo 0\.x"):
            await exo.unload("dummy")
        assert {request.method for request in server.received} == {"GET"}


# --- the catalogue ---


async def test_what_answers_now_comes_first_then_what_is_on_disk():
    listed = Recording.of_json({"data": [{"id": "a/first"}, {"id": SMOL, "context_length": 8192}, {"id": "b/last"}]})
    table = routes(LIBRARY["067"]) | {("GET", "/v1/models?status=downloaded"): listed}
    async with ReplayServer(table, speed=0) as server, provider(server.url) as exo:
        catalogue = await exo.models()
    assert catalogue.ids == (SMOL, "a/first", "b/last")
    known = catalogue.get(SMOL)
    assert known is not None
    assert known.context == 8192


async def test_the_recorded_list_of_downloads_is_the_catalogue():
    table = routes(LIBRARY["002"]) | {("GET", "/v1/models"): LIBRARY["006"]}
    async with ReplayServer(table, speed=0) as server, provider(server.url) as exo:
        assert (await exo.models()).ids == (SMOL,)


# --- loading and unloading ---


def loading_routes(state: Answer, previews: str = "025") -> dict[tuple[str, str], Answer]:
    return routes(state) | {
        ("GET", "/instance/previews"): LIBRARY[previews],
        ("POST", "/place_instance"): LIBRARY["040"],
        ("DELETE", "/instance/"): LIBRARY["095"],
        ("POST", "/download/cancel"): LIBRARY["154"],
    }


def commands(server: ReplayServer) -> list[tuple[str, str]]:
    return [(request.method, request.path) for request in server.received if request.method != "GET"]


async def test_a_model_that_fits_is_placed_as_the_preview_says():
    async with ReplayServer(loading_routes(LIBRARY["002"]), speed=0) as server, provider(server.url) as exo:
        assert await exo.fits(SMOL) == (True, "")
        await exo.load(SMOL)
        (placed,) = [request for request in server.received if request.method == "POST"]
        (asked, _) = server.requests_to("/instance/previews")
    assert asked.query == {"model_id": SMOL}
    assert placed.path == "/place_instance"
    assert placed.json() == {
        "model_id": SMOL,
        "sharding": "Pipeline",
        "instance_meta": "MlxRing",
        "min_nodes": 1,
    }


async def test_a_model_that_does_not_fit_is_refused_with_exos_reason_and_nothing_is_sent():
    big = "mlx-community/DeepSeek-V3.1-8bit"
    async with ReplayServer(loading_routes(LIBRARY["002"], "032"), speed=0) as server, provider(server.url) as exo:
        assert await exo.fits(big) == (False, "No cycles found with sufficient memory")
        with pytest.raises(ModelUnavailable, match="No cycles found with sufficient memory"):
            await exo.load(big)
        assert commands(server) == []


async def test_a_model_that_exo_does_not_know_is_refused_in_its_words():
    unknown = Recording.of_json(
        {"error": {"message": "Failed to load model card: no such repo", "code": 400}}, status=400
    )
    table = loading_routes(LIBRARY["002"]) | {("GET", "/instance/previews"): unknown}
    async with ReplayServer(table, speed=0) as server, provider(server.url) as exo:
        assert await exo.fits("no/such") == (False, "Failed to load model card: no such repo")
        with pytest.raises(ModelUnavailable, match="no such repo"):
            await exo.load("no/such")
        assert commands(server) == []


@pytest.mark.parametrize("state", ["067", "122", "143", "145"])
async def test_a_model_that_is_placed_already_is_not_placed_twice(state: str):
    async with ReplayServer(loading_routes(LIBRARY[state]), speed=0) as server, provider(server.url) as exo:
        await exo.load(SMOL)
        assert commands(server) == []


async def test_a_failed_model_is_removed_before_it_is_placed_again():
    async with ReplayServer(loading_routes(LIBRARY["153"]), speed=0) as server, provider(server.url) as exo:
        await exo.load(LLAMA)
        assert commands(server) == [
            ("DELETE", "/instance/8cbb7703-7b73-44a6-a476-2e035c1be7ee"),
            ("POST", "/place_instance"),
        ]


async def test_loading_is_watched_closely_from_then_on():
    clock = Clock()
    async with (
        ReplayServer(loading_routes(LIBRARY["002"]), speed=0) as server,
        provider(server.url, clock=clock) as exo,
    ):
        await exo.load(SMOL)
        server.routes["GET", "/state"] = LIBRARY["143"]
        clock.now += 2
        reading = await exo.probe()
    assert reading.cluster is not None
    assert reading.cluster.state is ClusterState.DOWNLOADING


@pytest.mark.parametrize(
    ("state", "instance"),
    [
        ("067", "4821e973-c03c-4b2f-97d9-0d90a0edb521"),
        ("143", "3f021318-36bb-4384-b30a-09b73e92a331"),
    ],
)
async def test_unloading_deletes_the_instance_also_while_it_is_coming(state: str, instance: str):
    async with ReplayServer(loading_routes(LIBRARY[state]), speed=0) as server, provider(server.url) as exo:
        await exo.unload(SMOL)
        assert commands(server) == [("DELETE", f"/instance/{instance}")]


async def test_unloading_what_has_just_gone_is_fine():
    table = loading_routes(LIBRARY["067"]) | {("DELETE", "/instance/"): LIBRARY["028"]}
    async with ReplayServer(table, speed=0) as server, provider(server.url) as exo:
        await exo.unload(SMOL)
        assert len(commands(server)) == 1


async def test_unloading_a_download_of_no_instance_stops_it():
    state = LIBRARY["143"]
    alone = state.with_json(state.json() | {"instances": {}, "runners": {}})
    async with ReplayServer(loading_routes(alone), speed=0) as server, provider(server.url) as exo:
        await exo.unload(SMOL)
        (stop,) = [request for request in server.received if request.method == "POST"]
    assert stop.path == "/download/cancel"
    assert stop.json() == {"target_node_id": "fea9e2456fa7371571119fc6e490579f", "model_id": SMOL}


async def test_unloading_what_is_not_there_says_so():
    async with ReplayServer(loading_routes(LIBRARY["002"]), speed=0) as server, provider(server.url) as exo:
        with pytest.raises(ModelUnavailable, match="is not loaded"):
            await exo.unload(SMOL)
        assert commands(server) == []


# --- the doctor ---


async def test_the_doctor_finds_a_well_cluster_open_to_the_network():
    def node_id(request: Any) -> Recording:
        plain = LIBRARY["001"]
        if request.header("origin") is None:
            return plain
        allow = LIBRARY["018"].header("access-control-allow-origin")
        head = plain.head.replace(b"server:", f"access-control-allow-origin: {allow}\r\nserver:".encode())
        return Recording("with CORS as in 018", head, plain.pieces)

    table = routes(LIBRARY["067"]) | {("GET", "/node_id"): node_id}
    async with ReplayServer(table, speed=0) as server, provider(server.url) as exo:
        found = await exo.examine(platform="linux")
        assert {request.method for request in server.received} == {"GET"}
    assert [finding.code for finding in found] == ["open_to_lan", "exo_fine"]


async def test_the_doctor_asks_a_model_for_a_word_only_when_told_to():
    table = routes(LIBRARY["067"]) | {CHAT: LIBRARY["050"]}
    async with ReplayServer(table, speed=0) as server, provider(server.url) as exo:
        found = await exo.examine(platform="linux", ask=True)
        (chat,) = server.requests_to(CHAT[1])
    assert "tokens" in [finding.code for finding in found]
    assert chat.json()["max_tokens"] == 1


async def test_the_doctor_suspects_a_wedge_when_no_word_comes():
    table = routes(LIBRARY["067"]) | {CHAT: LIBRARY["093"]}
    async with ReplayServer(table, speed=0) as server, provider(server.url) as exo:
        found = await exo.examine(platform="linux", ask=True)
    (wedged,) = [finding for finding in found if finding.code == "wedged"]
    assert wedged.level is Level.PROBLEM


async def test_the_doctor_tells_of_a_failed_download_that_belongs_to_nothing():
    state = LIBRARY["153"]
    alone = state.with_json(state.json() | {"instances": {}, "runners": {}})
    async with ReplayServer(routes(alone), speed=0) as server, provider(server.url) as exo:
        found = await exo.examine(platform="linux")
    assert "download_failed" in [finding.code for finding in found]


async def test_the_doctor_names_the_stranger_and_how_to_find_it():
    async with ReplayServer(speed=0) as server, provider(server.url) as exo:
        (finding,) = await exo.examine(platform="linux")
    assert finding.code == "port_taken"
    assert finding.command == f"ss -ltnp 'sport = :{server.port}'"


async def test_the_doctor_tells_a_silent_program_from_none():
    listening = await asyncio.start_server(lambda _reader, writer: writer.close(), "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    async with provider(f"http://127.0.0.1:{port}") as exo:
        (silent,) = await exo.examine(platform="linux")
        listening.close()
        await listening.wait_closed()
        (gone,) = await exo.examine(platform="linux")
    assert (silent.code, gone.code) == ("port_silent", "not_running")


async def test_the_doctor_tells_why_the_model_of_the_settings_cannot_be_loaded():
    table = loading_routes(LIBRARY["002"]) | {("GET", "/instance/previews"): LIBRARY["032"]}
    context = make_context("http://127.0.0.1:1")
    async with ReplayServer(table, speed=0) as server:
        row = msgspec.structs.replace(context.provider, base_url=server.url, model="mlx-community/DeepSeek-V3.1-8bit")
        exo = ExoProvider(replace(context, provider=row))
        found = await exo.examine(platform="linux")
        await exo.aclose()
        assert {request.method for request in server.received} == {"GET"}
    [finding] = [one for one in found if one.code == "model_does_not_fit"]
    assert finding.title.startswith("mlx-community/DeepSeek-V3.1-8bit does not fit: ")


async def test_a_key_is_not_even_tried():
    async with ReplayServer(speed=0) as server, provider(server.url) as exo:
        check = await exo.check_key(Secret("sk-made-up-key-1234"))
        assert server.received == []
    assert check.ok is None


# --- what becomes of a question that Exo has taken ---

INSTANCE_067 = "4821e973-c03c-4b2f-97d9-0d90a0edb521"


def question(status: str) -> dict[str, Any]:
    return {"TextGeneration": {"taskStatus": status, "instanceId": INSTANCE_067, "taskParams": {"input": "secret"}}}


async def test_a_place_in_exos_queue_is_told_until_its_turn_has_come():
    """152's stream: nothing but keep-alives. Exo answers the first, ours is the third of the list."""
    before = Recording.of_json({"t0": question("Running"), "t1": question("Pending"), "t2": question("Pending")})
    after = Recording.of_json({"t1": question("Running"), "t2": question("Running")})
    table = routes(LIBRARY["067"]) | {("GET", "/state/tasks"): in_turn(before, after), CHAT: LIBRARY["152"]}
    async with ReplayServer(table, speed=0) as server, provider(server.url) as exo:
        await exo.probe()
        seen: list[Progress] = []
        async with asyncio.timeout(30), aclosing(one_by_one(exo.stream(asking("hi"), SMOL))) as pieces:
            async for piece in pieces:
                if isinstance(piece, Progress) and piece.kind == "queued":
                    seen.append(piece)
                if len(seen) == 2:
                    break
        assert [(one.done, one.patience) for one in seen] == [(2, QUEUE_SECONDS), (0, 0.0)]


async def test_a_question_that_has_begun_asks_for_no_queue():
    table = routes(LIBRARY["067"]) | {CHAT: LIBRARY["402"]}
    async with ReplayServer(table, speed=0) as server, provider(server.url) as exo:
        await exo.probe()
        assert (await hear(exo)).prefill == [(0, 640), (639, 640), (640, 640)]
        assert "/state/tasks" not in paths(server)


@dataclass
class Listening:
    """A question to a node that plays a recording: heard so far, and what it came to."""

    server: ReplayServer
    exo: ExoProvider
    clock: Clock
    heard: Heard
    task: "asyncio.Task[None]"

    async def ends(self) -> None:
        async with asyncio.timeout(10):
            await self.task


@asynccontextmanager
async def listening(chat: Recording) -> AsyncGenerator[Listening]:
    """Ask a node that is ready and plays ``chat``; entered when all of it has come."""
    clock, heard, all_heard = Clock(), Heard(), asyncio.Event()
    expected = "".join(event["choices"][0]["delta"]["content"] for event in events_of(chat))
    prefills = chat.body.count(b"prefill_progress")
    table = routes(LIBRARY["067"]) | {CHAT: chat}
    async with ReplayServer(table, speed=0) as server, provider(server.url, clock=clock) as exo:
        await exo.probe()

        async def listen() -> None:
            async with aclosing(one_by_one(exo.stream(asking("Tell me a long story"), SMOL))) as pieces:
                async for piece in pieces:
                    heard.take(piece)
                    if heard.text == expected and len(heard.prefill) == prefills:
                        all_heard.set()

        task = asyncio.get_running_loop().create_task(listen(), name="listen")
        await all_heard.wait()
        await asyncio.sleep(0.1)  # for the keep-alives behind it
        yield Listening(server, exo, clock, heard, task)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def events_of(chat: Recording) -> list[dict[str, Any]]:
    lines = chat.body.decode().split("\n")
    return [json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: {")]


def break_looks(room: Listening) -> None:
    broken = Recording.of_body(b"Internal Server Error", "text/plain", status=500)
    room.server.routes.update(dict.fromkeys([("GET", "/node_id"), ("GET", "/state"), ("GET", "/state/")], broken))
    room.clock.now += 6


async def test_an_exo_that_does_not_answer_twice_ends_the_wait_for_a_first_word():
    async with listening(LIBRARY["152"]) as room:
        break_looks(room)
        with pytest.raises(Unreachable, match="No answer from Exo"):
            await room.exo.probe()
        with pytest.raises(Unreachable, match="No answer from Exo"):
            await room.ends()


async def test_an_exo_that_does_not_answer_twice_ends_an_answer_that_has_stopped_coming():
    async with listening(LIBRARY["132"]) as room:
        break_looks(room)
        with pytest.raises(Unreachable):
            await room.exo.probe()
        with pytest.raises(StreamBroken, match="No answer from Exo"):
            await room.ends()


async def test_an_exo_that_reads_a_long_prompt_may_miss_looks():
    reading = LIBRARY["402"].ending_in(RecordingEnd.HELD, pieces=5)
    async with listening(reading) as room:
        assert room.heard.prefill == [(0, 640)]
        break_looks(room)
        with pytest.raises(Unreachable):
            await room.exo.probe()
        await asyncio.sleep(0.1)
        assert not room.task.done()


async def test_an_answer_whose_instance_was_made_anew_ends_at_the_second_look():
    async with listening(LIBRARY["132"]) as room:
        state = LIBRARY["067"].json()
        state["runners"] = {runner: {"RunnerIdle": {}} for runner in state["runners"]}
        room.server.routes["GET", "/state"] = LIBRARY["067"].with_json(state)
        room.clock.now += 6
        await room.exo.probe()
        await asyncio.sleep(0.1)
        assert not room.task.done()
        room.clock.now += 6
        await room.exo.probe()
        with pytest.raises(StreamBroken, match="Exo had to load SmolLM2-135M-Instruct anew"):
            await room.ends()
