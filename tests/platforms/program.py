"""Run the program of a bench: commands to their end, and the icon's with a hand in it (hand.py)."""

import asyncio
import json
import os
import threading
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.live.support.desk import running

PATIENCE = 180.0
COMMAND_SECONDS = 300.0
"""Seconds for what takes a moment on an idle machine; under Wine everything takes ten times as long."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a command left: exit code and streams."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def told(self) -> str:
        return self.out + self.err


async def run(command: list[str], env: Mapping[str, str], given: str = "") -> Result:
    """Run a command to its end; a traceback in what it says is an error of the program."""
    process = await asyncio.create_subprocess_exec(*command, env=dict(env), stdin=PIPE, stdout=PIPE, stderr=PIPE)
    try:
        async with asyncio.timeout(COMMAND_SECONDS):
            out, err = await process.communicate(given.encode())
    except TimeoutError:
        process.kill()
        await process.wait()
        raise AssertionError(f"{command} did not end") from None
    assert process.returncode is not None
    result = Result(process.returncode, out.decode(errors="replace"), err.decode(errors="replace"))
    assert "Traceback" not in result.told, result.told
    return result


class Tray:
    """A running program with its icon; ``do`` asks the hand in it."""

    def __init__(self, port_file: Path, errors: Path, process: Process | None = None) -> None:
        self._port_file = port_file
        self._errors = errors
        self.process = process

    async def do(self, name: str, *arguments: Any) -> Any:
        """Raises AssertionError with what went wrong in the program."""
        await self.until(self._port_file.exists)
        reader, writer = await asyncio.open_connection("127.0.0.1", int(self._port_file.read_text()), limit=1 << 24)
        try:
            writer.write(json.dumps({"do": name, "args": arguments}).encode() + b"\n")
            async with asyncio.timeout(PATIENCE):
                reply = json.loads(await reader.readline())
        except (ConnectionError, ValueError) as error:
            raise AssertionError(f"the program ended: {self.errors}") from error
        finally:
            writer.close()
        assert "error" not in reply, reply["error"]
        return reply["value"]

    async def until(self, true: Callable[[], object | Awaitable[object]], what: str = "") -> None:
        """Look again and again; the program must go on meanwhile."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not (await found if isinstance(found := true(), Awaitable) else found):
                    assert self.process is None or self.process.returncode is None, self.errors
                    await asyncio.sleep(0.05)
        except TimeoutError:
            raise AssertionError(f"{what or 'it'} did not come: {self.errors}") from None

    async def until_texts(self, *wanted: str) -> list[str]:
        """Wait until each of them is part of something to be read in a window."""
        found: list[str] = []

        async def look() -> bool:
            found[:] = await self.do("texts")
            return all(any(one in text for text in found) for one in wanted)

        try:
            await self.until(look, str(wanted))
        except AssertionError as error:
            raise AssertionError(f"{wanted} are not in {found}") from error
        return found

    async def kinds(self) -> list[str]:
        """The classes of the windows that are to be seen."""
        return [one["kind"] for one in await self.do("windows")]

    async def until_window(self, kind: str) -> None:
        async def look() -> bool:
            return kind in await self.kinds()

        await self.until(look, kind)

    async def until_ready(self) -> None:
        """Wait until the icon says more than the program's name: everything is loaded then."""

        async def look() -> bool:
            return str((await self.do("icon"))["words"]) not in {"", "TrayBridge"}

        await self.until(look, "the program")

    async def ended(self) -> int:
        """Wait for its end; what it said on stderr must hold no traceback."""
        assert self.process is not None
        async with asyncio.timeout(PATIENCE):
            code = await self.process.wait()
        assert "Traceback" not in self.errors, self.errors
        return code

    @property
    def errors(self) -> str:
        return self._errors.read_text(errors="replace") if self._errors.exists() else ""


@asynccontextmanager
async def tray(
    command: list[str], env: Mapping[str, str], folder: Path, hand_path: Callable[[Path], str] = str
) -> AsyncIterator[Tray]:
    """Start the program with its icon and wait until everything is loaded; it is ended afterwards.

    ``hand_path``: how the program calls a file of this machine.
    """
    port_file, errors = folder / "hand.port", folder / "stderr"
    port_file.unlink(missing_ok=True)
    more = {"BENCH_HAND": hand_path(port_file)}
    with _copied_to(errors) as stream:
        async with running(*command, env={**env, **more}, stdin=DEVNULL, stdout=DEVNULL, stderr=stream) as process:
            found = Tray(port_file, errors, process)
            await found.until_ready()
            yield found


@contextmanager
def _copied_to(file: Path) -> Iterator[int]:
    """A pipe whose content is copied to a file: under Wine, Python for Windows takes no file as its stderr."""
    read, write = os.pipe()

    def copy() -> None:
        with os.fdopen(read, "rb", buffering=0) as source, file.open("wb", buffering=0) as target:
            while data := source.read(65536):
                target.write(data)

    thread = threading.Thread(target=copy, name="bench.stderr", daemon=True)
    thread.start()
    try:
        yield write
    finally:
        os.close(write)
        thread.join(10)
