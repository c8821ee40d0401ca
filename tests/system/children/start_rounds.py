"""Start once for each line on stdin (a home folder): claim it and serve, or reach who did. Says which on stdout.

A winner serves until the next line.
"""

import asyncio
import os
import sys
from collections.abc import Mapping

from traybridge.system.control import AlreadyRunning, claim_or_greet
from traybridge.system.instance import RunningInstance
from traybridge.system.paths import find_paths


async def main() -> None:
    loop = asyncio.get_running_loop()

    async def handle(verb: str, args: Mapping[str, object]) -> Mapping[str, object]:
        return {"heard": verb}

    def on_error(name: str, error: BaseException) -> None:
        say(f"failed {name} {error!r}")

    line = await loop.run_in_executor(None, sys.stdin.readline)
    while line:
        paths = find_paths({"TRAYBRIDGE_HOME": line.strip()}, sys.platform)
        try:
            held = await asyncio.to_thread(claim_or_greet, paths, "show")
            async with RunningInstance.serving(held, paths, handle, on_error=on_error):
                say(f"won {os.getpid()}")
                line = await loop.run_in_executor(None, sys.stdin.readline)
        except AlreadyRunning as error:
            say(f"reached {(error.reply or {}).get('pid')}")
            line = await loop.run_in_executor(None, sys.stdin.readline)


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


asyncio.run(main())
