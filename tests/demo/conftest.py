from pathlib import Path

import pytest

from traybridge.demo.catalogue import ModelFiles
from traybridge.demo.cluster import DATA
from traybridge.demo.recordings import Library

FIXTURES = Path(__file__).parent.parent / "fixtures" / "exo"


@pytest.fixture(scope="session")
def library() -> Library:
    return Library(FIXTURES)


@pytest.fixture(scope="session")
def catalogue() -> ModelFiles:
    return ModelFiles(DATA / "models.json")
