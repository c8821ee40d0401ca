from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from traybridge.storage.database import Database


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = Database(tmp_path / "traybridge.db")
    yield opened
    await opened.aclose()
