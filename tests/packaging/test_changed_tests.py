"""`make check` runs the tests of what changed."""

import pytest
from scripts.changed_tests import ALWAYS, choose

THERE = {
    *ALWAYS,
    "tests/providers/exo", "tests/providers/exo/test_wire.py", "tests/desktop", "tests/desktop/chat",
    "tests/live/test_tray.py", "tests/test_translations.py", "tests/packaging", "tests/core/test_router.py", "tests",
}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "more"),
    [
        ((), []),
        (("README.md", "docs/architecture.md"), []),
        (("src/traybridge/core/router.py",), []),
        (("src/traybridge/providers/exo/wire.py",), ["tests/providers/exo/test_wire.py"]),
        (("src/traybridge/providers/exo/wire.py", "src/traybridge/providers/exo/__init__.py"), ["tests/providers/exo"]),
        (("src/traybridge/desktop/widgets/labels.py", "tests/desktop/rooms.py"), ["tests/desktop"]),
        (("src/traybridge/py.typed", "src/traybridge/__init__.py"), []),
        (
            ("tests/live/test_tray.py", "tests/live/support/desk.py", "tests/live/test_gone.py"),
            ["tests/live/test_tray.py"],
        ),
        (("resources/translations/de/core.qm",), ["tests/test_translations.py"]),
        (("Makefile", "packaging/lock/run.txt"), ["tests/packaging"]),
    ],
)
def test_the_tests_of_what_changed_are_run_and_always_the_core_s(changed: tuple[str, ...], more: list[str]) -> None:
    assert choose(changed, THERE.__contains__) == sorted([*ALWAYS, *more])
