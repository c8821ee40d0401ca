"""A small soak: hundreds of requests over servers that come and go leave nothing behind (scripts/soak.py runs long)."""

import tracemalloc

import pytest
from scripts.soak import problems, soak

pytestmark = pytest.mark.live


async def test_three_hundred_requests_over_flapping_servers_leave_nothing_behind() -> None:
    """Flat memory, no leaked socket or task, every request told once."""
    tracemalloc.start()
    try:
        report = await soak(300, seed=7)
    finally:
        tracemalloc.stop()
    assert problems(report, allowed_kib=1024) == []
    assert set(report.ends) >= {"answered", "left", "answer_broken"}
    assert report.outcomes["transient"] > 30
