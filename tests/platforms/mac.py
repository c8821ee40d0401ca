"""A Mac of one test: a home folder with its Library, a keychain, launchd, and the program on it."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.platforms import program
from tests.platforms.program import Result, Tray

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
BUILD = PROJECT / "build" / "platforms" / "mac"
LABEL = "org.traybridge.TrayBridge"
WRAPPER = """#!/bin/sh
SIMULATED_PATH="$PYTHONPATH" PYTHONPATH= exec {python} {script} "$@"
"""


@dataclass
class Mac:
    """``simulated``: the settings of simulated_mac.py."""

    folder: Path
    home: Path
    simulated: dict[str, Any]

    @property
    def env(self) -> dict[str, str]:
        keychain = self.folder / "keychain"
        return {
            "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}",
            "PYTHONPATH": f"{HERE / 'mac_site'}:{PROJECT}",
            "HOME": str(self.home),
            "TMPDIR": str(self.folder / "tmp"),
            "LANG": "en_US.UTF-8",
            "QT_QPA_PLATFORM": "offscreen",
            "DYLD_FRAMEWORK_PATH": str(BUILD / "Frameworks"),
            "FAKE_KEYCHAIN": str(keychain),
            "FAKE_LAUNCHD": str(self.folder / "launchd.json"),
            "FAKE_OSASCRIPT": str(self.folder / "osascript.jsonl"),
            "SIMULATED_MAC": json.dumps(self.simulated),
        }

    @property
    def support(self) -> Path:
        return self.home / "Library" / "Application Support" / "TrayBridge"

    @property
    def log(self) -> str:
        return "".join(one.read_text() for one in (self.home / "Library" / "Logs" / "TrayBridge").glob("*.log"))

    @property
    def agent(self) -> Path:
        return self.home / "Library" / "LaunchAgents" / f"{LABEL}.plist"

    def configure(self, text: str) -> None:
        self.support.mkdir(parents=True, exist_ok=True)
        (self.support / "config.toml").write_text(text)

    async def run(self, *arguments: str, given: str = "") -> Result:
        """One command of the program."""
        return await program.run([sys.executable, "-m", "traybridge", *arguments], self.env, given)

    @asynccontextmanager
    async def tray(self, *arguments: str) -> AsyncIterator[Tray]:
        async with program.tray([sys.executable, "-m", "traybridge", *arguments], self.env, self.folder) as found:
            yield found

    # ------------------------------------------------------------ launchd, keychain, notifications

    def launchctl(self, *arguments: str, **env: str) -> tuple[int, str]:
        done = subprocess.run(
            [self.folder / "bin" / "launchctl", *arguments], env={**self.env, **env}, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        return done.returncode, done.stdout

    @property
    def launchctl_calls(self) -> list[str]:
        """The verbs that the program called."""
        file = self.folder / "launchd.json"
        return [one[0] for one in json.loads(file.read_text())["calls"]] if file.exists() else []

    @property
    def keychain_calls(self) -> list[str]:
        file = self.folder / "keychain" / "calls"
        return file.read_text().splitlines() if file.exists() else []

    def keychain_gives(self, status: int) -> None:
        """From now on each call of the keychain gives this OSStatus."""
        (self.folder / "keychain" / "status").write_text(str(status))

    @property
    def notifications(self) -> list[list[str]]:
        """Title and text of each."""
        file = self.folder / "osascript.jsonl"
        return [json.loads(line)["arguments"] for line in file.read_text().splitlines()] if file.exists() else []


@contextmanager
def mac(home: str = "home", **simulated: Any) -> Iterator[Mac]:
    """Set a Mac up in a short folder (a socket's path may have 103 bytes); ``home`` is its home folder's name."""
    with tempfile.TemporaryDirectory(prefix="mac") as name:
        folder = Path(name)
        for one in (home, "tmp", "bin", "keychain"):
            (folder / one).mkdir(mode=0o700)
        for tool in ("launchctl", "osascript"):
            wrapper = folder / "bin" / tool
            wrapper.write_text(WRAPPER.format(python=sys.executable, script=HERE / f"fake_{tool}.py"))
            wrapper.chmod(0o755)
        yield Mac(folder, folder / home, simulated)


def build_frameworks() -> None:
    """Compile the fake Security, CoreServices and Foundation, as dyld finds frameworks."""
    library = BUILD / "fake_security.so"
    library.parent.mkdir(parents=True, exist_ok=True)
    compiler = shutil.which("cc")
    assert compiler, "the package gcc is missing: make test-platforms installs it"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, HERE / "fake_security.c"], check=True)
    for name in ("Security", "CoreServices", "Foundation"):
        place = BUILD / "Frameworks" / f"{name}.framework" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(library, place)
