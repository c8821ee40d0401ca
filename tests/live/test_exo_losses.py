"""A node that goes away, an Exo that hangs, a prompt that is long: what the program does with its timers as they are.

The cluster is recorded (101 with the instance of 112, and the streams); its signs of life follow the clock of the test
(synthetic). That nobody waited for the timers is seen by the reason: theirs is another one.
"""

import asyncio
import copy
import json
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.cli.program import Program, Result, openai
from tests.support.hosts import Host

from traybridge.demo.recordings import Library, Recording, RecordingEnd
from traybridge.demo.replay import ReplayServer
from traybridge.demo.requests import Received

pytestmark = pytest.mark.live

LIBRARY = Library(Path(__file__).parent.parent / "fixtures" / "exo")
CHAT = ("POST", "/v1/chat/completions")


def text_of(recording: Recording) -> str:
    lines = recording.body.decode().split("\n")
    events = [json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: {")]
    return "".join(event["choices"][0]["delta"].get("content") or "" for event in events)


class TwoNodes:
    """A node of a cluster of two that answer a question; the other one may be killed, and this one stopped."""

    def __init__(self, chat: Recording, tasks: Callable[[], dict[str, Any]] = dict) -> None:
        self._state = copy.deepcopy(LIBRARY["101"].json())
        self._state["instances"] = LIBRARY["112"].json()
        for instance in self._state["instances"].values():
            (ring,) = instance.values()
            for runner in ring["shardAssignments"]["runnerToShard"]:
                self._state["runners"][runner] = {"RunnerRunning": {}}
        self._tasks = tasks
        self._killed_at: datetime | None = None
        self._stopped = False
        nodes = self._state["topology"]["nodes"]
        self.server = ReplayServer(
            {
                ("GET", "/node_id"): self._unless_stopped(lambda _: nodes[0]),
                ("GET", "/state"): self._unless_stopped(lambda _: self._now()),
                ("GET", "/state/"): self._unless_stopped(lambda asked: self._now()[asked.path.rsplit("/", 1)[1]]),
                ("GET", "/v1/models"): LIBRARY["066"],
                CHAT: chat,
            }
        )

    def kill_the_other(self) -> None:
        """The last sign of life of the other node was now."""
        self._killed_at = datetime.now(UTC)

    def stop(self) -> None:
        """From now on whoever asks how it is hears nothing, as after SIGSTOP; what the stream has to say it says."""
        self._stopped = True

    def _unless_stopped(self, answer: Callable[[Received], Any]) -> Callable[[Received], Any]:
        async def settled(asked: Received) -> Recording:
            if self._stopped:
                await asked.hung_up.wait()
            return Recording.of_json(answer(asked))

        return settled

    def _now(self) -> dict[str, Any]:
        now = datetime.now(UTC)
        first, second = self._state["topology"]["nodes"]
        seen = {first: now.isoformat(), second: (self._killed_at or now).isoformat()}
        return {**self._state, "lastSeen": seen, "tasks": self._tasks()}


@asynccontextmanager
async def asked(folder: Path, cluster: TwoNodes) -> AsyncGenerator[tuple[Program, "asyncio.Task[Result]"]]:
    """A question that the cluster has got; somebody else stands behind it."""
    async with cluster.server as server, Host() as host:
        program = Program(folder)
        program.providers({"id": "exo", "kind": "exo", "base_url": server.url}, openai("next", host.url))
        loop = asyncio.get_running_loop()
        asking = loop.create_task(program.run("ask", "Tell me a long story", "--json"), name="ask")
        try:
            await server.nth(0, CHAT[1])
            yield program, asking
        finally:
            await asyncio.gather(asking, return_exceptions=True)
            await program.aclose()


BEFORE_THE_FIRST_WORD = LIBRARY["152"]
"""Nothing but keep-alives."""
IN_MID_ANSWER = LIBRARY["132"].ending_in(RecordingEnd.HELD, pieces=5)
"""A few words, then nothing."""

Happening = Callable[[TwoNodes], None]


@pytest.mark.parametrize(
    ("happens", "reason"),
    [(TwoNodes.kill_the_other, "not seen for"), (TwoNodes.stop, "No answer from Exo at")],
    ids=["a node is killed", "Exo hangs"],
)
async def test_a_loss_before_the_first_word_leads_to_the_next_one(tmp_path: Path, happens: Happening, reason: str):
    cluster = TwoNodes(BEFORE_THE_FIRST_WORD)
    async with asked(tmp_path, cluster) as (_, asking):
        happens(cluster)
        result = await asking
    document = result.json
    assert (result.code, document["provider"], document["text"]) == (0, "next", "Paris")
    assert [(one["provider"], one["outcome"]) for one in document["attempts"]] == [("exo", "transient"), ("next", "ok")]
    assert reason in document["attempts"][0]["reason"]


@pytest.mark.parametrize(
    ("happens", "reason"),
    [(TwoNodes.kill_the_other, "not seen for"), (TwoNodes.stop, "No answer from Exo at")],
    ids=["a node is killed", "Exo hangs"],
)
async def test_a_loss_in_mid_answer_is_told_and_the_words_are_kept(tmp_path: Path, happens: Happening, reason: str):
    cluster = TwoNodes(IN_MID_ANSWER)
    async with asked(tmp_path, cluster) as (_, asking):
        happens(cluster)
        result = await asking
    document = result.json
    assert (result.code, document["provider"], document["interrupted"]) == (3, "exo", True)
    assert document["text"] == text_of(IN_MID_ANSWER) != ""
    assert reason in document["error"]["title"]
    assert [one["provider"] for one in document["attempts"]] == ["exo"]


async def test_a_hung_look_is_no_reason_to_leave_an_exo_that_reads_a_long_prompt(tmp_path: Path):
    """402 at eight times its speed, while nobody answers looks: its machine has no time for them."""
    cluster = TwoNodes(LIBRARY["402"])
    cluster.server.speed = 8.0
    async with asked(tmp_path, cluster) as (_, asking):
        await asyncio.sleep(36.5 / 8)  # it has begun to read
        cluster.stop()
        result = await asking
    document = result.json
    assert (result.code, document["provider"], document["text"]) == (0, "exo", text_of(LIBRARY["402"]))


def third_in_the_queue(instance: str) -> dict[str, Any]:
    states = ["Running"] * 8 + ["Pending"] * 3
    return {
        f"t{number}": {"TextGeneration": {"taskStatus": status, "instanceId": instance}}
        for number, status in enumerate(states)
    }


async def test_a_terminal_says_what_is_waited_for(tmp_path: Path):
    """Third in the queue, then the prompt is read: 402 at five times its speed, 7 s before it begins."""
    (instance,) = LIBRARY["112"].json()
    cluster = TwoNodes(LIBRARY["402"], lambda: third_in_the_queue(instance))
    cluster.server.speed = 5.0
    async with cluster.server as server:
        program = Program(tmp_path)
        program.providers({"id": "exo", "kind": "exo", "base_url": server.url})
        code, shown = await program.on_screen("ask", "Tell me a long story")
        screen = shown.decode().replace("\r\n", "\n")
        await program.aclose()
    assert code == 0
    assert "Waiting: third in exo's queue…" in screen
    assert "exo is reading 640 tokens…" in screen
    assert text_of(LIBRARY["402"]).split("\n")[0] in screen


async def test_an_exo_that_stops_without_a_word_is_followed_by_the_next_one(tmp_path: Path):
    """403: 657 of 8,192 tokens are no conversation that is too long."""
    cluster = TwoNodes(LIBRARY["403"])
    async with asked(tmp_path, cluster) as (_, asking):
        result = await asking
    document = result.json
    assert (result.code, document["provider"]) == (0, "next")
    assert "ended without a word" in document["attempts"][0]["reason"].lower()
    assert "too long" not in json.dumps(document)
