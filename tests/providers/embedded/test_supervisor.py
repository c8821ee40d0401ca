"""When a child may be stopped."""

import pytest

from traybridge.providers.embedded.supervisor import idle_left


@pytest.mark.parametrize(
    ("now", "last_used", "users", "left"),
    [(100, 100, 0, 600), (400, 100, 0, 300), (700, 100, 0, 0), (900, 100, 0, -200), (9000, 100, 1, 600)],
)
def test_it_may_be_stopped_when_nobody_has_asked_for_the_idle_time(
    now: float, last_used: float, users: int, left: float
) -> None:
    assert idle_left(now, last_used=last_used, users=users, idle_seconds=600) == left
