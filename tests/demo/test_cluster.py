"""What a client of Exo finds on the demo's port."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import httpx
import msgspec
import pytest

from traybridge.demo.cluster import DemoCluster
from traybridge.demo.recordings import Library
from traybridge.demo.story import FAILING_MODEL, TOLD_MODEL

NOW = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)
SMALL = "mlx-community/Llama-3.2-3B-Instruct-4bit"
TOO_BIG = "mlx-community/DeepSeek-V3.1-8bit"
PATIENCE = 10


class Visit:
    """A demo cluster that stands still, and a client that talks to it."""

    def __init__(self, cluster: DemoCluster, client: httpx.AsyncClient) -> None:
        self.cluster = cluster
        self.client = client

    async def get(self, path: str) -> Any:
        answer = await self.client.get(path)
        assert answer.status_code == 200
        assert answer.reason_phrase == ""
        return answer.json()

    async def runners(self) -> list[str]:
        return [next(iter(row)) for row in (await self.get("/state/runners")).values()]

    async def downloaded(self) -> list[str]:
        return [row["id"] for row in (await self.get("/v1/models?status=downloaded"))["data"]]

    async def place(self, model: str, **more: object) -> httpx.Response:
        return await self.client.post("/place_instance", json={"model_id": model, **more})

    def chat(self, text: str = "What is the capital of France?", model: str = TOLD_MODEL, **more: object) -> Any:
        body = {"model": model, "messages": [{"role": "user", "content": text}], **more}
        return self.client.stream("POST", "/v1/chat/completions", json=body)


@asynccontextmanager
async def visit(stage: str, speed: float = 0, *, loop: bool = True) -> AsyncGenerator[Visit]:
    async with (
        asyncio.timeout(PATIENCE),
        DemoCluster(port=0, speed=speed, loop=loop, now=lambda: NOW) as cluster,
        httpx.AsyncClient(base_url=cluster.url, trust_env=False) as client,
    ):
        cluster.goto(stage)
        yield Visit(cluster, client)


def events(raw: bytes) -> list[bytes]:
    return raw.strip().split(b"\n\n")


def chunks(raw: bytes) -> list[dict[str, Any]]:
    return [msgspec.json.decode(event[6:]) for event in events(raw) if event.startswith(b"data: {")]


def text(raw: bytes) -> str:
    return "".join(chunk["choices"][0]["delta"].get("content") or "" for chunk in chunks(raw))


@pytest.mark.parametrize(
    ("stage", "nodes", "runners"),
    [
        ("electing", 0, []),
        ("one_node", 1, []),
        ("joined", 2, []),
        ("downloading", 2, ["RunnerIdle"] * 2),
        ("loading", 2, ["RunnerLoading"] * 2),
        ("ready", 2, ["RunnerReady"] * 2),
        ("busy", 2, ["RunnerRunning"] * 2),
        ("stale", 2, ["RunnerReady"] * 2),
        ("lost", 1, ["RunnerRunning"] * 2),
        ("recovered", 2, ["RunnerRunning"] * 2 + ["RunnerReady"] * 2),
        ("failed", 2, ["RunnerIdle"]),
    ],
)
async def test_every_stage_can_be_jumped_to_and_is_seen_in_the_state(stage: str, nodes: int, runners: list[str]):
    async with visit(stage) as here:
        assert here.cluster.stage == stage
        assert len((await here.get("/state/topology"))["nodes"]) == nodes
        assert await here.runners() == runners


async def test_the_whole_state_and_its_parts_agree(library: Library):
    async with visit("ready") as here:
        whole = await here.get("/state")
        assert list(whole) == list(library["101"].json())
        assert await here.get("/state/nodeIdentities") == whole["nodeIdentities"]
        assert (await here.client.get("/state/nope")).content == library["004"].body
        assert await here.get("/node_id") in whole["topology"]["nodes"]


async def test_a_chat_is_answered_with_a_recorded_stream_and_makes_the_cluster_busy():
    async with visit("ready", speed=20) as here:
        async with here.chat(stream=True) as answer:
            assert (answer.status_code, answer.headers["content-type"]) == (200, "text/event-stream; charset=utf-8")
            parts = answer.aiter_raw()
            said = await anext(parts)
            assert here.cluster.stage == "busy"
            assert await here.runners() == ["RunnerRunning"] * 2
            async for part in parts:
                said += part
        await here.cluster.until("ready")
        assert await here.runners() == ["RunnerReady"] * 2
    assert text(said) == "The capital of France is Paris."
    kinds = [event.split(b" ")[1 if event.startswith(b":") else 0] for event in events(said)]
    assert list(dict.fromkeys(kinds)) == [b"keep-alive", b"prefill_progress", b"data:", b"generation_stats"]
    assert events(said)[-1] == b"data: [DONE]"
    assert chunks(said)[-1]["choices"][0]["finish_reason"] == "stop"
    assert chunks(said)[-1]["usage"]["completion_tokens"] == 8


async def test_a_chat_that_is_not_streamed_gets_one_json():
    async with visit("ready") as here, here.chat("hello") as answer:
        said = msgspec.json.decode(await answer.aread())
        assert said["choices"][0]["message"]["content"] == "Hello there"
        assert (said["model"], said["created"]) == (TOLD_MODEL, int(NOW.timestamp()))


async def test_chats_have_ids_of_their_own():
    async with visit("ready") as here:
        ids = []
        for _ in range(2):
            async with here.chat(stream=True) as answer:
                ids.append(chunks(await answer.aread())[0]["id"])
        assert len(set(ids)) == 2


@pytest.mark.parametrize("stage", ["joined", "lost"])
async def test_a_chat_for_a_model_that_is_not_placed_gets_exos_404(library: Library, stage: str):
    async with visit(stage) as here, here.chat(stream=True) as answer:
        assert answer.status_code == 404
        assert await answer.aread() == library["012"].body


@pytest.mark.parametrize(("body", "recorded"), [(b'{"messages":"nope"}', "014"), (b"{bad", "015")])
async def test_a_body_that_is_no_chat_gets_exos_422(library: Library, body: bytes, recorded: str):
    async with visit("ready") as here:
        answer = await here.client.post("/v1/chat/completions", content=body)
        assert (answer.status_code, answer.content) == (422, library[recorded].body)


async def test_a_chat_while_the_model_loads_waits_with_keep_alives_and_is_answered():
    async with visit("loading", speed=50) as here, here.chat(stream=True) as answer:
        said = await answer.aread()
        assert said.startswith(b": keep-alive\n\n")
        assert text(said) == "The capital of France is Paris."
        assert not [event for event in events(said) if event.startswith(b": keep") and event != b": keep-alive"]


@pytest.mark.parametrize(("stage", "model"), [("failed", FAILING_MODEL), ("stale", TOLD_MODEL)])
async def test_a_chat_that_will_never_be_answered_hangs_in_keep_alives(stage: str, model: str):
    async with visit(stage) as here, here.chat(model=model, stream=True) as answer:
        parts = answer.aiter_raw()
        assert (await anext(parts)).startswith(b": keep-alive\n\n")
        assert answer.status_code == 200


async def test_when_the_node_is_lost_its_hanging_chats_end_cleanly_without_a_finish_reason():
    async with visit("stale") as here, here.chat(stream=True) as answer:
        parts = answer.aiter_raw()
        said = await anext(parts)
        here.cluster.goto("lost")
        async for part in parts:
            said += part
        assert b"finish_reason" not in said
        assert b"[DONE]" not in said


async def test_a_chat_can_be_cancelled_by_its_id_once(library: Library):
    async with visit("ready", speed=1) as here, here.chat(stream=True) as answer:
        parts = answer.aiter_raw()
        await anext(parts)
        (command_id,) = here.cluster._story.chats
        cancelled = await here.client.post(f"/v1/cancel/{command_id}")
        assert cancelled.json() == {"message": "Command cancelled.", "command_id": command_id}
        assert b"".join([part async for part in parts]).count(b"finish_reason") == 0
        await here.cluster.until("ready")
        again = await here.client.post(f"/v1/cancel/{command_id}")
        assert (again.status_code, again.content) == (404, library["029"].body)


async def test_a_client_that_hangs_up_ends_its_chat():
    async with visit("ready", speed=1) as here:
        async with here.chat(stream=True) as answer:
            await anext(answer.aiter_raw())
            assert here.cluster.stage == "busy"
        await here.cluster.until("ready")


async def test_a_model_is_placed_downloaded_loaded_used_and_unloaded(library: Library):
    async with visit("ready") as here:
        before = await here.get("/state/instances")
        placed = (await here.place(SMALL)).json()
        assert placed.keys() == library["040"].json().keys()
        assert placed["model_card"]["modelId"] == SMALL
        (instance_id,) = (await here.get("/state/instances")).keys() - before.keys()
        assert await here.get(f"/instance/{instance_id}") == (await here.get("/state/instances"))[instance_id]
        assert await here.downloaded() == [TOLD_MODEL]

        kinds = []
        for seconds in (10, 31, 4, 3):
            here.cluster.advance(seconds)
            kinds.append((await here.runners())[-1])
        assert kinds == ["RunnerIdle", "RunnerLoading", "RunnerWarmingUp", "RunnerReady"]
        assert await here.downloaded() == [TOLD_MODEL, SMALL]
        async with here.chat("hello", model=SMALL, stream=True) as answer:
            assert text(await answer.aread()) == "Hello there"

        gone = (await here.client.delete(f"/instance/{instance_id}")).json()
        assert (gone.keys(), gone["instance_id"]) == (library["095"].json().keys(), instance_id)
        assert await here.get("/state/instances") == before
        again = await here.client.delete(f"/instance/{instance_id}")
        assert (again.status_code, again.content) == (404, library["028"].body)


async def test_an_instance_that_is_unloaded_ends_its_chat_cleanly():
    async with visit("ready", speed=1) as here, here.chat(stream=True) as answer:
        parts = answer.aiter_raw()
        said = await anext(parts)
        (instance_id,) = await here.get("/state/instances")
        await here.client.delete(f"/instance/{instance_id}")
        async for part in parts:
            said += part
        assert b"finish_reason" not in said


async def test_before_anything_is_downloaded_the_list_is_empty(library: Library):
    async with visit("joined") as here:
        assert await here.get("/v1/models?status=downloaded") == library["140"].json()
        assert len((await here.get("/v1/models"))["data"]) == 11


async def test_what_does_not_fit_is_said_in_previews_and_placed_in_vain(library: Library):
    async with visit("joined") as here:
        assert await here.get(f"/instance/previews?model_id={TOO_BIG}") == library["032"].json()
        assert (await here.place(TOO_BIG)).json().keys() == library["031"].json().keys()
        assert (await here.place(TOLD_MODEL, instance_meta="MlxJaccl")).status_code == 200
        assert await here.get("/state/instances") == {}
        fits = (await here.get(f"/instance/previews?model_id={SMALL}"))["previews"]
        assert [row["error"] for row in fits[:2]] == [None, None]


async def test_the_number_of_nodes_may_be_asked_for():
    async with visit("joined") as here:
        await here.place(SMALL, min_nodes=2)
        assert await here.runners() == ["RunnerIdle"] * 2


@pytest.mark.parametrize("path", ["/instance/previews?model_id=nope", "/instance/nope"])
async def test_what_is_unknown_is_a_404_in_exos_form(path: str):
    async with visit("joined") as here:
        answer = await here.client.get(path)
        assert (answer.status_code, answer.json()["error"]["type"]) == (404, "Not Found")


async def test_unknown_models_and_bodies_are_not_placed():
    async with visit("joined") as here:
        assert (await here.place("nope")).status_code == 404
        assert (await here.client.post("/place_instance", content=b"{}")).status_code == 422


async def test_commands_wait_for_the_election():
    async with visit("electing") as here, asyncio.TaskGroup() as group:
        placing = group.create_task(here.place(TOLD_MODEL))
        await here.get("/state/topology")
        assert not placing.done()
        here.cluster.goto("one_node")
        assert (await placing).status_code == 200
        assert len(await here.get("/state/instances")) == 1


async def test_unknown_paths_and_wrong_methods_get_exos_404(library: Library):
    async with visit("ready") as here:
        for answer in (await here.client.get("/health"), await here.client.get("/v1/chat/completions")):
            assert (answer.status_code, answer.content) == (404, library["008"].body)


async def test_the_dashboard_says_that_it_is_a_demo():
    async with visit("ready") as here:
        assert "demo" in (await here.client.get("/")).text


async def test_the_story_goes_on_by_itself_and_around():
    names = []
    async with visit("recovered", speed=400) as here:
        stages = here.cluster.stages()
        async for stage in stages:
            names.append(stage)
            if len(names) == 10:
                break
        await stages.aclose()
    assert names == [
        "recovered", "electing", "one_node", "joined", "downloading", "loading", "ready", "stale", "lost", "recovered"
    ]  # fmt: skip


async def test_time_can_be_let_pass():
    async with visit("downloading") as here:
        here.cluster.advance(20)
        assert here.cluster.stage == "ready"
        assert await here.runners() == ["RunnerReady"] * 2


async def test_a_taken_port_is_an_error():
    async with visit("ready") as here:
        with pytest.raises(OSError, match="address already in use"):
            async with DemoCluster(port=here.cluster.server.port):
                pass
