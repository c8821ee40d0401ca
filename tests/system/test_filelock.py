import os
from pathlib import Path

import pytest

from traybridge.core.errors import TrayBridgeError
from traybridge.system.filelock import locked, try_lock


def test_only_one_holds_it(tmp_path: Path) -> None:
    first = try_lock(tmp_path / "lock")
    assert first is not None
    assert try_lock(tmp_path / "lock") is None
    os.close(first)
    second = try_lock(tmp_path / "lock")
    assert second is not None
    os.close(second)


def test_waiting_ends_with_a_reason(tmp_path: Path) -> None:
    held = try_lock(tmp_path / "lock")
    assert held is not None
    now = [0.0]

    def pause(seconds: float) -> None:
        now[0] += 1.0

    with (
        pytest.raises(TrayBridgeError, match="5 s"),
        locked(tmp_path / "lock", monotonic=lambda: now[0], pause=pause),
    ):
        pass
    os.close(held)


def test_waiting_ends_when_the_other_is_done(tmp_path: Path) -> None:
    held = try_lock(tmp_path / "lock")
    assert held is not None
    with locked(tmp_path / "lock", pause=lambda _: os.close(held)):
        assert try_lock(tmp_path / "lock") is None
