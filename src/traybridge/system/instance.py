"""The single instance: holds the lock and answers on the control socket as long as it runs."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any, Self

from traybridge.core.errors import BadRequest, TrayBridgeError
from traybridge.core.tasks import TaskOwner
from traybridge.system.control import LONGEST_REQUEST, Claim, Reply, decode, encode, is_stranger, pipe_name
from traybridge.system.paths import Paths

Handler = Callable[[str, Mapping[str, Any]], Awaitable[Mapping[str, Any]]]
"""(verb, arguments) -> what goes into the reply; a TrayBridgeError becomes a refusal, NoReply a closed connection."""

_REQUEST_SECONDS = 5.0


class NoReply(Exception):
    """A handler's way to leave a request without an answer: whoever asked finds that nobody is there any more."""


class RunningInstance:
    """Serve the control socket of a claim."""

    def __init__(
        self, held: Claim, paths: Paths, handle: Handler, on_error: Callable[[str, BaseException], None]
    ) -> None:
        self._claim = held
        self._paths = paths
        self._handle = handle
        self._on_error = on_error
        self._tasks = TaskOwner("control", on_error)

    @classmethod
    @asynccontextmanager
    async def serving(
        cls, held: Claim, paths: Paths, handle: Handler, *, on_error: Callable[[str, BaseException], None]
    ) -> AsyncIterator[Self]:
        """Answer for the claim (control.claim_or_greet) until the end of the block, which gives it up."""
        instance = cls(held, paths, handle, on_error)
        try:
            async with instance._tasks:
                server = await instance._serve()
                held.started()
                try:
                    yield instance
                finally:
                    server.close()
        finally:
            held.close()

    async def _serve(self) -> "asyncio.Server | _Pipe":
        if sys.platform == "win32":
            return await _Pipe.open(pipe_name(self._paths), self._connected)
        return await asyncio.start_unix_server(self._connected, sock=self._claim.listener, limit=LONGEST_REQUEST)

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._tasks.start(self._answer(reader, writer), "answer")

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(_REQUEST_SECONDS):
                line = await _read_request(reader, writer)
            if line is None:
                return
            reply = await self._reply(line)
            if reply is None:
                return
            writer.write(encode(reply))
            async with asyncio.timeout(_REQUEST_SECONDS):
                await writer.drain()
                writer.close()
                await writer.wait_closed()
        except (TimeoutError, OSError):
            pass  # whoever asked is gone; nothing is owed to it
        finally:
            writer.close()

    async def _reply(self, line: bytes) -> Reply | None:
        try:
            verb, args = _parse(line)
            return {"ok": True, "pid": os.getpid(), **await self._handle(verb, args)}
        except NoReply:
            return None
        except TrayBridgeError as error:
            return {"ok": False, "title": error.title, "hint": error.hint, "code": error.code}
        except Exception as error:  # noqa: BLE001  reported to our owner; the other side must not wait for nothing
            self._on_error("control.answer", error)
            return {"ok": False, "title": "TrayBridge could not do that", "hint": "Its log tells why.", "code": "error"}


async def _read_request(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes | None:
    connection = writer.get_extra_info("socket")
    if connection is not None and is_stranger(connection):
        return None
    try:
        return await reader.readuntil(b"\n")
    except asyncio.LimitOverrunError:
        return b""
    except asyncio.IncompleteReadError:
        return None


def _parse(line: bytes) -> tuple[str, Reply]:
    try:
        message = decode(line)
    except ValueError:
        message = {}
    verb = message.pop("verb", None)
    if not isinstance(verb, str):
        raise BadRequest("The request on the control socket cannot be read", "Use the same version on both sides.")
    return verb, message


class _Pipe:
    """A named pipe server that closes like an ``asyncio.Server``."""

    def __init__(self, servers: list[Any]) -> None:
        self._servers = servers

    @classmethod
    async def open(cls, name: str, connected: Callable[[asyncio.StreamReader, asyncio.StreamWriter], None]) -> Self:
        loop: Any = asyncio.get_running_loop()

        def protocol() -> asyncio.StreamReaderProtocol:
            reader = asyncio.StreamReader(limit=LONGEST_REQUEST)
            return asyncio.StreamReaderProtocol(reader, connected)

        return cls(await loop.start_serving_pipe(protocol, name))

    def close(self) -> None:
        for server in self._servers:
            server.close()
