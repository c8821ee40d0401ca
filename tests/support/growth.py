"""Whether work on foreign data is linear: CPU of one turn of the loop at n, 2n and 4n."""

import gc
import time
from collections.abc import Callable

ALLOWED = 1.5
"""Times what linear growth would cost (issue 10)."""
NOISE_NS = 2_000_000
ATTEMPTS = 5


def cpu(work: Callable[[], object]) -> int:
    """Nanoseconds of CPU that this thread spent on it."""
    began = time.thread_time_ns()
    work()
    return time.thread_time_ns() - began


def assert_linear(measure: Callable[[int], int], n: int) -> None:
    """``measure`` gives the CPU at a size. A busy machine makes a figure too large; real growth shows each time.

    Nothing is collected meanwhile: that costs by what all tests before have left behind, not by ``n``.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        _assert_linear(measure, n)
    finally:
        if collecting:
            gc.enable()


def _assert_linear(measure: Callable[[int], int], n: int) -> None:
    measure(n)  # whatever is done once only
    figures: list[str] = []
    for _ in range(ATTEMPTS):
        one, two, four = (measure(size) for size in (n, 2 * n, 4 * n))  # side by side: the machine is as busy for all
        if two <= ALLOWED * 2 * one + NOISE_NS and four <= ALLOWED * 4 * one + NOISE_NS:
            return
        figures.append(f"{one / 1e6:.1f}, {two / 1e6:.1f}, {four / 1e6:.1f} ms")
    raise AssertionError(f"{'; '.join(figures)} at {n}, twice and four times as much")
