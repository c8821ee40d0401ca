"""The core's tests run on a loop whose time jumps: exact timers, no waiting."""

from collections.abc import Callable, Mapping

import pytest
from tests.core.virtual import JumpingLoop


def pytest_asyncio_loop_factories(config: pytest.Config, item: pytest.Item) -> Mapping[str, Callable[[], JumpingLoop]]:
    return {"jumping": JumpingLoop}
