import asyncio
import socket
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from traybridge.system.power.network_changes import Address, apply_addresses, is_address_message, watch_routes

CHILD = Path(__file__).parent / "children" / "watch_network.py"


def message(kind: int, address: bytes, *, scope: int = 0, interface: int = 2) -> bytes:
    """As the kernel sends it: nlmsghdr, ifaddrmsg, IFA_ADDRESS, IFA_LOCAL."""
    family = 2 if len(address) == 4 else 10
    attributes = b"".join(struct.pack("=HH", 4 + len(address), name) + address for name in (1, 2))
    body = struct.pack("=BBBBI", family, 24, 0, scope, interface) + attributes
    return struct.pack("=IHHII", 16 + len(body), kind, 0, 1, 0) + body


FOUR, OTHER, SIX = b"\x0a\x00\x00\x01", b"\x0a\x00\x00\x02", b"\xfd" + bytes(15)


def test_addresses_come_and_go() -> None:
    known: set[Address] = apply_addresses(set(), message(20, FOUR) + message(20, SIX))
    assert known == {(2, 2, FOUR), (2, 10, SIX)}
    assert apply_addresses(known, message(20, FOUR)) == known, "announced again is nothing new"
    assert apply_addresses(known, message(21, FOUR) + message(20, OTHER)) == {(2, 2, OTHER), (2, 10, SIX)}


def test_what_leads_nowhere_does_not_count() -> None:
    assert apply_addresses(set(), message(20, FOUR, scope=254) + message(20, SIX, scope=253)) == set()


@pytest.mark.parametrize("cut", range(0, 60, 3))
def test_a_cut_message_is_no_crash(cut: int) -> None:
    whole = message(20, FOUR)
    apply_addresses(set(), whole[:cut])
    apply_addresses(set(), bytes(cut) + whole)


def test_a_real_kernel_tells_of_a_new_network() -> None:
    """In a network namespace of its own; where that is not allowed, only that it starts and tells of nothing."""
    alone = subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode == 0
    command = [*(["unshare", "-rn"] if alone else []), sys.executable, str(CHILD)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        tell, hear = child.stdin.write, child.stdout.readline
        assert hear() == "ready\n"
        if alone:
            for line in ("add 127.0.0.9", "add 10.9.9.9", "add 10.9.8.8"):  # the first leads nowhere
                tell(f"{line}\n")
                assert hear() == "did\n"
            tell("settle\n")
            assert hear() == "network\n", "two addresses at once are one change"
            tell("del 10.9.9.9\n")
            assert hear() == "did\n"
            tell("settle\n")
            assert hear() == "network\n"
        tell("\n")
        assert child.stdout.read() == ""
        assert child.wait(20) == 0


def test_a_macs_routing_messages_are_understood() -> None:
    assert is_address_message(struct.pack("=HBB", 20, 5, 0x0C) + bytes(16))
    assert is_address_message(struct.pack("=HBB", 20, 5, 0x0D) + bytes(16))
    assert not is_address_message(struct.pack("=HBB", 20, 5, 0x0E) + bytes(16))
    assert not is_address_message(b"\x00")


async def test_a_mac_tells_once_for_a_burst() -> None:
    ours, kernel = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    heard: asyncio.Queue[str] = asyncio.Queue()
    settled = asyncio.Event()

    async def pause(seconds: float) -> None:
        await settled.wait()

    watching = asyncio.create_task(watch_routes(heard.put_nowait, pause=pause, connection=ours))  # noqa: TID251
    with kernel:
        for kind in (0x0E, 0x0C, 0x0C):
            kernel.send(struct.pack("=HBB", 4, 5, kind))
        settled.set()
        assert await heard.get() == "network"
        assert heard.empty()
        watching.cancel()
        with pytest.raises(asyncio.CancelledError):
            await watching
