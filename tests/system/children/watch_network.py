"""In a network of its own: watch the addresses, and say each change. Commands come on stdin, "done" after each."""

import asyncio
import subprocess
import sys

from traybridge.system.netlink import watch_addresses


async def main() -> None:
    loop = asyncio.get_running_loop()
    listening = asyncio.Event()
    settle = asyncio.Event()

    async def pause(seconds: float) -> None:
        await settle.wait()
        settle.clear()

    watching = loop.create_task(watch_addresses(say, pause=pause, listening=listening.set))
    await listening.wait()
    say("ready")
    while line := (await loop.run_in_executor(None, sys.stdin.readline)).strip():
        if line == "settle":
            settle.set()
        else:
            process = await asyncio.create_subprocess_exec(*line.split(), stderr=subprocess.DEVNULL)
            say(f"did {await process.wait()}")
    watching.cancel()


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


asyncio.run(main())
