"""The start that `make run` makes, in a real terminal: it is left, and closing it ends nothing."""

import asyncio
import os
import pty
import re
import shlex
import sys
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from tests.live.support.desk import PATIENCE, Desk, desk, running

from traybridge.system.paths import find_paths

pytestmark = pytest.mark.live


@pytest.fixture
async def table(tmp_path: Path) -> AsyncGenerator[Desk, None]:
    async with desk(tmp_path) as own, running("openbox", env=own.env), running("trayer", env=own.env):
        yield own
        await own.run("quit")


class Terminal:
    """A terminal with a shell in it; closing it hangs up whoever still belongs to it."""

    def __init__(self, table: Desk) -> None:
        self._table = table
        self._screen, self._inside = pty.openpty()

    async def run(self, *arguments: str) -> str:
        """One command of the real program; what the screen shows at its end, its exit code in the last line."""
        command = shlex.join([sys.executable, "-m", "traybridge", *arguments])
        await asyncio.create_subprocess_exec(
            *("setsid", "--ctty", "sh", "-c", f'{command}; echo "exit $?"; read line'),
            env=self._table.env,
            stdin=self._inside,
            stdout=self._inside,
            stderr=self._inside,
        )
        shown = ""
        async with asyncio.timeout(PATIENCE):
            while not re.search(r"(?m)^exit \d+\r?$", shown):
                shown += (await asyncio.to_thread(os.read, self._screen, 65_536)).decode()
        return shown

    def close(self) -> None:
        os.close(self._inside)
        os.close(self._screen)


async def test_the_terminal_is_left_and_closing_it_ends_nothing(table: Desk):
    terminal = Terminal(table)
    shown = await terminal.run("--background")
    found = re.search(r"TrayBridge runs \(process (\d+)\)\. Its icon is in the tray", shown)
    assert found, shown
    assert "exit 0" in shown
    terminal.close()
    second = Terminal(table)
    shown = await second.run("--background")
    second.close()
    assert f"running already (process {found[1]}); its window is open" in shown
    assert "exit 0" in shown
    assert (await table.run("status"))[0] == 0
    assert (await table.run("quit"))[0] == 0
    assert "is not running" in (await table.run("quit"))[2]


async def test_a_start_that_fails_says_why_and_is_a_failure(table: Desk):
    runtime = find_paths(table.env).runtime
    runtime.parent.mkdir(exist_ok=True)
    runtime.write_text("no folder")
    terminal = Terminal(table)
    shown = await terminal.run("--background")
    terminal.close()
    assert "it is no folder" in shown
    assert "TrayBridge could not start (exit code 1)." in shown
    assert "exit 1" in shown
