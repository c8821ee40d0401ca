"""An application over fake providers, in a folder of its own."""

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from tests.core.fakes import FakeClock, FakeProvider, answer, factory

from traybridge.app.application import Application, running
from traybridge.system.paths import Paths, find_paths

CONFIG = """\
[[providers]]
id = "a"
kind = "openai"
base_url = "http://127.0.0.1:9/v1"
model = "m"

[[providers]]
id = "embedded"
kind = "embedded"
enabled = false
"""


class Keyring:
    """An empty keyring."""

    async def get(self, account: str) -> None:
        return None

    async def set(self, account: str, secret: object) -> None:
        return

    async def delete(self, account: str) -> bool:
        return False


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    found = find_paths({"TRAYBRIDGE_HOME": str(tmp_path / "home"), "TMPDIR": "/tmp"})
    found.config.mkdir(parents=True)
    found.config_file.write_text(CONFIG)
    return found


class Opened:
    """An application over fake providers, and what it reported."""

    def __init__(self, paths: Paths) -> None:
        self.paths = paths
        self.reported: list[tuple[str, BaseException]] = []
        self.providers: Mapping[str, FakeProvider] = {"a": FakeProvider(answer("Paris"))}
        self.clock = FakeClock()

    def open(self) -> AbstractAsyncContextManager[Application]:
        return running(
            self.paths,
            report=lambda where, error: self.reported.append((where, error)),
            keyring=Keyring(),  # type: ignore[arg-type]
            build=factory(dict(self.providers)),
            clock=self.clock,
        )


@pytest.fixture
def opened(paths: Paths) -> Opened:
    return Opened(paths)
