"""A desk of our own for one test: an X server, a session bus, and folders that nobody else uses."""

import asyncio
import contextlib
import os
import shutil
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE = 60.0
"""Seconds for what takes a moment on an idle machine; how long something takes is measured by `make bench`."""
CAREFUL_SECONDS = 0.6
"""How long a button for what cannot be undone takes no key after it appeared, and a little more."""


@dataclass
class Desk:
    """Where a program of ours can run for real. ``env`` has everything it needs."""

    home: Path
    env: dict[str, str] = field(default_factory=dict)

    @property
    def bus(self) -> str:
        return self.env["DBUS_SESSION_BUS_ADDRESS"]

    @property
    def config(self) -> Path:
        return self.home / "tb" / "config.toml"

    def configure(self, text: str) -> None:
        self.config.parent.mkdir(exist_ok=True)
        self.config.write_text(text)

    async def screenshot(self, path: Path) -> None:
        """Save what the screen shows as a PNG (ImageMagick)."""
        program = shutil.which("import")
        assert program, "the package imagemagick is missing: make test installs it"
        process = await asyncio.create_subprocess_exec(program, "-window", "root", str(path), env=self.env)
        assert await process.wait() == 0

    async def xdotool(self, *arguments: str) -> str:
        """Type and click as a person would."""
        program = shutil.which("xdotool")
        assert program, "the package xdotool is missing: make test installs it"
        process = await asyncio.create_subprocess_exec(program, *arguments, env=self.env, stdout=PIPE)
        out, _ = await process.communicate()
        return out.decode()

    @asynccontextmanager
    async def program(self, *arguments: str, extra: Mapping[str, str] | None = None) -> AsyncGenerator[Process, None]:
        """The real program; it is ended when the test is over."""
        async with running(
            sys.executable, "-m", "traybridge", *arguments, env={**self.env, **(extra or {})}
        ) as process:
            yield process

    async def run(self, *arguments: str, given: str = "") -> tuple[int, str, str]:
        """One command of the real program to its end: exit code, stdout, stderr."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "traybridge", *arguments, env=self.env, stdin=PIPE, stdout=PIPE, stderr=PIPE
        )
        out, err = await process.communicate(given.encode())
        assert process.returncode is not None
        return process.returncode, out.decode(), err.decode()


def settings(cloud: str, *, exo: str = "http://127.0.0.1:9", name: str = "My cloud", more: str = "") -> str:
    """A config of three: an Exo (nobody listens on the discard port), a cloud that answers, no starter model."""
    return f"""
[[providers]]
id = "exo"
name = "Exo"
kind = "exo"
base_url = "{exo}"  # nobody listens on the discard port

[[providers]]
id = "cloud"
name = "{name}"
base_url = "{cloud}"
model = "stand-in"
{more}
[[providers]]
id = "embedded"
kind = "embedded"
enabled = false
"""


async def look_at(desk: Desk, title: str) -> str:
    """Wait for a window and give it the keyboard, as a window manager does when a window opens."""
    window = ""
    async with asyncio.timeout(PATIENCE):
        while not window:
            found = (await desk.xdotool("search", "--onlyvisible", "--name", title)).split()
            window = found[0] if found else ""
            await asyncio.sleep(0.05)
    await desk.xdotool("windowfocus", "--sync", window)
    return window


async def until(true: Callable[[], object]) -> None:
    """Look again and again: what a program does with files and windows has no event here."""
    async with asyncio.timeout(PATIENCE):
        while not true():
            await asyncio.sleep(0.05)


@asynccontextmanager
async def running(*command: str, env: Mapping[str, str], **streams: int) -> AsyncGenerator[Process, None]:
    process = await asyncio.create_subprocess_exec(*command, env=dict(env), **streams)  # type: ignore[arg-type]
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            if process.returncode is None:
                process.send_signal(signal.SIGTERM)
        try:
            async with asyncio.timeout(PATIENCE):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()


@asynccontextmanager
async def desk(home: Path, *, size: str = "1280x800x24") -> AsyncGenerator[Desk, None]:
    """Set up the desk: Xvfb on a free display, a private session bus, TRAYBRIDGE_HOME under ``home``."""
    runtime = home / "run"
    runtime.mkdir(mode=0o700, parents=True)
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG", "VIRTUAL_ENV"}}
    env = {
        **kept,
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(runtime),
        "TRAYBRIDGE_HOME": str(home / "tb"),
        "PYTHONUNBUFFERED": "1",
    }
    async with screen(env, size) as display, _bus(env) as address:
        yield Desk(home, {**env, "DISPLAY": display, "DBUS_SESSION_BUS_ADDRESS": address})


@asynccontextmanager
async def screen(env: Mapping[str, str], size: str = "1280x800x24") -> AsyncGenerator[str, None]:
    """An X server of our own on a free display; the result is its name."""
    program = shutil.which("Xvfb")
    assert program, "the package xvfb is missing: make test installs it"
    read, write = os.pipe()
    process = await asyncio.create_subprocess_exec(
        program, "-displayfd", str(write), "-noreset", "-screen", "0", size, "-nolisten", "tcp",
        env=dict(env), pass_fds=(write,), stdout=DEVNULL, stderr=DEVNULL,
    )  # fmt: skip
    os.close(write)
    try:
        with os.fdopen(read) as told:
            number = await asyncio.to_thread(told.readline)
        assert number.strip(), "Xvfb did not start"
        yield f":{number.strip()}"
    finally:
        process.terminate()
        await process.wait()


@asynccontextmanager
async def _bus(env: Mapping[str, str]) -> AsyncGenerator[str, None]:
    program = shutil.which("dbus-daemon")
    assert program, "the package dbus is missing: make test installs it"
    process = await asyncio.create_subprocess_exec(
        program, "--session", "--nofork", "--print-address=1", env=dict(env), stdout=PIPE, stderr=DEVNULL
    )
    try:
        assert process.stdout is not None
        address = (await process.stdout.readline()).decode().strip()
        assert address, "the session bus did not start"
        yield address
    finally:
        process.terminate()
        await process.wait()
