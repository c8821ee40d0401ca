"""The real program in a process of its own, with a TRAYBRIDGE_HOME of its own and nothing of ours around it."""

import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SECONDS = 60
"""For one command, on a machine that is busy with something else."""
NO_STARTER = '[[providers]]\nid = "embedded"\nkind = "embedded"\nenabled = false\n'


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on stdout; a second one would not parse."""
        return json.loads(self.out)


class Program:
    """``traybridge`` in a folder of its own: without display, session bus and keyring, unless ``more`` says so."""

    def __init__(self, home: Path, more: Mapping[str, str] | None = None) -> None:
        self.home = home
        self.env = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "TRAYBRIDGE_HOME": str(home / "bridge"),
            "XDG_RUNTIME_DIR": str(home / "none"),
            "DBUS_SESSION_BUS_ADDRESS": "",  # an address that is gone is another fault: "cannot be reached"
            **(more or {}),
        }
        self._started: list[asyncio.subprocess.Process] = []

    async def aclose(self) -> None:
        """End what a failed test left running."""
        for process in self._started:
            if process.returncode is None:
                process.kill()
            await process.communicate()

    @property
    def config(self) -> Path:
        return self.home / "bridge" / "config.toml"

    @property
    def database(self) -> Path:
        return self.home / "bridge" / "data" / "traybridge.db"

    def configure(self, text: str, *, starter: bool = False) -> None:
        """Write the config file; the starter model is switched off unless a test is about it."""
        self.config.parent.mkdir(parents=True, exist_ok=True)
        self.config.write_text(text + ("" if starter else "\n" + NO_STARTER))

    def providers(self, *rows: Mapping[str, object], before: str = "") -> None:
        """Write a config with these providers."""
        tables = "\n".join("[[providers]]\n" + _toml(row) for row in rows)
        self.configure(f"{before}\n{tables}")

    async def start(self, *arguments: str, **streams: Any) -> asyncio.subprocess.Process:
        pipes = {"stdin": asyncio.subprocess.DEVNULL, "stdout": asyncio.subprocess.PIPE} | streams
        pipes.setdefault("stderr", asyncio.subprocess.PIPE)
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "traybridge", *arguments, env=self.env, cwd=self.home, **pipes
        )
        self._started.append(process)
        return process

    async def run(self, *arguments: str, stdin: bytes = b"") -> Result:
        process = await self.start(*arguments, stdin=asyncio.subprocess.PIPE)
        try:
            async with asyncio.timeout(SECONDS):
                out, err = await process.communicate(stdin)
        except TimeoutError:
            process.kill()
            out, err = await process.communicate()
            raise AssertionError(f"{arguments} did not end: {out!r} {err!r}") from None
        assert process.returncode is not None
        result = Result(process.returncode, out.decode(), err.decode())
        assert "Traceback" not in result.err, result.err
        return result

    async def on_screen(
        self, *arguments: str, terminal: str = "xterm-256color", columns: int = 80
    ) -> tuple[int, bytes]:
        """The exit code, and what a terminal shows of stdout and stderr (not on Windows)."""
        import pty

        ours, theirs = pty.openpty()
        self.env = {**self.env, "TERM": terminal, "COLUMNS": str(columns)}
        process = await self.start(*arguments, stdin=theirs, stdout=theirs, stderr=theirs)
        os.close(theirs)
        reading = asyncio.to_thread(_read_all, ours)
        code = await asyncio.wait_for(process.wait(), SECONDS)
        return code, await reading

    @asynccontextmanager
    async def service(self) -> AsyncIterator[asyncio.subprocess.Process]:
        """The headless service, from the moment that it says it runs."""
        process = await self.start()
        try:
            assert process.stderr is not None
            async with asyncio.timeout(SECONDS):
                said = (await process.stderr.readline()).decode()
            assert "service" in said, said
            yield process
        finally:
            if process.returncode is None:
                process.send_signal(signal.SIGTERM)
            await asyncio.wait_for(process.wait(), SECONDS)


def _read_all(descriptor: int) -> bytes:
    seen = b""
    try:
        while part := os.read(descriptor, 65_536):
            seen += part
    except OSError:  # EIO: everybody at the other end has gone
        pass
    os.close(descriptor)
    return seen


def _toml(row: Mapping[str, object]) -> str:
    return "".join(f"{name} = {json.dumps(value)}\n" for name, value in row.items())


def openai(provider_id: str, url: str, **more: object) -> dict[str, object]:
    return {"id": provider_id, "kind": "openai", "base_url": url, "model": "m", **more}


def closed_port() -> int:
    """A port where nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
