"""The platform benches: `make test-platforms` runs them and ends with a table; `make test` reads the manifest only."""

import os
from collections.abc import Callable

import pytest

WANTED = "TRAYBRIDGE_PLATFORMS"
"""Set by `make test-platforms`: the benches install and start other systems' programs."""
NOT_COVERED = {
    "macOS": (
        "the real libqcocoa, pyobjc and Security.framework; what the menu bar, the Dock, launchd and Local Network"
        " really do: packaging/macos/CHECKLIST.md has ten steps for that"
    ),
    "Windows": (
        "Windows' own taskbar, notifications, credential dialogs and virus scanners, a high DPI, win_arm64, and"
        " icuuc, bcryptprimitives and WMI, which are stubs: Wine 8 is not Windows"
    ),
}

if WANTED not in os.environ:
    collect_ignore = ["test_simulated_macos.py", "test_wine.py", "test_wheels.py"]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "covers(*rows): the faults of mac-windows.md that this test would show again")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A bench starts programs that take their time; each says in its report which rows it covers."""
    for item in items:
        for mark in item.iter_markers("covers"):
            item.user_properties.append(("covers", " ".join(mark.args)))


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if WANTED not in os.environ:
        return
    write: Callable[[str], None] = terminalreporter.write_line
    write("")
    write("| bench | seen | rows | |")
    write("|---|---|---|---|")
    for word, outcome in (("ok", "passed"), ("FAILED", "failed"), ("FAILED", "error"), ("not run", "skipped")):
        for report in terminalreporter.stats.get(outcome, []):
            if outcome == "passed" and report.when != "call":
                continue
            file, _, name = report.nodeid.rpartition("tests/platforms/")[2].partition("::")
            rows = dict(report.user_properties).get("covers", "")
            bench = file.removeprefix("test_").removesuffix(".py").replace("_", " ")
            write(f"| {bench} | {name.removeprefix('test_').replace('_', ' ')} | {rows} | {word} |")
    for system, words in NOT_COVERED.items():
        write(f"Not covered on {system}: {words}.")
