"""The demo: a pretend cluster, and TrayBridge in a folder of its own that knows nothing but this cluster."""

import asyncio
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from contextlib import AsyncExitStack, aclosing
from pathlib import Path

from traybridge.app.tray import DEMO_VARIABLE
from traybridge.core.config import EMBEDDED, Config, DesktopConfig, ProviderConfig
from traybridge.core.errors import BadInput
from traybridge.core.tasks import TaskOwner
from traybridge.demo.cluster import DemoCluster
from traybridge.system.config.file import ConfigFile
from traybridge.system.display import has_display
from traybridge.system.paths import HOME_VARIABLE

NAME = "Demo cluster (pretend)"
DEMO_ID = "demo"
PARTING_SECONDS = 3.0
"""How long that tray may take to end."""


async def run_demo(say: Callable[[str], None], *, port: int = 0, speed: float = 1.0, tray: bool = True) -> int:
    """Tell the story until Ctrl-C, a closed terminal, or until the tray that shows it is quit.

    The result is an exit code. Nothing stays behind.

    Raises:
        BadInput: the port is taken.
    """
    stop = asyncio.Event()
    with tempfile.TemporaryDirectory(prefix="traybridge-demo-") as folder:
        home = Path(folder)
        async with AsyncExitStack() as stack:
            _on_signals(stack, stop)
            cluster = await _open(stack, port, speed)
            await asyncio.to_thread(write_settings, home, cluster.url)
            _introduce(say, cluster.url, home)
            shown = tray and has_display(os.environ, sys.platform)
            return await _tell(say, cluster, home if shown else None, stop)


def _on_signals(stack: AsyncExitStack, stop: asyncio.Event) -> None:
    """End as after Ctrl-C when the session ends or the terminal is closed."""
    loop = asyncio.get_running_loop()
    if sys.platform == "win32":
        return  # the system ends it, and has no signals to say so
    for number in (signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, stop.set)
        stack.callback(loop.remove_signal_handler, number)


async def _open(stack: AsyncExitStack, port: int, speed: float) -> DemoCluster:
    try:
        return await stack.enter_async_context(DemoCluster(port, speed=speed))
    except OSError as error:
        raise BadInput(f"Port {port} cannot be used ({error.strerror})", "Leave out --port, or use another.") from None


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


async def _tell(say: Callable[[str], None], cluster: DemoCluster, home: Path | None, stop: asyncio.Event) -> int:
    """Tell until one of those ends: somebody listening, the tray (where it is shown for ``home``), or everything."""
    failed: list[BaseException] = []
    async with TaskOwner("demo", lambda _, error: failed.append(error)) as tasks:
        ends = [tasks.start(stop.wait(), "stop"), tasks.start(_stages(say, cluster), "stages")]
        tray = tasks.start(_tray(home), "tray") if home is not None else None
        done, _ = await asyncio.wait([*ends, tray] if tray else ends, return_when=asyncio.FIRST_COMPLETED)
        if failed:
            raise failed[0]
        return tray.result() if tray in done and tray is not None else 0


async def _stages(say: Callable[[str], None], cluster: DemoCluster) -> None:
    async with aclosing(cluster.stages()) as stages:
        async for stage in stages:
            say(f"stage: {stage}")


async def _tray(home: Path) -> int:
    """Run TrayBridge on the demo's settings until it is quit; with us it ends too."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "traybridge",
        env={**os.environ, HOME_VARIABLE: str(home), DEMO_VARIABLE: "1"},
    )
    try:
        return await process.wait()
    finally:
        if process.returncode is None:
            process.terminate()
            try:
                async with asyncio.timeout(PARTING_SECONDS):
                    await process.wait()
            except TimeoutError:
                process.kill()
                await process.wait()
