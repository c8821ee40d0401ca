"""`traybridge doctor` and Exo: each known trouble with its next step, from the real program; only GET is sent."""

import asyncio
import os
from collections.abc import AsyncGenerator, Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.cli.program import Program, closed_port
from tests.support.http_server import serving

from traybridge.demo.cluster import DemoCluster
from traybridge.demo.recordings import Library, Recording
from traybridge.demo.replay import ReplayServer
from traybridge.demo.story import FAILING_MODEL, TOLD_MODEL

pytestmark = pytest.mark.live

LIBRARY = Library(Path(__file__).parent.parent / "fixtures" / "exo")
GRAFANA = Recording.of_body(b"<html><head><title>Grafana</title></head><body>Log in</body></html>", "text/html")


@pytest.fixture
async def program(tmp_path: Path) -> AsyncGenerator[Program, None]:
    found = Program(tmp_path)
    yield found
    await found.aclose()


async def examined(program: Program, url: str, *options: str, **more: str) -> Mapping[str, dict[str, Any]]:
    """What the doctor says of Exo, by code; every finding that is a problem has a next step."""
    program.providers({"id": "exo", "kind": "exo", "base_url": url, **more})
    result = await program.run("doctor", "--json", *options)
    assert result.code == any(one["level"] == "problem" for one in result.json["findings"])
    found = [one for one in result.json["findings"] if one["about"] == "exo"]
    assert all(one["hint"] for one in found if one["level"] == "problem")
    assert len({one["code"] for one in found}) == len(found)
    return {one["code"]: one for one in found}


def recorded(**paths: str | Recording) -> dict[tuple[str, str], Any]:
    names = {f"/{path.replace('__', '/')}": name for path, name in paths.items()}
    return {("GET", path): LIBRARY[name] if isinstance(name, str) else name for path, name in names.items()}


async def test_exo_is_not_running(program: Program):
    found = await examined(program, f"http://127.0.0.1:{closed_port()}")
    assert list(found) == ["not_running"]
    assert "Start the Exo app" in found["not_running"]["hint"]


@pytest.mark.parametrize(
    ("greeting", "words"), [(b"", "within 3 s"), (b"SSH-2.0-OpenSSH_9.2\r\n", "does not speak HTTP")]
)
async def test_the_port_is_held_by_something_that_does_not_answer(program: Program, greeting: bytes, words: str):
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(greeting)
        await reader.read()

    async with serving(silent) as port:
        found = await examined(program, f"http://127.0.0.1:{port}")
    assert list(found) == ["port_silent"]
    assert words in found["port_silent"]["title"]
    assert f"(process {os.getpid()})" in found["port_silent"]["hint"]
    assert found["port_silent"]["command"].endswith(f":{port}'")


async def test_the_port_is_held_by_another_program_which_is_named(program: Program):
    async with ReplayServer({("GET", "/"): GRAFANA}, speed=0) as server:
        found = await examined(program, server.url)
    assert list(found) == ["port_taken"]
    assert "Grafana" in found["port_taken"]["title"]
    assert f"(process {os.getpid()})" in found["port_taken"]["hint"]


@pytest.mark.parametrize(
    ("stage", "code", "title", "command"),
    [
        ("electing", "no_node", "its cluster has no node", ""),
        ("joined", "nothing_loaded", "No model is loaded", "traybridge exo load MODEL"),
        ("stale", "stale_node", f"Node Demo MacBook Pro was not seen for 8 s, so {TOLD_MODEL} cannot answer", ""),
        ("failed", "download_failed", "Model files not found locally", f"traybridge exo unload {FAILING_MODEL}"),
    ],
)
async def test_what_is_wrong_with_a_cluster(program: Program, stage: str, code: str, title: str, command: str):
    async with DemoCluster(0, speed=0) as cluster:
        cluster.goto(stage)
        cluster.server._remember = True
        found = await examined(program, cluster.url)
        assert {request.method for request in cluster.server.received} == {"GET"}
    assert title in found[code]["title"]
    assert found[code]["command"] == command


async def test_the_model_of_the_settings_does_not_fit(program: Program):
    async with DemoCluster(0, speed=0) as cluster:
        cluster.goto("joined")
        found = await examined(program, cluster.url, model="mlx-community/DeepSeek-V3.1-8bit")
    assert "does not fit" in found["model_does_not_fit"]["title"]
    assert "smaller model" in found["model_does_not_fit"]["hint"]


async def test_one_word_is_asked_for_only_on_request(program: Program):
    async with DemoCluster(0, speed=0) as cluster:
        cluster.goto("ready")
        cluster.server._remember = True
        assert list(await examined(program, cluster.url)) == ["exo_fine"]
        assert cluster.server.requests_to("/v1/chat/completions") == []
        assert set(await examined(program, cluster.url, "--ask")) == {"exo_fine", "tokens"}
        assert len(cluster.server.requests_to("/v1/chat/completions")) == 1


async def test_a_cluster_that_answers_and_gives_no_word_is_called_wedged(program: Program):
    table = recorded(node_id="001", state="067", v1__models="066")
    async with ReplayServer({**table, ("POST", "/v1/chat/completions"): LIBRARY["093"]}, speed=0) as server:
        found = await examined(program, server.url, "--ask")
    assert "gives no word: Answered with nothing" in found["wedged"]["title"]
    assert found["wedged"]["command"] == f"traybridge exo unload {TOLD_MODEL}"


async def test_a_full_disk(program: Program):
    """The state of a failed download (153) with the words of a full disk (synthetic)."""
    text = LIBRARY["153"].body.replace(
        b"Model files not found locally in offline mode: mlx-community/Llama-3.2-1B-Instruct-4bit",
        b"[Errno 28] No space left on device",
    )
    table = recorded(node_id="001", state=LIBRARY["153"].with_body(text))
    async with ReplayServer(table, speed=0) as server:
        found = await examined(program, server.url)
    assert "No space left on device" in found["disk_full"]["title"]
    assert "Free space on that node" in found["disk_full"]["hint"]


async def test_old_versions_and_open_doors_are_notes(program: Program):
    open_door = Recording(
        "with CORS as in 018",
        LIBRARY["300"].head.replace(b"server:", b"access-control-allow-origin: *\r\nserver:"),
        LIBRARY["300"].pieces,
    )
    async with ReplayServer(recorded(node_id=open_door, state="307"), speed=0) as server:
        found = await examined(program, server.url)
    assert found["open_to_lan"]["level"] == "note"
    assert "no password" in found["open_to_lan"]["hint"]
    old = recorded(healthcheck="200", v1__models="201", topology="202", initial_models="204", modelpool="205")
    async with ReplayServer(old, speed=0) as server:
        found = await examined(program, server.url)
    assert found["old_exo"]["level"] == "note"
    assert "Update Exo" in found["old_exo"]["hint"]
