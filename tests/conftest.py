"""For all tests: what they start can be interrupted, a failure is told in full, and a busy machine is no failure."""

import logging
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

LIVE = Path(__file__).parent / "live"

# No example of hypothesis has a deadline: a busy machine is no fault of the code.
settings.register_profile("calm", settings(), deadline=None)
settings.load_profile("calm")

# Whoever starts the tests in the background ignores Ctrl-C for them, and every program they start would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: many tests wait for programs that they start."""
    return (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The live ones first: they are long, and nobody shall have one left when everybody else is done (`make test`)."""
    items.sort(key=lambda item: not item.path.is_relative_to(LIVE))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> None:
    """Let a traceback begin in the test: Python's own form, which we ask for, would begin in pytest."""
    if call.excinfo is not None:
        call.excinfo.traceback = call.excinfo.traceback.cut(path=item.path)


class DefectRecords(logging.Handler):
    """What the program logged as a defect of its own (system/logs.py)."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if (message := record.getMessage()).startswith("defect"):
            self.messages.append(message)


@pytest.fixture(autouse=True)
def no_defects(request: pytest.FixtureRequest) -> Iterator[None]:
    """A defect ends one attempt and no program; so that it is not overlooked it fails the test that saw it."""
    records, logger = DefectRecords(), logging.getLogger("traybridge")
    logger.addHandler(records)
    yield
    logger.removeHandler(records)
    if request.node.get_closest_marker("shows_defects") is None:
        assert records.messages == []
