"""`traybridge demo` as a person uses it: marked as what it is, ended in every way, and nothing left behind."""

import asyncio
import os
import signal
import sys
import tomllib
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.live.support.desk import PATIENCE, Desk, desk, running
from tests.live.support.trayhost import TrayHost

pytestmark = pytest.mark.live

AUTOSTART = """[Desktop Entry]
Type=Application
Name=TrayBridge
Exec=/elsewhere/traybridge --hidden
"""


@dataclass
class Shown:
    """The demo with its tray: the process that was started, what it said so far, and where its folder is."""

    table: Desk
    host: TrayHost
    process: Process
    said: list[str]

    async def until_said(self, line: str) -> None:
        assert self.process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            while line not in self.said:
                self.said.append((await self.process.stdout.readline()).decode().rstrip())

    @property
    def home(self) -> Path:
        line = next(line for line in self.said if line.endswith("traybridge status"))
        return Path(line.split("=")[1].split()[0])


@asynccontextmanager
async def demo(folder: Path, *options: str) -> AsyncGenerator[Shown, None]:
    """Start it at a desk where somebody has settings and a login item of his own."""
    async with desk(folder) as table, TrayHost(table.bus) as host:
        table.configure("# mine\n")
        autostart = folder / ".config" / "autostart" / "traybridge.desktop"
        autostart.parent.mkdir(parents=True)
        autostart.write_text(AUTOSTART)
        temporary = folder / "temporary"
        temporary.mkdir()
        before = everything(folder)
        env = {**table.env, "TMPDIR": str(temporary)}
        arguments = [sys.executable, "-m", "traybridge", "demo", *options]
        async with running(*arguments, env=env, stdout=PIPE, stderr=PIPE, start_new_session=True) as process:
            shown = Shown(table, host, process, [])
            await shown.until_said("stage: electing")
            yield shown
        assert everything(folder) == before
        assert table.config.read_text() == "# mine\n"
        assert autostart.read_text() == AUTOSTART


def everything(folder: Path) -> list[str]:
    """All files but the bus's own, and fontconfig's cache, which it keeps in the home folder of who is not root."""
    fonts = folder / ".cache" / "fontconfig"
    return sorted(
        str(path)
        for path in folder.rglob("*")
        if "/run/" not in f"{path}/" and path != fonts.parent and not path.is_relative_to(fonts)
    )


async def quit_from_the_menu(shown: Shown) -> None:
    await shown.host.click(await shown.host.until(lambda: shown.host.row("Quit")))


def signalled(number: int, *, group: bool = False) -> Callable[[Shown], object]:
    return lambda shown: (os.killpg if group else os.kill)(shown.process.pid, number)


WAYS = {
    "quit from its menu": (quit_from_the_menu, 0),
    "Ctrl-C": (signalled(signal.SIGINT, group=True), 130),
    "the session ends": (signalled(signal.SIGTERM), 0),
    "the terminal is closed": (signalled(signal.SIGHUP, group=True), 0),
}


@pytest.mark.parametrize("way", WAYS)
async def test_it_ends_cleanly_however_it_is_ended(tmp_path: Path, way: str):
    """Its folder and its tray go with it; settings and login item of the person stay as they are."""
    end, code = WAYS[way]
    async with demo(tmp_path, "--speed", "20") as shown:
        await shown.host.until(lambda: shown.host.row("Demo cluster (pretend)"))
        assert shown.home.is_dir()
        ended = end(shown)
        if asyncio.iscoroutine(ended):
            await ended
        async with asyncio.timeout(PATIENCE):
            # All pipes are closed only when the tray has ended as well.
            _, err = await shown.process.communicate()
        assert shown.process.returncode == code
        assert b"Traceback" not in err
        assert not shown.home.exists()


async def test_it_says_everywhere_that_it_is_a_demo(tmp_path: Path):
    async with demo(tmp_path, "--speed", "20") as shown:
        await shown.until_said("stage: ready")
        host = shown.host
        assert shown.said[0].startswith("A pretend cluster of two Macs answers at http://127.0.0.1:")
        assert "There is no Exo behind it; its answers are recordings." in shown.said[0]
        await host.until_tooltip("Demo cluster (pretend): 2 nodes, ")
        labels = [row.label for row in await host.menu()]
        assert not any("Launch at login" in label for label in labels)
        await host.until(lambda: _has_both_nodes(host))
        rows = tomllib.loads((shown.home / "config.toml").read_text())["providers"]
        assert [row["id"] for row in rows] == ["demo", "embedded"]
        await quit_from_the_menu(shown)
        async with asyncio.timeout(PATIENCE):
            await shown.process.communicate()


async def _has_both_nodes(host: TrayHost) -> bool:
    """They meet, lose each other and meet again, twenty times as fast as told."""
    cluster = await host.row("Macs and models")
    return [row.label.split(",")[0] for row in cluster.rows[:2]] == ["Demo Mac Studio", "Demo MacBook Pro"]


async def test_a_taken_port_is_named(tmp_path: Path):
    async with desk(tmp_path) as table:
        taken = await asyncio.start_server(lambda _reader, writer: writer.close(), "127.0.0.1", 0)
        port = taken.sockets[0].getsockname()[1]
        code, out, err = await table.run("demo", "--no-tray", "--port", str(port))
        taken.close()
    assert (code, out) == (1, "")
    assert f"Port {port} cannot be used" in err
    assert "Leave out --port" in err
