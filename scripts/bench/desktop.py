"""How soon the icon shows, and what the idle program costs, beside a bare PySide6 tray in the same run.

    .venv/bin/python scripts/bench/desktop.py [--rounds 5] [--settle 70] [--idle 30]

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
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.live.support.desk import desk
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
COMMANDS = {"bare": [sys.executable, "-c", BARE], "ours": [sys.executable, "-m", "traybridge"]}


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


async def start(kind: str, *, settle: float = 0.0, idle: float = 0.0) -> tuple[float, str]:
    """Start one program; the result is the seconds until its icon shows, and what it costs idle."""
    with tempfile.TemporaryDirectory() as folder:
        async with desk(Path(folder) / "home") as table, TrayHost(table.bus) as host:
            table.configure("[desktop]\nwelcomed = true\n")
            began = time.monotonic()
            process = await asyncio.create_subprocess_exec(*COMMANDS[kind], env=table.env)
            await host.registered.wait()
            await host.property("IconPixmap")
            shown = time.monotonic() - began
            told = await _idle(process.pid, settle, idle) if idle else ""
            process.terminate()
            await process.wait()
            return shown, told


async def _idle(pid: int, settle: float, idle: float) -> str:
    await asyncio.sleep(settle)
    before = cost(pid)
    await asyncio.sleep(idle)
    after = cost(pid)
    share = 100 * (after.cpu - before.cpu) / idle
    return f"PSS {after.pss:.1f} MiB, CPU {share:.3f} %, {(after.wakeups - before.wakeups) / idle:.1f} wakeups/s"


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--settle", type=float, default=70.0, help="seconds before idle is measured")
    parser.add_argument("--idle", type=float, default=30.0, help="seconds of idleness that are measured")
    wanted = parser.parse_args()
    times: dict[str, list[float]] = {"bare": [], "ours": []}
    for _ in range(wanted.rounds):
        for kind, taken in times.items():
            taken.append((await start(kind))[0])
    middle = {kind: statistics.median(taken) for kind, taken in times.items()}
    for kind, taken in times.items():
        print(f"{kind}: icon shown after {middle[kind] * 1000:.0f} ms (median; {min(taken) * 1000:.0f} at best)")
    print(f"ratio: {middle['ours'] / middle['bare']:.2f} (goal: 500 ms beside 300 ms, 1.67)")
    for kind in times:
        print(f"{kind}: {(await start(kind, settle=wanted.settle, idle=wanted.idle))[1]}")


if __name__ == "__main__":
    asyncio.run(main())
