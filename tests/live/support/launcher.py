"""Commands by the hundred: the program, loaded once, forks a process of its own for each command.

A command is still a real process with its own environment, folder and streams; only the imports are already done, which
is three quarters of its time. As a program this module is the one that forks: it ends when its stdin does.
"""

import asyncio
import contextlib
import gc
import json
import os
import pkgutil
import select
import signal
import socket
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.cli.program import SECONDS, Program, Result

ROOMS = ("app", "cli", "core", "migrate", "providers", "storage", "system")
"""Whose every module is loaded before the first command; the windows are no part of a command."""
FOREIGN = (
    "keyring.backends.libsecret", "keyring.backends.kwallet", "secretstorage", "sqlite3", "ssl", "_strptime",
    "concurrent.futures.thread",
)  # fmt: skip
ELSEWHERE = {"traybridge.app.tray", "traybridge.system.windows_taskbar", "traybridge.providers.embedded.child_main"}
"""Programs of their own, or for another system."""


@dataclass(frozen=True, slots=True)
class Timed(Result):
    """``seconds`` from the fork to the end."""

    seconds: float = 0.0

    @property
    def told(self) -> str:
        """Everything that was printed."""
        return self.out + self.err


class Launcher:
    """The address of a process that has the program loaded."""

    def __init__(self, address: Path) -> None:
        self.address = address

    async def run(
        self, arguments: tuple[str, ...], env: Mapping[str, str], folder: Path, streams: Path, stdin: bytes
    ) -> Timed:
        """One command to its end; its streams are files in ``streams``."""
        streams.mkdir()
        (streams / "in").write_bytes(stdin)
        reader, writer = await asyncio.open_unix_connection(str(self.address))
        try:
            order = {"argv": arguments, "env": dict(env), "cwd": str(folder), "streams": str(streams)}
            writer.write(json.dumps(order).encode() + b"\n")
            pid = int(await reader.readline())
            began = time.monotonic()
            try:
                async with asyncio.timeout(SECONDS):
                    code = int(await reader.readline())
            except TimeoutError:
                os.kill(pid, signal.SIGKILL)
                told = (streams / "out").read_text(), (streams / "err").read_text()
                raise AssertionError(f"{arguments} did not end: {told}") from None
        finally:
            writer.close()
        seconds = time.monotonic() - began
        return Timed(code, (streams / "out").read_bytes().decode(), (streams / "err").read_bytes().decode(), seconds)


@contextmanager
def launcher(folder: Path) -> Iterator[Launcher]:
    """Start the process that forks; ``folder`` must have a short path (it holds a socket)."""
    address = folder / "launch"
    command = [sys.executable, "-m", "tests.live.support.launcher", str(address)]
    env = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONWARNINGS": "default::ResourceWarning"}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stdout.readline() == b"ready\n"
        try:
            yield Launcher(address)
        finally:
            process.stdin.close()


class Quick(Program):
    """``Program`` whose commands are forked."""

    def __init__(self, home: Path, launcher: Launcher, more: Mapping[str, str] | None = None) -> None:
        super().__init__(home, more)
        self._launcher = launcher
        self._number = 0
        self._streams = home / ".streams"
        self._streams.mkdir(parents=True)

    def providers(self, *rows: Mapping[str, object], before: str = "", starter: bool = False) -> None:
        """Write a config with these providers; a value may be a table too."""
        tables = ("\n".join(f"{name} = {_toml(value)}" for name, value in row.items()) for row in rows)
        self.configure("\n".join([before, *(f"[[providers]]\n{table}" for table in tables)]), starter=starter)

    async def run(
        self, *arguments: str, stdin: bytes = b"", env: Mapping[str, str] | None = None, cwd: Path | None = None
    ) -> Timed:
        self._number += 1
        streams = self._streams / str(self._number)
        result = await self._launcher.run(arguments, self.env | dict(env or {}), cwd or self.home, streams, stdin)
        assert "Traceback" not in result.err, result.err
        assert "Warning" not in result.err, result.err
        return result

    async def ask(self, *arguments: str, **more: Any) -> Timed:
        """``ask "hi" --json``, and what else is given."""
        return await self.run("ask", "hi", "--json", *arguments, **more)

    async def start_with(self, env: Mapping[str, str], *arguments: str) -> asyncio.subprocess.Process:
        """The real program with more in its environment."""
        pipe = asyncio.subprocess.PIPE
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "traybridge",
            *arguments,
            env=self.env | dict(env),
            cwd=self.home,
            stdout=pipe,
            stderr=pipe,
        )

    @asynccontextmanager
    async def running(self, *arguments: str) -> AsyncIterator[asyncio.subprocess.Process]:
        """A program that goes on until the block ends."""
        process = await self.start(*arguments)
        try:
            yield process
        finally:
            if process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    process.send_signal(signal.SIGTERM)
            await asyncio.wait_for(process.wait(), SECONDS)


def _toml(value: object) -> str:
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{json.dumps(name)} = {_toml(inner)}' for name, inner in value.items())}}}"
    return json.dumps(value, ensure_ascii=False)


def _modules() -> Iterator[str]:
    for room in ROOMS:
        package = import_module(f"traybridge.{room}")
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if found.name not in ELSEWHERE:
                yield found.name


def _main(address: str) -> None:
    for name in (*_modules(), *FOREIGN):
        import_module(name)
    assert "PySide6" not in sys.modules, "a command would share windows with this process"
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(address)
    listener.listen(64)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        ready, _, _ = select.select([listener.fileno(), 0], [], [])
        if 0 in ready:
            listener.close()
            return
        connection, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            os._exit(_look_after(connection))
        connection.close()


def _look_after(connection: socket.socket) -> int:
    """Fork the command, and tell its process id and its exit code."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with connection.makefile("rb") as orders:
        order = json.loads(orders.readline())
    pid = os.fork()
    if pid == 0:
        connection.close()
        _become(order)
    connection.sendall(b"%d\n" % pid)
    _, status = os.waitpid(pid, 0)
    with contextlib.suppress(BrokenPipeError):
        connection.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))
    return 0


def _become(order: Mapping[str, Any]) -> None:
    """Be the command: its streams, folder, environment and arguments, then the program's own main."""
    os.setsid()
    for number, (name, flags) in enumerate(
        (("in", os.O_RDONLY), ("out", os.O_WRONLY | os.O_CREAT), ("err", os.O_WRONLY | os.O_CREAT))
    ):
        opened = os.open(os.path.join(order["streams"], name), flags, 0o600)  # noqa: PTH118
        os.dup2(opened, number)
        os.close(opened)
    os.environ.clear()
    os.environ.update(order["env"])
    os.chdir(order["cwd"])
    sys.argv[:] = ["traybridge", *order["argv"]]
    from traybridge.app import main

    try:
        code = main()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    except BaseException:  # noqa: BLE001  the interpreter would do the same
        traceback.print_exc()
        code = 1
    threading._shutdown()  # type: ignore[attr-defined]
    sys.stdout.flush()
    os._exit(code)  # taking a loaded interpreter apart takes longer than most commands


if __name__ == "__main__":
    _main(sys.argv[1])
