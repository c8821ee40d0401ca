"""An instance that takes a while to end after "quit"."""

import asyncio
import sys
import time
from collections.abc import Mapping

from traybridge.system.control import claim_or_greet
from traybridge.system.instance import RunningInstance
from traybridge.system.paths import find_paths


async def main() -> None:
    stop = asyncio.Event()

    async def handle(verb: str, args: Mapping[str, object]) -> Mapping[str, object]:
        if verb == "quit":
            stop.set()
        return {}

    def on_error(name: str, error: BaseException) -> None:
        raise SystemExit(f"{name}: {error!r}")

    paths = find_paths({"TRAYBRIDGE_HOME": sys.argv[1]}, sys.platform)
    async with RunningInstance.serving(claim_or_greet(paths, "show"), paths, handle, on_error=on_error):
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        await stop.wait()


asyncio.run(main())
time.sleep(0.3)
