"""For all tests: what they start can be interrupted, a failure is told in full, and a busy machine is no failure."""

import signal

import pytest
from hypothesis import settings

# No example of hypothesis has a deadline: a busy machine is no fault of the code.
settings.register_profile("calm", settings(), deadline=None)
settings.load_profile("calm")

# Whoever starts the tests in the background ignores Ctrl-C for them, and every program they start would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> None:
    """Let a traceback begin in the test: Python's own form, which we ask for, would begin in pytest."""
    if call.excinfo is not None:
        call.excinfo.traceback = call.excinfo.traceback.cut(path=item.path)
