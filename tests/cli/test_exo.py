"""The command line and Exo: the demo cluster at every stage, and recordings of real nodes."""

import asyncio
import signal
from pathlib import Path
from typing import Any

import pytest
from tests.cli.program import SECONDS, Program, closed_port, openai
from tests.support.hosts import Host

from traybridge.demo.cluster import DemoCluster
from traybridge.demo.recordings import Library
from traybridge.demo.replay import ReplayServer
from traybridge.demo.story import TOLD_MODEL

RECORDINGS = Library(Path(__file__).parent.parent / "fixtures" / "exo")
SMALL = "mlx-community/Llama-3.2-3B-Instruct-4bit"
TOO_BIG = "mlx-community/DeepSeek-V3.1-8bit"


def exo(url: str, name: str = "exo") -> dict[str, object]:
    return {"id": name, "kind": "exo", "base_url": url}


async def cluster_of(program: Program) -> dict[str, Any]:
    result = await program.run("status", "--json")
    assert result.code == 0
    [found] = result.json["exo"]
    assert set(found) == {"id", "dialect", "state", "nodes", "models"}
    return dict(found)


@pytest.mark.parametrize(
    ("stage", "state", "nodes", "models", "overall"),
    [
        ("joined", "up", 2, [], "offline"),
        ("downloading", "downloading", 2, ["downloading"], "loading"),
        ("loading", "loading", 2, ["loading"], "loading"),
        ("ready", "ready", 2, ["ready"], "exo"),
        ("stale", "degraded", 2, ["failed"], "offline"),
        ("recovered", "ready", 2, ["ready"], "exo"),
        ("failed", "failed", 2, ["failed"], "offline"),
    ],
)
async def test_status_tells_each_stage_of_a_cluster(program: Program, stage, state, nodes, models, overall):
    async with DemoCluster(0, speed=0) as cluster:
        cluster.goto(stage)
        program.providers(exo(cluster.url))
        found = await cluster_of(program)
        assert (found["dialect"], found["state"], len(found["nodes"])) == ("1.x", state, nodes)
        assert [model["state"] for model in found["models"]] == models
        for node in found["nodes"]:
            assert set(node) == {"name", "memory_used", "memory_total", "stale"}
            assert 0 < node["memory_used"] < node["memory_total"]
        for model in found["models"]:
            assert set(model) == {"id", "state", "progress", "error"}
            assert (model["error"] is not None) == (model["state"] == "failed")
        assert (await program.run("status", "--json")).json["state"] == overall
        people = await program.run("exo", "status")
        assert people.code == 0
        assert f"{nodes} nodes" in people.out


async def test_a_ready_cluster_answers_and_looking_only_sends_get(program: Program):
    async with DemoCluster(0, speed=0) as cluster:
        cluster.server._remember = True
        cluster.goto("ready")
        program.providers(exo(cluster.url))
        result = await program.run("ask", "What is the capital of France?", "--json")
        for arguments in (["status"], ["route"], ["models"], ["exo", "status"], ["exo", "models"]):
            assert (await program.run(*arguments)).code == 0
        sent = [(one.method, one.path) for one in cluster.server.received]
    assert (result.code, result.json["provider"], result.json["model"]) == (0, "exo", TOLD_MODEL)
    assert "Paris" in result.json["text"]
    assert [one for one in sent if one[0] != "GET"] == [("POST", "/v1/chat/completions")]


async def test_while_it_loads_the_next_one_answers_and_the_line_says_why(program: Program):
    async with DemoCluster(0, speed=0) as cluster, Host() as host:
        cluster.goto("loading")
        program.providers(exo(cluster.url), openai("cloud", host.url))
        result = await program.run("ask", "hi")
        explained = await program.run("route", "--explain")
    assert (result.code, result.out) == (0, "Paris\n")
    assert "model not loaded" in result.err
    assert "goes to cloud (m): it is number 2 in your order" in explained.out


async def test_loading_waits_until_the_model_is_ready_and_unloading_takes_it_away(program: Program):
    async with DemoCluster(0, speed=0) as cluster:
        cluster.goto("joined")
        program.providers(exo(cluster.url))
        moving = asyncio.get_running_loop().create_task(_let_time_pass(cluster))
        try:
            loaded = await program.run("exo", "load", SMALL)
        finally:
            moving.cancel()
        assert (loaded.code, loaded.out) == (0, f"{SMALL} is ready.\n"), loaded.err
        states = {model["id"]: model["state"] for model in (await cluster_of(program))["models"]}
        assert states[SMALL] == "ready"
        unloaded = await program.run("exo", "unload", "llama-3.2-3b")
        assert (unloaded.code, unloaded.out) == (0, f"{SMALL} is unloaded.\n")
        assert SMALL not in [model["id"] for model in (await cluster_of(program))["models"]]
        again = await program.run("exo", "unload", SMALL)
    assert again.code == 4
    assert "is not loaded" in again.err


async def _let_time_pass(cluster: DemoCluster) -> None:
    """The story's time, a little at each of the command's looks."""
    cluster.server._remember = True
    looks = 0
    while True:
        await cluster.server.nth(looks, "/state")
        looks += 1
        cluster.advance(10.0)


async def test_ctrl_c_while_loading_cancels_the_loading(program: Program):
    async with DemoCluster(0, speed=0) as cluster:
        cluster.goto("joined")
        program.providers(exo(cluster.url))
        process = await program.start("exo", "load", SMALL)
        assert process.stderr is not None
        said = await asyncio.wait_for(process.stderr.readline(), SECONDS)
        assert b"Ctrl-C cancels" in said
        process.send_signal(signal.SIGINT)
        _, err = await asyncio.wait_for(process.communicate(), SECONDS)
        assert process.returncode == 130
        assert b"is cancelled" in err
        assert (await cluster_of(program))["models"] == []


async def test_what_does_not_fit_is_refused_with_the_reason(program: Program):
    async with DemoCluster(0, speed=0) as cluster:
        cluster.goto("joined")
        program.providers(exo(cluster.url))
        result = await program.run("exo", "load", TOO_BIG)
    assert result.code == 1
    assert "cannot be loaded" in result.err
    assert "Traceback" not in result.err


async def test_the_dashboard_is_printed_and_a_missing_cluster_is_not_found(program: Program):
    async with DemoCluster(0, speed=0) as cluster:
        cluster.goto("ready")
        program.providers(exo(cluster.url))
        assert (await program.run("exo", "dashboard")).out.startswith(cluster.url)
    program.configure("")
    result = await program.run("exo", "status", "--json")
    assert result.code == 4
    assert result.json["error"]["class"] == "not_found"


async def test_a_closed_port_is_offline_and_something_else_on_it_says_so(program: Program):
    async with Host() as stranger:
        program.providers(exo(f"http://127.0.0.1:{stranger.port}"), exo(f"http://127.0.0.1:{closed_port()}", "gone"))
        result = await program.run("status", "--json")
        assert not stranger.chats
    assert [one["state"] for one in result.json["exo"]] == ["offline", "offline"]
    assert [one["dialect"] for one in result.json["exo"]] == [None, None]
    reasons = {row["id"]: row["reason"] for row in result.json["providers"]}
    assert "Nothing answers" in reasons["gone"]
    assert reasons["exo"]
    assert reasons["exo"] != reasons["gone"]


async def test_a_recorded_node_is_read_and_answers_byte_for_byte(program: Program):
    """State 067 and the stream 050 of a live Exo node."""
    routes: dict[tuple[str, str], Any] = {
        ("GET", "/node_id"): RECORDINGS["001"],
        ("GET", "/state"): RECORDINGS["067"],
        ("GET", "/v1/models"): RECORDINGS["066"],
        ("POST", "/v1/chat/completions"): RECORDINGS["050"],
    }
    async with ReplayServer(routes, speed=0) as server:
        program.providers(exo(server.url))
        found = await cluster_of(program)
        result = await program.run("ask", "hi", "--json")
    assert (found["dialect"], found["state"]) == ("1.x", "ready")
    assert [model["state"] for model in found["models"]] == ["ready"]
    assert result.code == 0
    assert (result.json["provider"], result.json["finish_reason"]) == ("exo", "stop")
    assert result.json["text"]
    assert result.json["model"] == found["models"][0]["id"]


async def test_the_demo_tells_its_story_until_ctrl_c(program: Program):
    program.configure("")
    before = program.config.read_bytes()
    process = await program.start("demo", "--speed", "50")
    assert process.stdout is not None
    seen: list[str] = []
    async with asyncio.timeout(SECONDS):
        while not seen or seen[-1] != "stage: ready":
            seen.append((await process.stdout.readline()).decode().rstrip())
    assert seen[0].startswith("A pretend cluster of two Macs answers at http://127.0.0.1:")
    assert "stage: loading" in seen
    home = next(line for line in seen if "traybridge status" in line).split("=")[1].split()[0]
    there = Program(program.home, {"TRAYBRIDGE_HOME": home})
    status = await there.run("status")
    assert "Demo cluster (pretend)" in status.out
    process.send_signal(signal.SIGINT)
    await asyncio.wait_for(process.communicate(), SECONDS)
    assert process.returncode == 130
    assert not (program.home / home).exists()
    assert program.config.read_bytes() == before
