"""packaging/debian/run.txt against the libraries that Qt and llama.cpp really link on this Debian."""

import importlib.util
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest
from tests.packaging.conftest import packages

# Every Debian has these; what they depend on is there too.
BASE = ["dpkg", "apt", "python3"]

# What is loaded to show a tray icon and a window. Other plugins (databases, GTK, printers) are left where they are.
QT = [
    "QtCore.abi3.so",
    "QtGui.abi3.so",
    "QtWidgets.abi3.so",
    "QtSvg.abi3.so",
    "QtDBus.abi3.so",
    "Qt/plugins/platforms/libqxcb.so",
    "Qt/plugins/platforms/libqoffscreen.so",
    "Qt/plugins/platforms/libqwayland*.so",
    "Qt/plugins/platforminputcontexts/libibus*.so",
    "Qt/plugins/platforminputcontexts/libcompose*.so",
    "Qt/plugins/platformthemes/libqxdgdesktopportal.so",
    "Qt/plugins/xcbglintegrations/*.so",
    "Qt/plugins/iconengines/*.so",
    "Qt/plugins/imageformats/libqsvg.so",
]


def output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout


def folder_of(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


def linked(folder: Path, patterns: list[str]) -> dict[str, str]:
    """Libraries outside the wheel that these files link, directly or not, with the place of each."""
    files = [str(file) for pattern in patterns for file in folder.glob(pattern)]
    assert len(files) >= len(patterns)
    found = re.findall(r"^\t(\S+) => (\S.*?)(?: \(0x.*)?$", output("ldd", *files), re.MULTILINE)
    return {name: place for name, place in found if not place.startswith(str(folder))}


@cache
def installed() -> dict[str, tuple[str, str]]:
    """What each installed package provides and depends on."""
    lines = output("dpkg-query", "-W", "-f", "${Package}\t${Provides}\t${Pre-Depends}, ${Depends}\n").splitlines()
    return {name: (provides, depends) for name, provides, depends in (line.split("\t") for line in lines)}


@cache
def providers() -> dict[str, set[str]]:
    """The installed packages that answer to a name."""
    found = {name: {name} for name in installed()}
    for name, (provides, _) in installed().items():
        for virtual in re.findall(r"[a-z0-9][a-z0-9.+-]+(?=,|$| \()", provides):
            found.setdefault(virtual, set()).add(name)
    return found


def closure(names: list[str]) -> set[str]:
    """These packages with everything they depend on."""
    reached: set[str] = set()
    waiting = [real for name in names for real in providers().get(name, ())]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            for wanted in re.findall(r"(?:^|[,|]) *([a-z0-9][a-z0-9.+-]+)", installed()[name][1]):
                waiting.extend(providers().get(wanted, ()))
    return reached


def owners(places: list[str]) -> dict[str, str]:
    """The package that brought each file; it may be listed under / or /usr (merged since Debian 12)."""
    names = {
        name: place
        for place in places
        for name in (place, str(Path(place).resolve()), f"/usr{place}", place.removeprefix("/usr"))
    }
    asked = subprocess.run(["dpkg-query", "-S", *names], capture_output=True, text=True, timeout=60, check=False)
    answers = [line.rsplit(": ", 1) for line in asked.stdout.splitlines()]
    return {names[name]: package.split(":")[0] for package, name in answers}


@pytest.mark.parametrize(("package", "patterns"), [("PySide6", QT), ("xllamacpp", ["*.so"])])
def test_the_list_brings_every_library(package: str, patterns: list[str]) -> None:
    """Taking a needed line out of run.txt fails here, also on a machine that has the library for another reason."""
    libraries = linked(folder_of(package), patterns)
    assert libraries, "they link the C library at least"
    assert [name for name, place in libraries.items() if place == "not found"] == []
    brought_by = owners(list(libraries.values()))
    there = closure(BASE + packages("run"))
    assert {name: who for name, place in libraries.items() if (who := brought_by[place]) not in there} == {}


def test_each_line_of_the_lists_is_a_package_that_is_installed() -> None:
    """A name that does not exist would end `make run` on every machine."""
    assert [name for name in packages("run", "dev") if name not in providers()] == []
