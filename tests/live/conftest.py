"""What the contract tests share: the program loaded once, and a fresh home for each test."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.live.support.launcher import Launcher, Quick
from tests.live.support.launcher import launcher as started


@pytest.fixture(scope="session")
def launcher() -> Iterator[Launcher]:
    with tempfile.TemporaryDirectory(prefix="tb") as folder, started(Path(folder)) as found:
        yield found


@pytest.fixture
def quick(tmp_path: Path, launcher: Launcher) -> Quick:
    """The program in a home of its own, without display, keyring and starter model."""
    return Quick(tmp_path, launcher)
