"""Exo as scripts see it: words, readiness, load and unload, both dialects, every must-pass recording (exo.md)."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.program import closed_port, openai
from tests.live.support.document import checked
from tests.live.support.launcher import Quick
from tests.support.hosts import Host, answering, by_path
from tests.support.http_server import Reply
from tests.support.replies import PAGE, Do, body, chunk, event, head, raw, says

from traybridge.demo.answers import Answer
from traybridge.demo.cluster import DemoCluster
from traybridge.demo.recordings import Library, Recording
from traybridge.demo.replay import ReplayServer

RECORDED = Library(Path(__file__).parent.parent / "fixtures" / "exo")
SMOL = "mlx-community/SmolLM2-135M-Instruct"
CHAT = ("POST", "/v1/chat/completions")
QUICK_TIMERS = {
    **dict.fromkeys(("133", "152"), "[timeouts]\nfirst_content = 1.0\n"),
    "132": "[timeouts]\nidle = 2.0\n",
}
"""For the recordings in which nothing more comes, at once or after a while."""


def exo(url: str, name: str = "exo", **more: object) -> dict[str, object]:
    return {"id": name, "kind": "exo", "base_url": url, **more}


def node(state: Any = "067", chat: Answer = RECORDED["050"], number: str = "001") -> dict[tuple[str, str], Answer]:
    """What a 1.x node answers; ``state`` is a recording's number or a whole state."""
    whole = RECORDED[state] if isinstance(state, str) else RECORDED["067"].with_json(state)
    return {
        ("GET", "/node_id"): RECORDED[number],
        ("GET", "/state"): whole,
        ("GET", "/v1/models"): RECORDED["066"],
        ("GET", "/instance/previews"): RECORDED["025"],
        CHAT: chat,
    }


def state(number: str, change: Callable[[Any], object] = lambda _state: None) -> Any:
    changed = copy.deepcopy(RECORDED[number].json())
    change(changed)
    return changed


def runners(found: Any, value: Any) -> None:
    """Every runner of a current instance says this now."""
    for instance in found["instances"].values():
        (inner,) = instance.values()
        for runner in inner["shardAssignments"]["runnerToShard"]:
            found["runners"][runner] = value


def lose_runners(found: Any) -> None:
    found["runners"] = {}


def two_ready(found: Any) -> None:
    """The two nodes of 101 with the instance of 112, ready."""
    found["instances"] = RECORDED["112"].json()
    runners(found, {"RunnerReady": {}})


def quiet(found: Any) -> None:
    two_ready(found)
    found["lastSeen"][found["topology"]["nodes"][1]] = "2026-11-22T18:00:00.000000Z"


def gone(found: Any) -> None:
    two_ready(found)
    found["topology"]["nodes"] = found["topology"]["nodes"][:1]


async def seen(quick: Quick, *rows: dict[str, object]) -> Any:
    quick.providers(*rows)
    result = await quick.run("status", "--json")
    assert result.code == 0, result
    for one in result.json["exo"]:
        assert set(one) == {"id", "dialect", "state", "nodes", "models"}
        assert one["dialect"] in {"1.x", "0.x", None}
        assert one["state"] in {
            "offline", "electing", "up", "downloading", "loading", "ready", "busy", "degraded", "failed",
        }  # fmt: skip
        for row in one["nodes"]:
            assert set(row) == {"name", "memory_used", "memory_total", "stale"}
            assert type(row["stale"]) is bool
        for row in one["models"]:
            assert set(row) == {"id", "state", "progress", "error"}
            assert row["state"] in {"downloading", "loading", "ready", "busy", "failed"}
            assert row["progress"] is None or 0 <= row["progress"] <= 1
    return result.json


STATES: dict[str, tuple[Any, str, list[str], str]] = {
    "nothing placed": (state("002"), "up", [], "offline"),
    "1.0.71, nothing placed": (state("301"), "up", [], "offline"),
    "ready": (state("067"), "ready", ["ready"], "exo"),
    "1.0.71, ready": (state("307"), "ready", ["ready"], "exo"),
    "two nodes": (state("101", two_ready), "ready", ["ready"], "exo"),
    "running": (state("067", lambda one: runners(one, {"RunnerRunning": {}})), "busy", ["busy"], "exo"),
    "layers": (state("067", lambda one: runners(one, {"RunnerLoading": {"layersLoaded": 15, "totalLayers": 30}})),
               "loading", ["loading"], "loading"),
    "no runner rows": (state("067", lose_runners), "loading", ["loading"], "loading"),
    "warming up": (state("067", lambda one: runners(one, {"RunnerWarmingUp": {}})), "loading", ["loading"], "loading"),
    "loaded": (state("067", lambda one: runners(one, {"RunnerLoaded": {}})), "loading", ["loading"], "loading"),
    "a failed runner": (state("067", lambda one: runners(one, {"RunnerFailed": {"errorMessage": "out of memory"}})),
                        "failed", ["failed"], "offline"),
    "failed rows of no instance": (state("067", lambda one: one.update(instances={})), "up", [], "offline"),
    "downloading": (state("143"), "downloading", ["downloading"], "loading"),
    "a failed download": (state("153"), "failed", ["failed"], "offline"),
    "no node": (state("067", lambda one: one["topology"].update(nodes=[])), "electing", [], ""),
    "a node has been quiet": (state("101", quiet), "degraded", ["failed"], "offline"),
    "a node is lost": (state("101", gone), "degraded|failed", ["failed"], "offline"),
    "after the master was lost": (state("135"), "up", [], "offline"),
}  # fmt: skip


async def test_each_state_of_a_node_has_its_words(quick: Quick):
    found = {}
    for name, (whole, word, models, overall) in STATES.items():
        async with ReplayServer(node(whole), speed=0) as server:
            told = await seen(quick, exo(server.url))
            assert {one.method for one in server.received} == {"GET"}
        [found[name]] = told["exo"]
        assert found[name]["state"] in word.split("|"), name
        assert found[name]["dialect"] == "1.x"
        if word != "electing":
            assert [one["state"] for one in found[name]["models"]] == models, name
            assert len(found[name]["nodes"]) == len(whole["topology"]["nodes"])
        assert told["state"] == overall or not overall, name
    assert found["layers"]["models"][0]["progress"] == pytest.approx(0.5)
    assert found["downloading"]["models"][0]["progress"] is not None
    assert found["ready"]["models"][0] == {"id": SMOL, "state": "ready", "progress": None, "error": None}
    assert "out of memory" in found["a failed runner"]["models"][0]["error"]
    assert found["a failed download"]["models"][0]["error"]
    [alone] = found["ready"]["nodes"]
    assert alone == {
        "name": "vm",
        "memory_used": 25276502016 - 23760965632,
        "memory_total": 25276502016,
        "stale": False,
    }
    assert [one["stale"] for one in found["a node has been quiet"]["nodes"]] == [False, True]
    assert "not seen for" in found["a node has been quiet"]["models"][0]["error"]


async def test_a_model_that_is_not_ready_is_not_asked_and_its_state_is_the_reason(quick: Quick):
    for name in (
        "nothing placed",
        "layers",
        "no runner rows",
        "a failed runner",
        "downloading",
        "a node has been quiet",
        "no node",
    ):
        async with ReplayServer(node(STATES[name][0]), speed=0) as server, Host(says("Paris")) as host:
            quick.providers(exo(server.url), openai("cloud", host.url))
            found = checked(await quick.ask())
            assert (found["provider"], [one["provider"] for one in found["attempts"]]) == ("cloud", ["cloud"])
            assert {one["provider"] for one in found["skipped"]} == {"exo", "embedded"}
            assert {one.method for one in server.received} == {"GET"}


WHOLE = {"050": ("The capital of France is Paris.", "stop"), "051": ("The capital of France is Paris.", "stop"),
         "305": ("The capital of France is Paris.", "stop"), "042": ("The capital of France is Paris", "length"),
         "144": ("The capital of France is", "length")}  # fmt: skip
NOTHING = {
    "011": "not_loaded",
    "012": "not_loaded",
    "093": "transient",
    "302": "not_loaded",
    "014": "client",
    "094": "transient",
}
HANGS = ("152", "133")
BROKEN = ("081", "083", "090", "121", "161", "162", "309", "132")


async def test_every_recording_ends_as_what_it_was(quick: Quick):
    """What was whole is whole, what broke off is kept and said to be broken, what said nothing goes to the next."""
    for name in (*WHOLE, *NOTHING, *HANGS, *BROKEN):
        async with ReplayServer(node(chat=RECORDED[name]), speed=0) as server, Host(says("Paris")) as host:
            short = QUICK_TIMERS.get(name, "")
            quick.providers(exo(server.url), openai("cloud", host.url), before=short)
            result = await quick.ask()
            chats = server.requests_to("/v1/chat/completions")
            assert len(chats) == 1, name
            assert json.loads(chats[0].body)["stream"] is True
            assert json.loads(chats[0].body)["model"] == SMOL
            if name in WHOLE:
                found = checked(result)
                assert (found["provider"], found["text"], found["finish_reason"]) == ("exo", *WHOLE[name]), name
                assert host.chats == []
            elif name in BROKEN:
                found = checked(result, 3)
                assert (found["provider"], found["interrupted"], found["finish_reason"]) == ("exo", True, None), name
                assert found["text"]
                assert host.chats == []
            elif NOTHING.get(name) == "client":
                assert checked(result, 3)["attempts"][0]["status"] == 422
            else:
                found = checked(result)
                assert found["provider"] == "cloud", name
                assert found["attempts"][0]["outcome"] == NOTHING.get(name, "transient"), name
                assert found["attempts"][0]["status"] == RECORDED[name].status


async def test_a_cluster_without_its_model_is_asked_once_and_then_left_alone(quick: Quick):
    async with ReplayServer(node(chat=RECORDED["011"]), speed=0) as server, Host(says("Paris")) as host:
        quick.providers(exo(server.url), openai("cloud", host.url))
        assert (await quick.run("chat", stdin=b"one\ntwo\nthree\n")).out == "Paris\n" * 3
        assert len(server.requests_to("/v1/chat/completions")) == 1


async def test_an_exo_behind_others_is_asked_when_they_fail(quick: Quick):
    async with ReplayServer(node(), speed=0) as server, Host(body(500, {"error": "no"})) as bad:
        quick.providers(openai("bad", bad.url), exo(server.url))
        found = checked(await quick.ask())
        assert [one["provider"] for one in found["attempts"]] == ["bad", "exo"]
        assert found["text"] == WHOLE["050"][0]


async def test_exo_gets_no_key_and_no_strange_headers(quick: Quick):
    async with ReplayServer(node(), speed=0) as server:
        quick.providers(exo(server.url))
        env = {"OPENAI_API_KEY": "sk-made-up-1234567890", "OPENROUTER_API_KEY": "sk-made-up-0987654321"}
        assert checked(await quick.ask(env=env))["provider"] == "exo"
        await quick.run("status", env=env)
        for one in server.received:
            names = {name.lower() for name, _ in one.headers}
            assert not names & {"authorization", "x-api-key", "cookie", "origin", "referer"}
        assert (await quick.run("keys", "set", "exo", stdin=b"sk-made-up-1\n")).code == 1


async def test_looking_sends_only_get(quick: Quick):
    async with ReplayServer(node(), speed=0) as server:
        quick.providers(exo(server.url))
        for arguments in (["status"], ["route"], ["route", "--explain"], ["models"], ["models", "--refresh"],
                          ["exo", "status"], ["exo", "models"], ["doctor"], ["providers", "test", "exo"],
                          ["exo", "dashboard"]):  # fmt: skip
            allowed = {0, 1} if arguments == ["doctor"] else {0}  # 1 where the system has no keyring
            assert (await quick.run(*arguments)).code in allowed, arguments
        assert {one.method for one in server.received} == {"GET"}


OLD: dict[tuple[str, str], Answer] = {
    ("GET", "/node_id"): RECORDED["209"], ("GET", "/state"): RECORDED["208"], ("GET", "/healthcheck"): RECORDED["200"],
    ("GET", "/topology"): RECORDED["202"], ("GET", "/v1/topology"): RECORDED["203"],
    ("GET", "/v1/models"): RECORDED["201"], ("GET", "/modelpool"): RECORDED["205"],
    ("GET", "/initial_models"): RECORDED["204"], CHAT: RECORDED["211"],
}  # fmt: skip


async def test_the_old_dialect_is_ready_with_a_node_and_never_answers_with_another_model(quick: Quick):
    async with ReplayServer(OLD, speed=0) as server, Host(says("Paris")) as host:
        [found] = (await seen(quick, exo(server.url)))["exo"]
        assert (found["dialect"], found["state"]) == ("0.x", "ready")
        assert len(found["nodes"]) == 1
        quick.providers(exo(server.url, model="dummy"), openai("cloud", host.url))
        answered = checked(await quick.ask())
        assert (answered["provider"], answered["finish_reason"]) == ("exo", "stop")
        assert answered["text"]
        assert answered["usage"] is None
        server.routes[CHAT] = RECORDED["213"]
        assert checked(await quick.ask())["attempts"][0]["outcome"] == "not_loaded"
        wrong = {**chunk("Hello"), "model": "llama-3.2-1b"}
        server.routes[CHAT] = Recording.of_body(event(wrong) + event(chunk(finish="stop")), "text/event-stream")
        substituted = checked(await quick.ask())
        assert substituted["provider"] == "cloud"
        assert substituted["attempts"][0]["outcome"] == "not_loaded"


async def test_something_else_on_the_port_is_offline_and_is_named(quick: Quick):
    replies = {
        "page": body(200, PAGE, "text/html"), "json": body(200, {"hello": "world"}), "number": body(200, 7),
        "error": body(500, b"oops", "text/plain"), "404": body(404, {"detail": "Not Found"}), "silent": raw(Do.HANG),
        "nonsense": raw(b"SSH-2.0-OpenSSH_9.2\r\n"),
    }  # fmt: skip
    for name, reply in replies.items():
        async with answering(by_path(reply, reply)) as stranger, Host(says("Paris")) as host:
            rows = (exo(f"http://127.0.0.1:{stranger.port}"), openai("cloud", host.url))
            told = await seen(quick, *rows)
            assert [(one["state"], one["dialect"], one["models"]) for one in told["exo"]] == [("offline", None, [])], (
                name
            )
            reason = next(row["reason"] for row in told["providers"] if row["id"] == "exo")
            assert reason, name
            if name in {"page", "json", "404"}:
                assert "Exo" in reason, name
            found = checked(await quick.ask())
            assert [one["provider"] for one in found["attempts"]] == ["cloud"], name
            assert {one.method for one in stranger.requests} == {"GET"}


async def test_several_clusters_and_a_closed_port(quick: Quick):
    async with ReplayServer(node("002"), speed=0) as empty, ReplayServer(node(), speed=0) as ready:
        dead = f"http://127.0.0.1:{closed_port()}"
        told = await seen(quick, exo(dead, "dead"), exo(f"{empty.url}/v1", "empty"), exo(f"{ready.url}/", "ready"))
        assert [(one["id"], one["state"]) for one in told["exo"]] == [
            ("dead", "offline"), ("empty", "up"), ("ready", "ready"),
        ]  # fmt: skip
        assert told["state"] == "exo"
        assert checked(await quick.ask())["provider"] == "ready"
        assert checked(await quick.ask("--model", SMOL.lower()))["provider"] == "ready"
        assert checked(await quick.ask("--model", f"ready/{SMOL}"))["model"] == SMOL
        assert checked(await quick.ask("--model", "smollm2-135m"))["model"] == SMOL
        for flags in (["--cluster", "ready"], ["--cluster", "empty"]):
            assert (await quick.run("exo", "status", *flags)).code == 0
        listed = await quick.run("exo", "models", "--cluster", "ready", "--json")
        assert {"id": SMOL, "state": "ready", "progress": None, "error": None} in listed.json["models"]
        shown = await quick.run("exo", "dashboard", "--cluster", "ready")
        assert shown.out.strip().rstrip("/") == ready.url


async def test_load_asks_first_whether_it_fits_and_unload_deletes_the_instance(quick: Quick):
    async with DemoCluster(0, speed=0) as cluster:
        cluster.server._remember = True
        cluster.goto("joined")
        quick.providers(exo(cluster.url))
        model = "mlx-community/Llama-3.2-3B-Instruct-4bit"
        assert (await quick.run("exo", "load", model, "--no-wait")).code == 0
        posts = [(one.method, one.path) for one in cluster.server.received if one.method != "GET"]
        assert posts == [("POST", "/place_instance")]
        sent = [one.path for one in cluster.server.received]
        assert sent.index("/instance/previews") < sent.index("/place_instance")
        placed = json.loads(cluster.server.requests_to("/place_instance")[0].body)
        assert placed["model_id"] == model
        assert {"sharding", "instance_meta", "min_nodes"} <= set(placed)
        [model_row] = (await seen(quick, exo(cluster.url)))["exo"][0]["models"]
        assert (model_row["id"], model_row["state"]) == (model, "downloading")
        assert (await quick.run("exo", "unload", "llama-3.2-3b")).code == 0
        assert (await seen(quick, exo(cluster.url)))["exo"][0]["models"] == []
        assert (await quick.run("exo", "unload", model)).code == 4
        assert (await quick.run("exo", "load", "mlx-community/DeepSeek-V3.1-8bit")).code == 1
        assert (await quick.run("exo", "load", "nobody/has-this")).code in {1, 4}
        assert len(cluster.server.requests_to("/place_instance")) == 1


async def test_a_cluster_that_hangs_costs_a_look_and_the_cloud_answers(quick: Quick):
    async with answering(lambda _path: raw(Do.HANG)) as stuck, Host(says("Paris")) as host:
        quick.providers(exo(f"http://127.0.0.1:{stuck.port}"), openai("cloud", host.url))
        result = await quick.ask()
        assert checked(result)["provider"] == "cloud"
        status = await quick.run("status", "--json")
        assert status.json["exo"][0]["state"] == "offline"


async def test_silence_while_the_prompt_is_read_is_life_and_keep_alives_are_none(quick: Quick):
    """Prefill progress that moves extends the wait for the first word; comments do not."""

    def progress(done: int) -> bytes:
        return b': prefill_progress {"chunk":{"processed_tokens":%d,"total_tokens":100}}\n\n' % done

    said = event({**chunk("Hi", model=SMOL)}) + event(chunk(finish="stop")) + event("[DONE]")
    moving = raw(head(), *[progress(at * 10) for at in range(8)], said, pause=0.5)
    still = raw(head(), *[progress(10)] * 8, said, pause=0.5)
    for reply, provider in ((moving, "exo"), (still, "cloud")):
        async with answering(as_node(reply)) as chat, Host(says("Paris")) as host:
            quick.providers(exo(f"http://127.0.0.1:{chat.port}"), openai("cloud", host.url),
                            before="[timeouts]\nfirst_content = 2.0\n")  # fmt: skip
            assert checked(await quick.ask())["provider"] == provider


def as_node(chat: Reply) -> Callable[[str], Reply]:
    """A ready node whose chats are answered byte by byte."""
    answers = {path: answer for (_, path), answer in node().items() if isinstance(answer, Recording)}

    def answer(path: str) -> Reply:
        if path == CHAT[1]:
            return chat
        recorded = answers.get(path)
        return body(recorded.status, recorded.body) if recorded else body(404, {"detail": "Not Found"})

    return answer
