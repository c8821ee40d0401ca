"""One run of the demo: the pretend cluster, the lines that introduce it, its stages, and the tray that shows it."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Coroutine, Mapping
from contextlib import AsyncExitStack, aclosing
from typing import Any

from traybridge.core.errors import BadInput
from traybridge.core.i18n import msg
from traybridge.core.tasks import TaskOwner
from traybridge.demo.cluster import DemoCluster

PARTING_SECONDS = 3.0
"""How long the tray may take to end."""

Say = Callable[[str], None]
Tray = Callable[[], Coroutine[Any, Any, int]]
"""Shows the demo until somebody quits it; the result is an exit code."""


async def play(say: Say, *, port: int, speed: float, prepare: Callable[[str], str], tray: Tray | None = None) -> int:
    """Play until Ctrl-C, a closed terminal, or until the tray that shows it is quit; the result is an exit code.

    ``prepare`` gets the cluster's address, may block, and returns what stands before a command that looks at it.

    Raises:
        BadInput: the port is taken.
    """
    stop = asyncio.Event()
    async with AsyncExitStack() as stack:
        _on_signals(stack, stop)
        cluster = await _open(stack, port, speed)
        _introduce(say, cluster.url, await asyncio.to_thread(prepare, cluster.url))
        return await _until_one_ends(say, cluster, tray, stop)


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
        title = msg(
            "Port {port} cannot be used ({why})", port=port, why=os.strerror(error.errno) if error.errno else str(error)
        )
        raise BadInput(title, "Leave out --port, or use another.") from None


def _introduce(say: Say, url: str, before_command: str) -> None:
    say(f"A pretend cluster of two Macs answers at {url}. There is no Exo behind it; its answers are recordings.")
    say("The story: they meet, load a model, answer, one is lost and comes back; then it begins again.")
    say("Look at it from another terminal:")
    say(f"  {before_command} traybridge status")
    say(f"  {before_command} traybridge ask 'What is the capital of France?'")
    say("Ctrl-C ends the demo.")


async def _until_one_ends(say: Say, cluster: DemoCluster, tray: Tray | None, stop: asyncio.Event) -> int:
    """Go on until one of those ends: somebody listening, the tray, or everything."""
    failed: list[BaseException] = []
    async with TaskOwner("demo", lambda _, error: failed.append(error)) as tasks:
        ends = [tasks.start(stop.wait(), "stop"), tasks.start(_stages(say, cluster), "stages")]
        shown = tasks.start(tray(), "tray") if tray is not None else None
        done, _ = await asyncio.wait([*ends, shown] if shown else ends, return_when=asyncio.FIRST_COMPLETED)
        if failed:
            raise failed[0]
        return shown.result() if shown in done and shown is not None else 0


async def _stages(say: Say, cluster: DemoCluster) -> None:
    async with aclosing(cluster.stages()) as stages:
        async for stage in stages:
            say(f"stage: {stage}")


async def run_program(environment: Mapping[str, str]) -> int:
    """Run TrayBridge itself until it is quit; cancelled it ends too. The result is its exit code."""
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "traybridge", env=environment)
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
