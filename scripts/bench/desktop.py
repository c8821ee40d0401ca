"""How soon the icon shows, and what the idle program costs, beside a bare PySide6 tray in the same run.

    .venv/bin/python scripts/bench/desktop.py --python build/bench-venv/bin/python [--settle 45] [--idle 30]

Needs Xvfb and dbus (make test installs them). The program runs for real: fresh settings with the first start behind
it, a StatusNotifier host of our own, no Exo, no key. The icon counts as shown when the host has its picture. PSS is
the memory of the process with shared pages divided among their users; wakeups are voluntary context switches;
CPU is the scheduler's own count in nanoseconds (the ticks of /proc/PID/stat are 10 ms).
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.live.support.desk import desk, running
from tests.live.support.trayhost import TrayHost

BARE = """
import sys
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon
app = QApplication(sys.argv)
picture = QPixmap(22, 22)
picture.fill(QColor("red"))
icon = QSystemTrayIcon(QIcon(picture))
menu = QMenu()
menu.addAction("Quit")
icon.setContextMenu(menu)
icon.show()
app.exec()
"""
PROGRAMS = {"bare": ["-c", BARE], "ours": ["-m", "traybridge"]}


@dataclass(frozen=True)
class Cost:
    """CPU in seconds since the start, voluntary context switches, PSS in MiB."""

    cpu: float
    wakeups: int
    pss: float


def cost(pid: int) -> Cost:
    tasks = list(Path(f"/proc/{pid}/task").iterdir())
    nanoseconds = sum(int((task / "schedstat").read_text().split()[0]) for task in tasks)
    wakeups = sum(_number(task / "status", "voluntary_ctxt_switches:") for task in tasks)
    pss = _number(Path(f"/proc/{pid}/smaps_rollup"), "Pss:") / 1024
    return Cost(nanoseconds / 1e9, wakeups, pss)


def _number(path: Path, name: str) -> int:
    return next(int(line.split()[1]) for line in path.read_text().splitlines() if line.startswith(name))


@asynccontextmanager
async def started(command: Sequence[str]) -> AsyncGenerator[tuple[int, float]]:
    """Start one program on a desk of its own; its process id, and the seconds until its icon shows."""
    with tempfile.TemporaryDirectory() as folder:
        async with desk(Path(folder) / "home") as table, TrayHost(table.bus) as host:
            table.configure("[desktop]\nwelcomed = true\n")
            began = time.monotonic()
            async with running(*command, env=table.env) as process:
                await host.registered.wait()
                await host.property("IconPixmap")
                yield process.pid, time.monotonic() - began


async def idle(commands: Mapping[str, Sequence[str]], settle: float, seconds: float) -> dict[str, tuple[Cost, Cost]]:
    """What they cost before and after so many seconds of idleness, all at the same time: they share libraries."""
    async with AsyncExitStack() as stack:
        pids = {kind: (await stack.enter_async_context(started(command)))[0] for kind, command in commands.items()}
        await asyncio.sleep(settle)
        before = {kind: cost(pid) for kind, pid in pids.items()}
        await asyncio.sleep(seconds)
        return {kind: (before[kind], cost(pid)) for kind, pid in pids.items()}


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--python", default=sys.executable, help="the environment that is measured")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--settle", type=float, default=45.0, help="seconds before idle is measured")
    parser.add_argument("--idle", type=float, default=30.0, help="seconds of idleness that are measured")
    wanted = parser.parse_args()
    commands = {kind: [wanted.python, *arguments] for kind, arguments in PROGRAMS.items()}
    times: dict[str, list[float]] = {kind: [] for kind in commands}
    for _ in range(wanted.rounds):
        for kind, command in commands.items():
            async with started(command) as (_, shown):
                times[kind].append(shown)
    middle = {kind: statistics.median(taken) for kind, taken in times.items()}
    for kind, taken in times.items():
        print(f"{kind}: icon shown after {middle[kind] * 1000:.0f} ms (median; {min(taken) * 1000:.0f} at best)")
    print(f"ratio: {middle['ours'] / middle['bare']:.2f} (goal: 500 ms beside 300 ms, 1.67)")
    costs = await idle(commands, wanted.settle, wanted.idle)
    for kind, (before, after) in costs.items():
        share = 100 * (after.cpu - before.cpu) / wanted.idle
        wakeups = (after.wakeups - before.wakeups) / wanted.idle
        print(f"{kind}: PSS {after.pss:.1f} MiB, CPU {share:.3f} %, {wakeups:.1f} wakeups/s")
    print(f"PSS over bare: {costs['ours'][1].pss - costs['bare'][1].pss:.1f} MiB (goal: 30)")


if __name__ == "__main__":
    asyncio.run(main())
