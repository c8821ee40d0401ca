"""The real program for the tests of its commands."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.cli.program import Program
from tests.support.logged_defects import no_defects_logged


@pytest.fixture
async def program(tmp_path: Path) -> AsyncIterator[Program]:
    made = Program(tmp_path)
    yield made
    await made.aclose()


__all__ = ["no_defects_logged"]
