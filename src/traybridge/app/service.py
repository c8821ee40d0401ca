"""The headless service: core, monitor and control socket, for a machine with neither display nor terminal."""

import asyncio
import contextlib
import signal

from traybridge.app.application import report_text, running
from traybridge.cli.terminal import print_error
from traybridge.system.control import AlreadyRunning, Claim, claim_or_greet
from traybridge.system.paths import Paths

WAITING = "TrayBridge is starting or ending; waiting for it."


def run_service(paths: Paths) -> int:
    """Serve until SIGTERM, SIGINT or ``traybridge quit``; the result is the exit code."""
    try:
        held = claim_or_greet(
            paths, "status", waiting=lambda: print_error("TrayBridge is starting or ending; waiting.")
        )
    except AlreadyRunning as there:
        print_error(there.title, there.hint)
        return 0
    with contextlib.closing(held):
        return asyncio.run(_serve(paths, held))


async def _serve(paths: Paths, held: Claim) -> int:
    stop = asyncio.Event()
    _listen_to_signals(stop)
    async with running(paths, report=lambda where, error: print_error(report_text(where, error))) as application:
        if application.problem is not None:
            print_error(str(application.problem), "The last good settings are in force.")
        await application.serve(held, stop)
        print_error("TrayBridge runs as a service: no display, no terminal. End it with: traybridge quit")
        await stop.wait()
    return 0


def _listen_to_signals(stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C arrives as KeyboardInterrupt
            loop.add_signal_handler(number, stop.set)
