"""In a network of its own: watch the addresses and say each change. Commands come on stdin: add, del, settle."""

import asyncio
import socket
import struct
import sys

from traybridge.system.power.network_changes import watch_addresses


def change(verb: str, address: str) -> None:
    """Give the loopback device an address, or take it away (rtnetlink(7)); wait for the kernel's word."""
    attributes = b"".join(struct.pack("=HH4s", 8, name, socket.inet_aton(address)) for name in (1, 2))
    body = struct.pack("=BBBBI", socket.AF_INET, 32, 0, 254 if address.startswith("127.") else 0, 1) + attributes
    flags = 0x1 | 0x4 | (0x400 | 0x200 if verb == "add" else 0)  # REQUEST, ACK, CREATE, EXCL
    header = struct.pack("=IHHII", 16 + len(body), 20 if verb == "add" else 21, flags, 1, 0)
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as kernel:
        kernel.send(header + body)
        error = struct.unpack_from("=i", kernel.recv(4096), 16)[0]
        if error:
            raise OSError(-error, "the kernel refused")


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
            change(*line.split())
            say("did")
    watching.cancel()


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


asyncio.run(main())
