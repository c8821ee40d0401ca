"""The headless service: core, monitor and control socket, for a machine with neither display nor terminal."""

import asyncio
import contextlib
import signal

from traybridge.app.house import live_in, open_house
from traybridge.app.start import tell
from traybridge.app.verbs import handler
from traybridge.core.errors import TrayBridgeError
from traybridge.system.configfile import ConfigFile
from traybridge.system.instance import AlreadyRunning, Instance
from traybridge.system.paths import Paths


def run_service(paths: Paths) -> int:
    """Serve until SIGTERM, SIGINT or ``traybridge quit``; the result is the exit code."""
    return asyncio.run(_serve(paths))


async def _serve(paths: Paths) -> int:
    stop = asyncio.Event()
    _listen_to_signals(stop)
    settings = ConfigFile(paths.config_file)
    loaded = await asyncio.to_thread(settings.load_or_last_good)
    if loaded.problem is not None:
        tell(str(loaded.problem), "The last good settings are in force.")
    try:
        async with (
            open_house(paths, loaded, settings, told=_told) as house,
            Instance.acquire(paths, handler(house, stop=stop.set), on_error=_told),
        ):
            await live_in(house)
            tell("TrayBridge runs as a service: no display, no terminal. End it with: traybridge quit")
            await stop.wait()
    except AlreadyRunning as there:
        tell(there.title, there.hint)
    return 0


def _listen_to_signals(stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C arrives as KeyboardInterrupt
            loop.add_signal_handler(number, stop.set)


def _told(where: str, error: BaseException) -> None:
    tell(str(error) if isinstance(error, TrayBridgeError) else f"{where}: {error!r}")
