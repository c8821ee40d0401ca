"""A machine made of fakes, for scripts that install things: a copy of them beside a PATH with nothing real on it."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]

# These ask the package manager of a Debian machine; elsewhere nobody could answer.
collect_ignore = [] if shutil.which("dpkg-query") else ["test_debian_libraries.py"]

# Programs of this machine that the fake one has.
REAL = [
    *("awk", "bash", "cat", "chmod", "cksum", "cp", "dirname", "env"),
    *("make", "mkdir", "printf", "rm", "sed", "sh", "tr"),
]

UV = """
case "$1" in
--version) echo "uv 0"; exit 0 ;;
venv)
    for place; do :; done
    mkdir -p "$place/bin"
    cp "$FAKES/project-python" "$place/bin/python"
    ;;
pip)
    case "$*" in *--editable*) for word; do
        case $word in */bin/python) cp "$FAKES/traybridge" "${word%python}traybridge" ;; esac
    done ;; esac
    ;;
esac
"""

# What `python3 -m venv build/uv` and pip leave behind.
HOLD_UV = """
mkdir -p build/uv/bin
cp "$FAKES/uv" build/uv/bin/uv
cp "$FAKES/uv-python" build/uv/bin/python
"""


@dataclass(frozen=True)
class Machine:
    """One fake machine: `bin` is its whole PATH, `calls` lists what was asked of its fakes."""

    project: Path
    bin: Path
    fakes: Path
    log: Path

    def fake(self, name: str, body: str, *, folder: Path | None = None) -> None:
        script = (folder or self.bin) / name
        script.write_text(f'#!/bin/sh\nprintf "%s\\\\n" "{name} $*" >>"{self.log}"\n{body}\n')
        script.chmod(0o755)

    def real(self, name: str, program: str) -> None:
        """Let it have a program of this machine: never as a link, which a later fake would write through."""
        script = self.bin / name
        script.write_text(f'#!/bin/sh\nexec "{program}" "$@"\n')
        script.chmod(0o755)

    def python(
        self,
        name: str,
        version: tuple[int, int],
        *,
        lacks: str = "",
        framework: bool = False,
        folder: Path | None = None,
    ) -> None:
        """Put an interpreter of that version on the machine, without the module that it `lacks`."""
        pretend = (
            f"import sys; sys.version_info = {(*version, 0)}; sys.modules[{lacks!r}] = None;"
            f" sys._framework = {'Python' if framework else ''!r}; exec(sys.argv[1])"
        )
        self.fake(
            name,
            f'case "$1 $2" in "-m venv") {HOLD_UV} exit ;; esac\n'
            f'[ "$1" != -c ] || exec "{sys.executable}" -c "{pretend}" "$2"',
            folder=folder,
        )

    def debian(self, *installed: str, removed: str = "some-old-one", user: int = 0) -> None:
        """Make it a Debian with these lines in dpkg's list: `name`, or `name provided, provided`."""
        lines = [*(f"installed {line}" for line in installed), f"config-files {removed}"]
        self.fake("dpkg-query", "\n".join(["cat <<'END'", *lines, "END"]))
        self.fake("apt-get", "")
        self.fake("sudo", "")
        self.fake("id", f"echo {user}")

    def has_uv(self) -> None:
        shutil.copy(self.fakes / "uv", self.bin / "uv")

    def environment(self, **more: str) -> dict[str, str]:
        return {"PATH": str(self.bin), "HOME": str(self.project), "FAKES": str(self.fakes), **more}

    def run(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.project,
            env=self.environment(**environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def bootstrap(self, mode: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return self.run("scripts/bootstrap", mode, **environment)

    def calls(self, *names: str) -> list[str]:
        """Calls of these programs so far, in their order; what only asks for a version or a module is left out."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return [
            line.rstrip()
            for line in lines
            if line.split()[0] in names and " -c " not in line and not line.endswith(" --version")
        ]

    def forget(self) -> None:
        self.log.unlink(missing_ok=True)


def packages(*lists: str) -> list[str]:
    """Names in packaging/debian/*.txt, in their order."""
    lines = [
        line.split("#")[0].strip()
        for name in lists
        for line in (PROJECT / "packaging" / "debian" / f"{name}.txt").read_text().splitlines()
    ]
    return [line for line in lines if line]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine with a clone of the project, Python 3.11, and nothing else."""
    made = Machine(tmp_path / "a clone", tmp_path / "bin", tmp_path / "fakes", tmp_path / "calls")
    for folder in (made.project / "packaging", made.bin, made.fakes):
        folder.mkdir(parents=True)
    for part in ("scripts", "packaging/lock", "packaging/debian", ".ci"):
        shutil.copytree(PROJECT / part, made.project / part)
    for part in ("Makefile", "pyproject.toml"):
        shutil.copy(PROJECT / part, made.project / part)
    for tool in REAL:
        found = shutil.which(tool)
        assert found, f"{tool} is part of every system that has make"
        made.real(tool, found)
    made.fake("uv", UV, folder=made.fakes)
    made.fake("uv-python", "", folder=made.fakes)
    made.fake("traybridge", 'printf "<%s>" "$@"; exit "${EXIT:-0}"', folder=made.fakes)
    made.python("project-python", (3, 11), folder=made.fakes)
    made.python("python3", (3, 11))
    return made
