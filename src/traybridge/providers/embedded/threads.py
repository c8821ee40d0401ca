"""Chooses how many threads the starter model may take without slowing the machine."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

MOST = 4
"""More threads make a model of 135M parameters no faster."""


def threads_for(cores: int, quota: float | None = None) -> int:
    """One core less than there are, at least one, at most four; never more than a container's quota.

    A thread too many is worse than none: they wait for each other busily, so that on two cores with other work two
    threads gave 14 tokens/s where one gave 47, and slowed that work to a third (docs/embedded-model.md).
    """
    allowed = cores if quota is None else min(cores, int(quota))
    return max(1, min(MOST, allowed - 1))


def own_threads() -> int:
    """The threads for this machine; a few short files are read."""
    return threads_for(physical_cores(), quota_of(_read))


def physical_cores() -> int:
    """Cores that this process may use; two hyper-threads are one."""
    if not hasattr(os, "sched_getaffinity"):
        # macOS and Windows: half is exact with hyper-threads, and about the fast cores of Apple silicon.
        return max(1, (os.cpu_count() or 2) // 2)
    return distinct_cores(sorted(os.sched_getaffinity(0)), _read)


Read = Callable[[str], str]


def distinct_cores(cpus: Iterable[int], read: Read) -> int:
    """Count the cores behind these CPUs by what the kernel says of their siblings (Linux, sysfs)."""
    siblings = {
        read(f"/sys/devices/system/cpu/cpu{cpu}/topology/thread_siblings_list").strip() or str(cpu) for cpu in cpus
    }
    return max(1, len(siblings))


def quota_of(read: Read) -> float | None:
    """The CPUs that a container may use (cgroup v2, "200000 100000" is two), None for no limit."""
    limit, _, period = read("/sys/fs/cgroup/cpu.max").strip().partition(" ")
    if not limit.isdigit() or not period.isdigit() or int(period) == 0:
        return None
    return int(limit) / int(period)


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return ""
