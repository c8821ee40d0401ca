"""Windows of one test: Python for Windows under Wine on a screen of its own, with the locked wheels for Windows."""

import os
import platform
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from tests.platforms import program
from tests.platforms.program import Result, Tray

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
BUILD = PROJECT / "build" / "platforms" / "windows"
PYTHON = BUILD / "python" / "python.exe"
PREFIX = BUILD / "prefix"
NEEDS = {"wine": "wine", "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64", "Xvfb": "xvfb"}
"""Programs, and Debian's packages that have them."""
RUN_KEY = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED_KEY = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"


def why_not() -> str:
    """Say why Windows' Python cannot be run on this machine; "" where it can."""
    if platform.machine() not in {"x86_64", "AMD64"}:
        return f"Windows was not run: Wine runs x86_64 programs, this is {platform.machine()}"
    if missing := [package for name, package in NEEDS.items() if shutil.which(name) is None]:
        return f"Windows was not run: apt-get install {' '.join(missing)}"
    if not PYTHON.exists():
        return "Windows was not run: Python for Windows is missing; scripts/bootstrap platforms installs it"
    return ""


def windows_path(path: Path) -> str:
    """How Wine calls a file of this machine."""
    return str(PureWindowsPath(f"Z:{path}"))


def wine_env() -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(BUILD),
        "WINEPREFIX": str(PREFIX),
        "WINEARCH": "win64",
        "WINEDEBUG": "-all",
        "LANG": "C.UTF-8",
    }


@contextmanager
def screen() -> Iterator[str]:
    """A display of our own; its name."""
    read, write = os.pipe()
    xvfb = shutil.which("Xvfb")
    assert xvfb
    with subprocess.Popen(
        [xvfb, "-displayfd", str(write), "-screen", "0", "1280x900x24", "-nolisten", "tcp"], pass_fds=[write],
        stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        os.close(write)
        try:
            with os.fdopen(read) as stream:
                yield f":{stream.readline().strip()}"
        finally:
            process.terminate()


def prepare(display: str) -> None:
    """Make C: with the DLLs that Wine 8 has not, and take out what it cannot run (WMI)."""
    env = {**wine_env(), "DISPLAY": display}
    if not (PREFIX / "system.reg").exists():
        subprocess.run(["wine", "wineboot", "-i"], env=env, check=True, capture_output=True, timeout=300)
    for source in (HERE / "wine_dlls").glob("*.c"):
        dll = PREFIX / "drive_c" / "windows" / "system32" / f"{source.stem}.dll"
        compiler = shutil.which("x86_64-w64-mingw32-gcc")
        assert compiler
        subprocess.run([compiler, "-O1", "-shared", "-o", dll, source, "-ladvapi32"], check=True)
    (BUILD / "python" / "DLLs" / "_wmi.pyd").unlink(missing_ok=True)
    pth = BUILD / "python" / "Lib" / "site-packages" / "traybridge_sources.pth"
    pth.write_text(windows_path(PROJECT / "src") + "\n")


@contextmanager
def wine() -> Iterator[str]:
    """Everything that runs under Wine in a session; the name of its display. Wine's server is ended with it."""
    with screen() as display:
        prepare(display)
        try:
            yield display
        finally:
            subprocess.run(["wineserver", "-k"], env=wine_env(), check=False, capture_output=True, timeout=60)


@dataclass
class Windows:
    """``home``: the folder of TRAYBRIDGE_HOME."""

    folder: Path
    display: str

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def env(self) -> dict[str, str]:
        return {
            **wine_env(),
            "DISPLAY": self.display,
            "PYTHONPATH": f"{windows_path(HERE / 'windows_site')};{windows_path(PROJECT)}",
            "PYTHONUTF8": "0",
            "TRAYBRIDGE_HOME": windows_path(self.home),
        }

    @property
    def log(self) -> str:
        return "".join(one.read_text() for one in (self.home / "logs").glob("*.log"))

    @property
    def config_file(self) -> Path:
        return self.home / "config.toml"

    def configure(self, text: str) -> None:
        self.home.mkdir(exist_ok=True)
        self.config_file.write_text(text)

    async def run(self, *arguments: str, given: str = "") -> Result:
        """One command of the program."""
        return await program.run([*self._python(), "-m", "traybridge", *arguments], self.env, given)

    async def python(self, *arguments: str) -> Result:
        return await program.run([*self._python(), *arguments], self.env)

    async def registry(self, verb: str, key: str, *arguments: str) -> Result:
        """Run Windows' own reg.exe."""
        return await program.run(["wine", "reg", verb, key, *arguments], self.env)

    @asynccontextmanager
    async def tray(self, *arguments: str) -> AsyncIterator[Tray]:
        command = [*self._python(), "-m", "traybridge", *arguments]
        async with program.tray(command, self.env, self.folder, hand_path=windows_path) as found:
            yield found

    @staticmethod
    def _python() -> list[str]:
        return ["wine", str(PYTHON)]


@contextmanager
def windows(display: str) -> Iterator[Windows]:
    with tempfile.TemporaryDirectory(prefix="win", ignore_cleanup_errors=True) as name:
        yield Windows(Path(name), display)
