"""Looking over HTTP: turns, half updates, elections in between, and 0.x's slow list of downloads."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest

from traybridge.core.cluster import ClusterState, ModelState
from traybridge.core.config import ProviderConfig, TimeoutsConfig, timers_for
from traybridge.core.errors import ProviderFailed, StreamBroken, Unreachable
from traybridge.core.ports import ProviderContext
from traybridge.demo.answers import NOT_FOUND, Answer, in_turn
from traybridge.demo.recordings import Library, Recording, RecordingEnd
from traybridge.demo.replay import ReplayServer
from traybridge.providers.exo.client import POOL_SECONDS, ExoClient
from traybridge.providers.http.client import Client

LIBRARY = Library(Path(__file__).parents[2] / "fixtures" / "exo")
Table = dict[tuple[str, str], Answer]


@dataclass
class Clock:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@asynccontextmanager
async def watching(table: Table, clock: Clock) -> AsyncGenerator[tuple[ExoClient, ReplayServer], None]:
    async with ReplayServer(table, speed=0) as server:
        row = ProviderConfig(id="exo", kind="exo", base_url=server.url)
        timers = timers_for(row, TimeoutsConfig(), local=True)
        client = Client(ProviderContext(row, timers, key=lambda: None, local_only=lambda: True))
        try:
            yield ExoClient(client, (server.url,), monotonic=clock, patience=0.3), server
        finally:
            await client.aclose()


def new(state: Answer, **parts: Answer) -> Table:
    table: Table = {("GET", "/node_id"): LIBRARY["001"], ("GET", "/state"): state}
    return table | {("GET", f"/state/{part}"): answer for part, answer in parts.items()}


async def test_two_who_look_at_once_take_turns():
    clock = Clock()
    async with watching(new(LIBRARY["067"]), clock) as (watch, server):
        first, second = await asyncio.gather(watch.look(), watch.look())
        assert first == second
        assert [request.path for request in server.received] == ["/node_id", "/state", "/node_id"]


async def test_a_node_that_falls_silent_is_noticed_in_the_last_signs_of_life_alone():
    clock = Clock()
    silent = LIBRARY["122"].json()["lastSeen"]
    oldest = min(silent, key=silent.get)
    silent[oldest] = "2026-11-22T19:00:30.000000Z"
    async with watching(new(LIBRARY["122"], lastSeen=Recording.of_json(silent)), clock) as (watch, server):
        assert (await watch.look()).state is ClusterState.BUSY
        clock.now += 1
        cluster = await watch.look()
        assert [request.path for request in server.received][2:] == ["/state/lastSeen"]
    assert cluster.state is ClusterState.DEGRADED
    assert [model.state for model in cluster.models] == [ModelState.FAILED]


async def test_a_wipe_seen_in_the_last_signs_of_life_is_looked_into_at_once():
    """The state of a node that loses an election is empty for 0.7 s (100b)."""
    clock = Clock()
    wiped = LIBRARY["101"].json() | {
        "topology": {"nodes": [], "connections": {}},
        "lastSeen": {},
        "instances": {},
        "runners": {},
    }
    async with watching(new(LIBRARY["122"]), clock) as (watch, server):
        await watch.look()
        server.routes["GET", "/state"] = Recording.of_json(wiped)
        clock.now += 1
        assert (await watch.look()).state is ClusterState.ELECTING


async def test_a_node_that_joins_has_its_name_at_once():
    """The parts do not hold it, and the next whole state may be 25 s away."""
    clock = Clock()
    two = LIBRARY["101"].json()
    first, second = two["topology"]["nodes"]
    two["nodeIdentities"] = {first: {"friendlyName": "Studio"}, second: {"friendlyName": "Book"}}
    alone = {**two, "topology": {"nodes": [first], "connections": {}}}
    alone |= {part: {first: two[part][first]} for part in ("lastSeen", "nodeIdentities")}
    async with watching(new(Recording.of_json(alone)), clock) as (watch, server):
        await watch.look()
        server.routes["GET", "/state"] = Recording.of_json(two)
        clock.now += 5
        cluster = await watch.look()
        assert [request.path for request in server.received[-2:]] == ["/state/topology", "/state/nodeIdentities"]
        clock.now += 5
        await watch.look()
        assert server.received[-1].path == "/state/topology"
    assert [node.name for node in cluster.nodes] == ["Studio", "Book"]


async def test_who_does_not_tell_names_is_no_stranger_for_that():
    clock = Clock()
    state = LIBRARY["101"].json() | {"nodeIdentities": {}}
    async with watching(new(Recording.of_json(state), nodeIdentities=NOT_FOUND), clock) as (watch, server):
        await watch.look()
        clock.now += 5
        cluster = await watch.look()
        assert server.received[-1].path == "/state/nodeIdentities"
    assert [node.name for node in cluster.nodes] == [node[:8] for node in state["topology"]["nodes"]]


async def test_half_an_update_is_no_update():
    """The runners are there, then the node dies: what was known before stays as it was."""
    clock = Clock()
    cut = LIBRARY["003"].ending_in(RecordingEnd.CUT, size=5)
    async with watching(new(LIBRARY["067"], runners=Recording.of_json({}), topology=cut), clock) as (watch, server):
        await watch.look()
        clock.now += 5
        with pytest.raises(StreamBroken):
            await watch.look()
        server.routes = new(LIBRARY["067"])
        assert (await watch.look()).state is ClusterState.READY


async def test_a_state_in_a_form_that_nobody_knows_is_said_to_be_so():
    odd = Recording.of_json({"topology": 5, "instances": {}, "runners": {}})
    async with watching(new(odd), Clock()) as (watch, _):
        with pytest.raises(ProviderFailed, match="topology"):
            await watch.look()


async def test_the_whole_state_is_read_when_asked_for():
    async with watching(new(LIBRARY["153"]), Clock()) as (watch, _):
        state = await watch.whole()
    assert [row.status for row in state.downloads] == ["Failed", "Completed"]


# --- 0.x ---


def old(pool: Answer) -> Table:
    return {
        ("GET", "/healthcheck"): LIBRARY["200"],
        ("GET", "/topology"): LIBRARY["202"],
        ("GET", "/initial_models"): Recording.of_json({"llama-3.2-1b": {}, "llama-3.2-3b": {}}),
        ("GET", "/modelpool"): pool,
        ("GET", "/v1/models"): LIBRARY["201"],
    }


def pool(*models: str, done: bool = True) -> Recording:
    """SYNTHETIC: events in the form of v0.0.15's handle_model_support."""
    rows = [{model: {"downloaded": True, "download_percentage": 100, "total_size": 9}} for model in models]
    events = [b"data: %b\n\n" % msgspec.json.encode(row) for row in rows] + ([b"data: [DONE]\n\n"] if done else [])
    return LIBRARY["205"].with_body(b"".join(events))


async def ready_models(watch: ExoClient) -> list[str]:
    return [model.id for model in (await watch.look()).models if model.answers]


async def test_the_list_of_downloads_is_read_once_a_minute():
    clock = Clock()
    async with watching(old(pool("llama-3.2-1b")), clock) as (watch, server):
        assert set(await ready_models(watch)) == {"llama-3.2-1b", "llama-3.2-3b"}
        clock.now += POOL_SECONDS - 1
        await watch.look()
        assert len(server.requests_to("/modelpool")) == 1
        clock.now += 1
        await watch.look()
        assert len(server.requests_to("/modelpool")) == 2


async def test_a_list_of_downloads_that_never_ends_is_read_as_far_as_it_came():
    clock = Clock()
    endless = pool("llama-3.2-1b", done=False).ending_in(RecordingEnd.HELD)
    async with watching(old(endless), clock) as (watch, server):
        assert await ready_models(watch) == ["llama-3.2-1b"]
        (request,) = server.requests_to("/modelpool")
        async with asyncio.timeout(30):
            await request.hung_up.wait()


async def test_what_was_on_disk_stays_known_while_the_next_list_is_slow():
    clock = Clock()
    slow = pool(done=False).ending_in(RecordingEnd.HELD)
    async with watching(old(in_turn(pool("llama-3.2-1b", "llama-3.2-3b"), slow)), clock) as (watch, _):
        before = await ready_models(watch)
        clock.now += POOL_SECONDS
        assert await ready_models(watch) == before == ["llama-3.2-1b", "llama-3.2-3b"]


async def test_an_old_cluster_that_loses_its_topology_is_no_exo_any_more():
    clock = Clock()
    async with watching(old(pool("llama-3.2-1b")), clock) as (watch, server):
        await watch.look()
        server.routes = {("GET", "/"): Recording.of_body(b"hello", "text/plain")}
        with pytest.raises(Unreachable, match="Something else answers"):
            await watch.look()
