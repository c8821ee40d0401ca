"""Some of these tests are about one system only, and some need a folder with a short name."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

collect_ignore = (
    []
    if sys.platform == "linux"
    else [
        "keyring/test_secret_service.py",
        "power/test_linux_sleep.py",
        "power/test_network_changes.py",
        "test_prompts.py",
        "test_notifications.py",
    ]
)


@pytest.fixture
def short(tmp_path: Path) -> Iterator[Path]:
    """A folder for a Unix socket: pytest's own are too deep on macOS, where temporary files lie deep already."""
    with tempfile.TemporaryDirectory(prefix="tb-", dir="/tmp") as folder:
        yield Path(folder)
