"""The demo: a pretend cluster, and TrayBridge in a folder of its own that knows nothing but this cluster."""

import asyncio
import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import aclosing
from pathlib import Path

from traybridge.app.display import has_display
from traybridge.core.config import EMBEDDED, Config, DesktopConfig, ProviderConfig
from traybridge.core.errors import BadInput
from traybridge.core.tasks import TaskOwner
from traybridge.demo.cluster import DemoCluster
from traybridge.system.configfile import ConfigFile
from traybridge.system.paths import HOME_VARIABLE

NAME = "Demo cluster (pretend)"
DEMO_ID = "demo"


async def run_demo(say: Callable[[str], None], *, port: int = 0, speed: float = 1.0, tray: bool = True) -> int:
    """Tell the story until Ctrl-C, or until the tray that shows it is quit; the result is an exit code.

    Raises:
        BadInput: the port is taken.
    """
    with tempfile.TemporaryDirectory(prefix="traybridge-demo-") as folder:
        home = Path(folder)
        try:
            async with DemoCluster(port, speed=speed) as cluster:
                await asyncio.to_thread(write_settings, home, cluster.url)
                _introduce(say, cluster.url, home)
                return await _tell(say, cluster, home, tray=tray and has_display(os.environ, sys.platform))
        except OSError as error:
            raise BadInput(
                f"Port {port} cannot be used ({error.strerror})", "Leave out --port, or use another."
            ) from None


def write_settings(home: Path, url: str) -> None:
    """Settings that know the pretend cluster and, behind it, the starter model."""
    row = ProviderConfig(id=DEMO_ID, kind="exo", name=NAME, base_url=url)
    ConfigFile(home / "config.toml").edit(
        lambda _: Config(providers=(row, EMBEDDED), desktop=DesktopConfig(welcomed=True))
    )


def _introduce(say: Callable[[str], None], url: str, home: Path) -> None:
    say(f"A pretend cluster of two Macs answers at {url}. There is no Exo behind it; its answers are recordings.")
    say("The story: they meet, load a model, answer, one is lost and comes back; then it begins again.")
    say("Look at it from another terminal:")
    say(f"  {HOME_VARIABLE}={home} traybridge status")
    say(f"  {HOME_VARIABLE}={home} traybridge ask 'What is the capital of France?'")
    say("Ctrl-C ends the demo.")


async def _tell(say: Callable[[str], None], cluster: DemoCluster, home: Path, *, tray: bool) -> int:
    failed: list[BaseException] = []
    async with TaskOwner("demo", lambda _, error: failed.append(error)) as tasks:
        telling = tasks.start(_stages(say, cluster), "stages")
        if not tray:
            await telling
            return 0
        return await _tray(home)


async def _stages(say: Callable[[str], None], cluster: DemoCluster) -> None:
    async with aclosing(cluster.stages()) as stages:
        async for stage in stages:
            say(f"stage: {stage}")


async def _tray(home: Path) -> int:
    """Run TrayBridge on the demo's settings until it is quit; with us it ends too."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "traybridge", env={**os.environ, HOME_VARIABLE: str(home)}
    )
    try:
        return await process.wait()
    finally:
        if process.returncode is None:
            process.terminate()
            await process.wait()
