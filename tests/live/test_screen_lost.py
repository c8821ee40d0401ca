"""The display server goes away under the running program: it says so, ends with 1, and leaves nothing that blocks."""

import asyncio
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest
from tests.live.support.desk import PATIENCE, desk, screen
from tests.live.support.trayhost import TrayHost

pytestmark = pytest.mark.live


async def test_without_its_screen_the_program_ends_and_starts_again_on_the_next(tmp_path: Path):
    async with desk(tmp_path) as table, TrayHost(table.bus) as host:
        table.configure("[desktop]\nwelcomed = true\n")
        async with screen(table.env) as display:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "traybridge", env={**table.env, "DISPLAY": display}, stdout=PIPE, stderr=PIPE
            )
            await host.registered.wait()
        async with asyncio.timeout(PATIENCE):
            _out, told = await process.communicate()
        assert process.returncode == 1
        assert "The connection to the screen was lost" in told.decode()
        assert "Traceback" not in told.decode()
        host.registered.clear()
        async with table.program():
            await host.registered.wait()
