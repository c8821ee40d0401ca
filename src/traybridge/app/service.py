"""The headless service: core, monitor and control socket, for a machine with neither display nor terminal."""

import asyncio
import contextlib

from traybridge.app.application import report_text, running
from traybridge.cli.terminal import print_error
from traybridge.system.control import WAITING, AlreadyRunning, Claim, claim_or_greet
from traybridge.system.paths import Paths
from traybridge.system.signals import stop_at_signals


def run_service(paths: Paths) -> int:
    """Serve until SIGTERM, SIGINT or ``traybridge quit``; the result is the exit code."""
    try:
        held = claim_or_greet(paths, "status", waiting=lambda: print_error(WAITING))
    except AlreadyRunning as there:
        print_error(there.title, there.hint)
        return 0
    with contextlib.closing(held):
        return asyncio.run(_serve(paths, held))


async def _serve(paths: Paths, held: Claim) -> int:
    stop = asyncio.Event()
    stop_at_signals(stop)
    async with running(paths, report=lambda where, error: print_error(report_text(where, error))) as application:
        if application.problem is not None:
            print_error(str(application.problem), "The last good settings are in force.")
        await application.serve(held, stop)
        print_error("TrayBridge runs as a service: no display, no terminal. End it with: traybridge quit")
        await stop.wait()
    return 0
