"""What the contract tests share: the program loaded once, and a fresh home for each test."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.live.support.launcher import Launcher, Quick
from tests.live.support.launcher import launcher as started
from tests.support.logged_defects import no_defects_logged

MEMORY = Path("/dev/shm")
"""Hundreds of commands write their settings and rows for good; nothing here is about disks."""


@pytest.fixture(scope="session")
def launcher() -> Iterator[Launcher]:
    with tempfile.TemporaryDirectory(prefix="tb") as folder, started(Path(folder)) as found:
        yield found


@pytest.fixture
def home() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="tb", dir=MEMORY if MEMORY.is_dir() else None) as folder:
        yield Path(folder)


@pytest.fixture
def quick(home: Path, launcher: Launcher) -> Quick:
    """The program in a home of its own, without display, keyring and starter model."""
    return Quick(home, launcher)


__all__ = ["no_defects_logged"]
