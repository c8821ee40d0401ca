"""An Exo cluster as the tray shows it: the real program, a tray host that is asked over D-Bus, the demo's cluster.

The icon is read back from its pixels, so that a state is told by its shape.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from tests.live.support.desk import PATIENCE, Desk, desk, settings
from tests.live.support.shapes import read, same
from tests.live.support.trayhost import MenuRow, TrayHost
from tests.support.hosts import Host, stand_in
from tests.system.notification_daemon import daemon

from traybridge.core.tasks import TaskOwner
from traybridge.demo.answers import Answer
from traybridge.demo.cluster import DemoCluster
from traybridge.demo.recordings import Library, Recording
from traybridge.demo.replay import ReplayServer
from traybridge.demo.simulated_cluster import CONNECT_SECONDS, LOAD_SECONDS, WARM_UP_SECONDS
from traybridge.demo.story import FAILURE, TOLD_MODEL
from traybridge.desktop.glyph.composition import ClusterPier, Deck, TrayState
from traybridge.desktop.notification_policy import LOST_SECONDS

pytestmark = [pytest.mark.live, pytest.mark.usefixtures("qapp")]

LIBRARY = Library(Path(__file__).parent.parent / "fixtures" / "exo")
TOLD = "SmolLM2-135M-Instruct"
NAME = "SmolLM2 135M"
STUDIO = "Demo Mac Studio, 10 of 128 GB"
BOOK = "Demo MacBook Pro, 10 of 36 GB"
UNTIL_READY = CONNECT_SECONDS + LOAD_SECONDS + WARM_UP_SECONDS + 0.1


@dataclass
class Bench:
    """The program, its tray, the demo's cluster, and a cloud that answers as well."""

    table: Desk
    host: TrayHost
    cluster: DemoCluster
    cloud: Host

    async def icon(self) -> TrayState:
        return read(await self.host.property("IconPixmap"))

    async def until_icon(self, expected: TrayState) -> None:
        """Wait until the icon looks so."""
        await _until_icon(self.host, expected)

    async def submenu(self) -> MenuRow:
        return await self.host.row("Macs and models")

    async def look(self) -> "Look":
        found = await self.submenu()
        return Look(
            await self.icon(),
            (await self.host.tooltip()).splitlines()[1],
            [row.label for row in found.rows if not row.separator],
        )

    async def until_shown(self, expected: "Look") -> None:
        """Wait until icon, words and rows are as they should be; the last that was seen otherwise is told."""
        expected = replace(expected, icon=same(expected.icon))
        seen: list[Look] = []

        async def is_shown() -> bool:
            seen.append(await self.look())
            return seen[-1] == expected

        try:
            await self.host.until(is_shown)
        except TimeoutError:
            assert seen[-1:] == [expected]


@dataclass(frozen=True)
class Look:
    """What the tray shows of one cluster."""

    icon: TrayState
    words: str
    rows: Sequence[str]


def icon(kind: str, percent: int = 0, *, deck: Deck = "whole", attention: bool = False) -> TrayState:
    """An icon with a cloud that answers."""
    return TrayState(
        ClusterPier(kind, percent),  # type: ignore[arg-type]
        "reachable",
        deck,
        "attention" if attention else "none",
    )


@asynccontextmanager
async def bench(folder: Path, stage: str) -> AsyncGenerator[Bench, None]:
    """Everything at a stage of the story, which stands still, with the cloud known to answer."""
    async with (
        desk(folder) as table,
        stand_in() as cloud,
        DemoCluster(0, speed=0, loop=False) as cluster,
        TrayHost(table.bus) as host,
    ):
        cluster.goto(stage)
        table.configure(settings(cloud.url, exo=cluster.url))
        async with table.program():
            found = Bench(table, host, cluster, cloud)
            await found.host.until_tooltip("My cloud: ok")
            await host.until(lambda: host.row("Macs and models"), PATIENCE)
            yield found


PAGE = "Open Exo's page"
LOOKS = {
    "one_node": Look(icon("none"), "Exo: 1 node, no model is loaded", [STUDIO, PAGE]),
    "joined": Look(icon("none"), "Exo: 2 nodes, no model is loaded", [STUDIO, BOOK, PAGE]),
    "downloading": Look(
        icon("loading", 40),
        f"Exo: 2 nodes, downloading {NAME} 40%",
        [STUDIO, BOOK, f"{NAME}, downloading 40%", PAGE],
    ),
    "loading": Look(
        icon("loading", 47), f"Exo: 2 nodes, loading {NAME} 47%", [STUDIO, BOOK, f"{NAME}, loading 47%", PAGE]
    ),
    "ready": Look(icon("ready"), f"Exo: 2 nodes, {NAME} ready", [STUDIO, BOOK, f"{NAME}, ready", PAGE]),
    "busy": Look(icon("ready", deck="occupied"), f"Exo: 2 nodes, {NAME} busy", [STUDIO, BOOK, f"{NAME}, busy", PAGE]),
    "stale": Look(
        icon("none"),
        f"Exo: 2 nodes, Demo MacBook Pro not seen lately, {NAME} failed",
        [
            STUDIO,
            "Demo MacBook Pro, 10 of 36 GB, not seen for 8 s",
            f"{NAME}, failed: node Demo MacBook Pro not seen for 8 s",
            PAGE,
        ],
    ),
    "lost": Look(icon("none"), "Exo: 1 node, no model is loaded", [STUDIO, "Load a model", PAGE]),
    "recovered": Look(icon("ready"), f"Exo: 2 nodes, {NAME} ready", [STUDIO, BOOK, f"{NAME}, ready", PAGE]),
}


async def test_each_stage_of_the_story_is_told_by_shape_words_and_rows(tmp_path: Path):
    async with bench(tmp_path, "electing") as at:
        await at.host.open_menu()
        electing = Look(icon("none"), "Exo: the nodes are electing a master", [PAGE])
        await at.until_shown(electing)
        for stage, look in LOOKS.items():
            at.cluster.goto(stage)
            await at.until_shown(look)
        at.cluster.goto("failed")
        await at.host.until_tooltip(f"Exo: 2 nodes, Llama 3.2 1B failed: {FAILURE}")
        await at.until_icon(icon("none", attention=True))
        attention = await at.host.until(lambda: at.host.row("⚠ Exo: "))
        assert attention.label == "⚠ Exo: load Llama 3.2 1B again…"
        assert attention.enabled
        failed = await at.host.until(lambda: at.host.row(f"Llama 3.2 1B, failed: {FAILURE[:60]}"))
        assert [row.label for row in failed.rows] == ["Load again", "Unload"]
        await at.host.click(failed.rows[0])
        await at.host.until_tooltip("Exo: 2 nodes, downloading Llama 3.2 1B 0%")


async def test_an_election_does_not_flicker_and_one_that_lasts_is_told_after_five_seconds(
    tmp_path: Path, record_property
):
    """desktop.md: the previous look is kept up to 5 s, and then the truth is shown."""
    async with bench(tmp_path, "ready") as at:
        await at.host.open_menu()
        await at.until_shown(LOOKS["ready"])
        async with noting(at) as seen:
            at.cluster.goto("electing")
            await looks(at.cluster, 2)  # one that is answered so, and the next: well within the 5 s
            at.cluster.goto("recovered")
            await looks(at.cluster, 3)
        assert {(look.icon, look.words) for look in seen} == {(same(icon("ready")), LOOKS["ready"].words)}
        at.cluster.goto("electing")
        began = asyncio.get_running_loop().time()
        await at.host.until_tooltip("Exo: the nodes are electing a master")
        held = asyncio.get_running_loop().time() - began
        record_property("an election is told after, s", round(held, 2))
        assert held > 3.9  # the last look before it may be a second old
        at.cluster.goto("recovered")
        await at.until_shown(LOOKS["recovered"])


async def test_a_lost_master_takes_its_models_away_and_gives_them_back(tmp_path: Path):
    """The instances vanish with it, what they held is still on a disk, and the look follows it back (131-133)."""
    async with bench(tmp_path, "ready") as at:
        await at.host.open_menu()
        await at.until_shown(LOOKS["ready"])
        at.cluster.goto("electing")
        await looks(at.cluster, 1)
        at.cluster.goto("lost")
        await at.until_shown(LOOKS["lost"])
        document = await asked(at)
        assert document["provider"] == "cloud"
        assert {"provider": "exo", "reason": "model not loaded (nothing is loaded)"} in document["skipped"]
        at.cluster.goto("recovered")
        await at.until_shown(LOOKS["recovered"])
        assert (await asked(at))["provider"] == "exo"


async def test_a_notification_leaves_the_icon_and_its_words_as_they_are(tmp_path: Path):
    """A loss that lasts is told, and so is the return; meanwhile the icon goes on showing what is."""
    async with bench(tmp_path, "ready") as at, daemon(at.table.bus) as desktop:
        await at.host.open_menu()
        await at.until_shown(LOOKS["ready"])
        at.cluster.goto("lost")
        async with asyncio.timeout(LOST_SECONDS + PATIENCE):
            await desktop.arrived.wait()
        assert desktop.shown == [
            ("Exo cannot answer", "Demo MacBook Pro left the cluster. My cloud answers until it is back.")
        ]
        await at.until_shown(LOOKS["lost"])
        assert await at.host.property("Status") == "Active"
        desktop.arrived.clear()
        at.cluster.goto("recovered")
        async with asyncio.timeout(PATIENCE):
            await desktop.arrived.wait()
        assert desktop.shown[1:] == [("Exo is back", f"{NAME} is ready on 2 Macs.")]
        await at.until_shown(LOOKS["recovered"])


@pytest.mark.parametrize("watched", [True, False])
async def test_a_node_that_dies_is_told_within_seconds(tmp_path: Path, watched: bool, record_property):
    """With the menu open; or with nothing open, within a minute of a request. Exo itself takes 38 s."""
    async with bench(tmp_path, "ready") as at:
        if watched:
            await at.host.open_menu()
        else:
            await ask_in_the_window(at)
        await at.host.until_tooltip(LOOKS["ready"].words)
        at.cluster.goto("stale")
        began = asyncio.get_running_loop().time()
        await at.host.until_tooltip("Demo MacBook Pro not seen lately")
        record_property("a dead node is told after, s", round(asyncio.get_running_loop().time() - began, 2))
        await at.until_icon(icon("none"))


async def test_a_model_is_loaded_followed_cancelled_and_unloaded_from_the_menu(tmp_path: Path):
    """Clicks over D-Bus. While it loads the cloud answers, and the answer says why."""
    async with bench(tmp_path, "lost") as at:
        await at.host.open_menu()
        await at.until_shown(LOOKS["lost"])
        await at.host.click(await at.host.row(NAME))
        await at.host.until_tooltip(f"Exo: 1 node, loading {NAME}")
        at.cluster.advance(CONNECT_SECONDS + LOAD_SECONDS / 5 + 0.05)
        await at.host.until_tooltip(f"Exo: 1 node, loading {NAME} 20%")
        await at.until_icon(icon("loading", 20))

        document = await asked(at)
        assert (document["text"], document["provider"]) == ("Paris is it.", "cloud")
        reason = f"model not loaded: {TOLD_MODEL} is loading 20%"
        assert {"provider": "exo", "reason": reason} in document["skipped"]

        await at.host.click(await at.host.row("Cancel loading"))
        await at.until_shown(LOOKS["lost"])

        await at.host.click(await at.host.row(NAME))
        await at.host.until_tooltip(f"Exo: 1 node, loading {NAME}")
        at.cluster.advance(UNTIL_READY)
        await at.host.until_tooltip(f"Exo: 1 node, {NAME} ready")
        await at.until_icon(icon("ready"))
        assert (await asked(at))["provider"] == "exo"

        await at.host.click(await at.host.row("Unload"))
        await at.until_shown(LOOKS["lost"])


async def test_what_the_command_line_begins_the_tray_follows(tmp_path: Path):
    """Nobody has the menu open; the commands' JSON is one document each."""
    async with bench(tmp_path, "lost") as at:
        loaded = await command(at, "exo", "load", TOLD, "--no-wait", "--json")
        assert loaded == {"id": TOLD_MODEL, "state": "loading", "progress": None, "error": None}
        await at.host.until_tooltip(f"Exo: 1 node, loading {NAME}")
        at.cluster.advance(UNTIL_READY)
        await at.host.until_tooltip(f"Exo: 1 node, {NAME} ready")
        assert await command(at, "exo", "load", TOLD, "--json") == {**loaded, "state": "ready"}
        [exo] = (await command(at, "exo", "status", "--json"))["exo"]
        assert (exo["state"], exo["models"]) == ("ready", [{**loaded, "state": "ready"}])
        assert {**loaded, "state": "ready"} in (await command(at, "exo", "models", "--json"))["models"]
        assert await command(at, "exo", "dashboard", "--json") == {"url": f"{at.cluster.url}/"}
        assert await command(at, "exo", "unload", TOLD, "--json") == {**loaded, "state": None}
        await at.host.until_tooltip("Exo: 1 node, no model is loaded")
        refused = await command(at, "exo", "unload", TOLD, "--json", code=4)
        assert refused["error"]["class"] == "not_found"
        too_big = await command(at, "exo", "load", "mlx-community/DeepSeek-V3.1-8bit", "--json", code=1)
        assert "cannot be loaded" in too_big["error"]["title"]
        assert too_big["error"]["hint"]


OLD = {"/healthcheck": "200", "/v1/models": "201", "/topology": "202", "/initial_models": "204", "/modelpool": "205"}
NEW = {"/node_id": "001", "/state": "067", "/v1/models": "066"}
V1071 = {"/node_id": "300", "/state": "307", "/v1/models": "066"}
DOWNLOADING = {"/node_id": "001", "/state": "143", "/v1/models": "140"}
FAILED = {"/node_id": "001", "/state": "153", "/v1/models": "140"}


@pytest.mark.parametrize(
    ("recorded", "shape", "words"),
    [
        (NEW, icon("ready"), f"Exo: 1 node, {NAME} ready"),
        (V1071, icon("ready"), f"Exo: 1 node, {NAME} ready"),
        (OLD, icon("ready"), "Exo: 1 node, dummy ready"),
        (DOWNLOADING, icon("loading", 22), f"Exo: 1 node, downloading {NAME} 22%"),
        (
            FAILED,
            icon("none", attention=True),
            "Exo: 1 node, Llama 3.2 1B failed: Model files not found locally in offline mode",
        ),
    ],
    ids=["1.x", "v1.0.71", "0.x", "downloading", "failed"],
)
async def test_recorded_clusters_are_told_as_they_were(tmp_path: Path, recorded, shape, words):
    """Real answers of HEAD, of v1.0.71 and of v0.0.15; nothing but GET is sent to them."""
    routes: dict[tuple[str, str], Answer] = {("GET", path): LIBRARY[name] for path, name in recorded.items()}
    async with (
        desk(tmp_path) as table,
        stand_in() as cloud,
        ReplayServer(routes, speed=0) as server,
        TrayHost(table.bus) as host,
    ):
        table.configure(settings(cloud.url, exo=server.url))
        async with table.program():
            await host.until_tooltip(words, "My cloud: ok")
            await _until_icon(host, shape)
            node, *_ = (await host.until(lambda: host.row("Ma"))).rows
            assert " GB" in node.label
            assert not node.enabled
        assert {request.method for request in server.received} == {"GET"}


async def test_another_program_on_the_port_is_named(tmp_path: Path):
    page = Recording.of_body(b"<html><head><title>Grafana</title></head><body>Log in</body></html>", "text/html")
    async with (
        desk(tmp_path) as table,
        stand_in() as cloud,
        ReplayServer({("GET", "/"): page}, speed=0) as server,
        TrayHost(table.bus) as host,
    ):
        table.configure(settings(cloud.url, exo=server.url))
        async with table.program():
            words = await host.until_tooltip("Grafana", "My cloud: ok")
            assert f"Something else answers at 127.0.0.1:{server.port}" in words
            await _until_icon(host, icon("none"))


async def test_several_clusters_are_told_apart(tmp_path: Path):
    """Each has its phrase and its submenu; the icon shows the best of them; a click reaches the one that is meant."""
    async with bench(tmp_path, "lost") as at, DemoCluster(0, speed=0) as other:
        other.goto("failed")
        row = f'[[providers]]\nid = "attic"\nname = "Attic"\nkind = "exo"\nbase_url = "{other.url}"\n\n'
        at.table.configure(row + settings(at.cloud.url, exo=at.cluster.url))
        await at.host.until_tooltip("Attic: 2 nodes, Llama 3.2 1B failed")
        await at.host.open_menu()
        await at.host.until_tooltip("Exo: 1 node, no model is loaded")
        await at.host.click(await at.host.row(NAME))
        await at.host.until_tooltip(f"Exo: 1 node, loading {NAME}")
        await at.host.until_tooltip("Attic: 2 nodes, Llama 3.2 1B failed")
        at.cluster.advance(UNTIL_READY)
        await at.host.until_tooltip(f"Exo: 1 node, {NAME} ready")
        await at.until_icon(icon("ready", attention=True))
        document = await asked(at)
        assert document["provider"] == "exo"
        assert any(one["provider"] == "attic" and FAILURE in one["reason"] for one in document["skipped"])
        both = (await command(at, "status", "--json"))["exo"]
        assert [(one["id"], one["state"]) for one in both] == [("attic", "failed"), ("exo", "ready")]


# --- how it is done ---


async def _until_icon(host: TrayHost, shape: TrayState) -> None:
    async def looks_so() -> bool:
        return read(await host.property("IconPixmap")) == same(shape)

    await host.until(looks_so)


@asynccontextmanager
async def noting(at: Bench) -> AsyncGenerator[list[Look], None]:
    """Every look of the tray while something happens."""
    seen: list[Look] = []
    troubles: list[BaseException] = []

    async def note() -> bool:
        seen.append(await at.look())
        return False

    async with TaskOwner("test", lambda _, error: troubles.append(error)) as tasks:
        tasks.start(at.host.until(note, 60.0), "note looks")
        yield seen
    assert not troubles


async def looks(cluster: DemoCluster, count: int) -> None:
    """Wait until the cluster has been looked at so many times more."""
    server = cluster.server
    server._remember = True
    before = len(server.received)
    await server.nth(before + count - 1)


async def command(at: Bench, *arguments: str, code: int = 0) -> dict[str, Any]:
    """The one document that a command prints."""
    found, out, err = await at.table.run(*arguments)
    assert found == code, err
    return dict(json.loads(out))


async def asked(at: Bench) -> dict[str, Any]:
    return await command(at, "ask", "What is the capital of France?", "--json")


async def ask_in_the_window(at: Bench) -> None:
    """Ask as a person does, and close the window again."""
    at.cluster.server._remember = True
    await at.host.activate()
    async with asyncio.timeout(PATIENCE):
        while not (found := (await at.table.xdotool("search", "--onlyvisible", "--name", "^TrayBridge$")).split()):
            await asyncio.sleep(0.05)
        [window] = found
        await at.table.xdotool("windowfocus", "--sync", window)
        await at.table.xdotool("type", "--window", window, "What is the capital of France?")
        await at.table.xdotool("key", "--window", window, "Return")
        await at.cluster.server.nth(0, "/v1/chat/completions")
        await at.table.xdotool("key", "--window", window, "ctrl+w")  # Escape would stop an answer that still comes
        while (await at.table.xdotool("search", "--onlyvisible", "--name", "^TrayBridge$")).split():
            await asyncio.sleep(0.05)
