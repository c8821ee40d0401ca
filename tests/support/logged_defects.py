"""A defect that a program of a test logged fails that test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

FOLDERS = ("home", "tmp_path", "disk")
"""Fixtures with a folder in which programs have their homes."""


def defects_in(folder: Path) -> list[str]:
    """What the programs with a home in a folder logged as a defect of their own (system/logs.py)."""
    logs = [file for file in folder.rglob("traybridge.log*") if file.is_file()]
    lines = [line for file in logs for line in file.read_text("utf-8", "replace").splitlines()]
    return [line for line in lines if " defect: " in line]


@pytest.fixture(autouse=True)
def no_defects_logged(request: pytest.FixtureRequest) -> Iterator[None]:
    """A defect ends one attempt and no program; so that it is not overlooked it fails the test that saw it."""
    folders: list[Path] = [request.getfixturevalue(name) for name in FOLDERS if name in request.fixturenames]
    yield
    if request.node.get_closest_marker("shows_defects") is None:
        assert [line for folder in folders for line in defects_in(folder)] == []
