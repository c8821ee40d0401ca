"""The headless service: core, monitor and control socket, for a machine with neither display nor terminal."""

import asyncio
import contextlib
import signal
from collections.abc import Callable

from traybridge.app.application import Application, keep_running, open_application
from traybridge.app.control_handlers import handler
from traybridge.app.surfaces import tell
from traybridge.core.bridge import Bridge
from traybridge.core.errors import TrayBridgeError
from traybridge.system.config.file import ConfigFile
from traybridge.system.instance import AlreadyRunning, RunningInstance
from traybridge.system.logs import reporter, start_log
from traybridge.system.paths import Paths
from traybridge.system.power.events import machine_events


def run_service(paths: Paths) -> int:
    """Serve until SIGTERM, SIGINT or ``traybridge quit``; the result is the exit code."""
    return asyncio.run(_serve(paths))


async def _serve(paths: Paths) -> int:
    stop = asyncio.Event()
    _listen_to_signals(stop)
    known: list[Bridge] = []
    logger, stop_log = start_log(paths.logs, lambda: known[0].secrets() if known else ())
    log = reporter(logger)

    def told(where: str, error: BaseException) -> None:
        log(where, error)
        tell(str(error) if isinstance(error, TrayBridgeError) else f"{where} failed; the log tells more.")

    settings = ConfigFile(paths.config_file)
    loaded = await asyncio.to_thread(settings.load_or_last_good)
    if loaded.problem is not None:
        tell(str(loaded.problem), "The last good settings are in force.")
    try:
        async with (
            open_application(paths, loaded, settings, told=told) as house,
            RunningInstance.acquire(paths, handler(house, stop=stop.set), on_error=told),
        ):
            known.append(house.bridge)
            await keep_running(house)
            house.tasks.start(machine_events(on_error=log).watch(_woken(house)), "power and network")
            tell("TrayBridge runs as a service: no display, no terminal. End it with: traybridge quit")
            await stop.wait()
    except AlreadyRunning as there:
        tell(there.title, there.hint)
    finally:
        stop_log()
    return 0


def _woken(house: Application) -> Callable[[str], None]:
    def woken(what: str) -> None:
        house.tasks.start(house.bridge.on_resume(), f"after {what}")

    return woken


def _listen_to_signals(stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C arrives as KeyboardInterrupt
            loop.add_signal_handler(number, stop.set)
