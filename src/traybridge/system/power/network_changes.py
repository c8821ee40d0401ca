"""Hear from the kernel that an address came or went (Linux: netlink, macOS: a routing socket), without polling."""

import asyncio
import errno
import socket
import struct
from collections.abc import Awaitable, Callable, Iterator

Changed = Callable[[str], None]
Pause = Callable[[float], Awaitable[None]]

_SETTLE_SECONDS = 0.5
_LARGEST = 65_536

# <linux/rtnetlink.h>, <linux/if_addr.h>; the protocol NETLINK_ROUTE is 0
_FAMILY = getattr(socket, "AF_NETLINK", 16)  # Linux only, and so are the types
_GROUPS = 0x10 | 0x100  # RTMGRP_IPV4_IFADDR, RTMGRP_IPV6_IFADDR
_NEW_ADDRESS, _GONE_ADDRESS, _GET_ADDRESS = 20, 21, 22
_DUMP = 0x001 | 0x300  # NLM_F_REQUEST, NLM_F_DUMP
_LINK_SCOPE = 253  # from here on an address leads nowhere beyond its own link or host
_HEADER = struct.Struct("=IHHII")
_ADDRESS = struct.Struct("=BBBBI")
_ATTRIBUTE = struct.Struct("=HH")

# <net/route.h> of macOS
_ROUTE_HEADER = struct.Struct("=HBB")
_ROUTE_NEW_ADDRESS, _ROUTE_GONE_ADDRESS = 0x0C, 0x0D

Address = tuple[int, int, bytes]
"""Interface, family, and the address itself."""


async def watch_addresses(
    changed: Changed, *, pause: Pause = asyncio.sleep, listening: Callable[[], None] = lambda: None
) -> None:
    """Tell "network" when this Linux machine got or lost an address that leads beyond its own link.

    Routers announce the same IPv6 address every few minutes and containers come and go with link-local ones: neither
    counts. ``listening`` is called when the addresses of before are known.
    """
    with socket.socket(_FAMILY, socket.SOCK_RAW, 0) as connection:
        connection.setblocking(False)
        connection.bind((0, _GROUPS))
        connection.send(
            _HEADER.pack(_HEADER.size + _ADDRESS.size, _GET_ADDRESS, _DUMP, 1, 0) + _ADDRESS.pack(0, 0, 0, 0, 0)
        )
        known: set[Address] = set()
        begun = False
        while True:
            content = await _receive(connection)
            new = apply_addresses(known, content)
            if not begun:
                begun = any(kind == 3 for kind, _ in _messages(content))  # NLMSG_DONE ends the answer to our question
                known = new
                if begun:
                    listening()
            elif new != known or not content:
                await pause(_SETTLE_SECONDS)  # a new network is several addresses
                known = _drain(connection, new)
                changed("network")


async def watch_routes(
    changed: Changed, *, pause: Pause = asyncio.sleep, connection: socket.socket | None = None
) -> None:
    """Tell "network" when this Mac got or lost an address (route(4)). ``connection``: another source of messages."""
    with connection or socket.socket(getattr(socket, "AF_ROUTE", 17), socket.SOCK_RAW, 0) as source:
        source.setblocking(False)
        loop = asyncio.get_running_loop()
        while True:
            if is_address_message(await loop.sock_recv(source, _LARGEST)):
                await pause(_SETTLE_SECONDS)
                _drain(source, set())
                changed("network")


def apply_addresses(known: set[Address], content: bytes) -> set[Address]:
    """The addresses after these kernel messages."""
    after = set(known)
    for kind, body in _messages(content):
        if kind in {_NEW_ADDRESS, _GONE_ADDRESS} and (address := _address(body)) is not None:
            (after.add if kind == _NEW_ADDRESS else after.discard)(address)
    return after


def is_address_message(content: bytes) -> bool:
    """Say whether a message of a routing socket tells of an address that came or went."""
    if len(content) < _ROUTE_HEADER.size:
        return False
    return _ROUTE_HEADER.unpack_from(content)[2] in {_ROUTE_NEW_ADDRESS, _ROUTE_GONE_ADDRESS}


def _messages(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + _HEADER.size <= len(content):
        size, kind, *_ = _HEADER.unpack_from(content, at)
        if size < _HEADER.size:
            return
        yield kind, content[at + _HEADER.size : at + size]
        at += (size + 3) & ~3


def _address(body: bytes) -> Address | None:
    if len(body) < _ADDRESS.size:
        return None
    family, _, _, scope, interface = _ADDRESS.unpack_from(body)
    found = dict(_attributes(body[_ADDRESS.size :]))
    value = found.get(2) or found.get(1)  # IFA_LOCAL, else IFA_ADDRESS
    return (interface, family, value) if value and scope < _LINK_SCOPE else None


def _attributes(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + _ATTRIBUTE.size <= len(content):
        size, kind = _ATTRIBUTE.unpack_from(content, at)
        if size < _ATTRIBUTE.size:
            return
        yield kind, content[at + _ATTRIBUTE.size : at + size]
        at += (size + 3) & ~3


async def _receive(connection: socket.socket) -> bytes:
    """The next messages; nothing when so many came at once that the kernel dropped some."""
    try:
        return await asyncio.get_running_loop().sock_recv(connection, _LARGEST)
    except OSError as error:
        if error.errno != errno.ENOBUFS:
            raise
        return b""


def _drain(connection: socket.socket, known: set[Address]) -> set[Address]:
    """Take what has come meanwhile into the same event."""
    while True:
        try:
            known = apply_addresses(known, connection.recv(_LARGEST))
        except BlockingIOError:
            return known
