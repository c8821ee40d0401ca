"""Moving in with the real program and a real keyring: each format goes in, can chat, and leaves no key behind."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from tests.live.support.launcher import Launcher
from tests.live.support.machine import Machine, computer
from tests.live.support.oldhome import FORMATS, Format, ciphertexts, holding, read_as_its_tool, without

pytestmark = pytest.mark.live


@pytest.fixture
async def machine(tmp_path: Path, launcher: Launcher) -> AsyncGenerator[Machine, None]:
    async with computer(tmp_path, launcher) as one:
        yield one


@pytest.mark.parametrize("old", FORMATS, ids=lambda old: old.name)
async def test_a_format_goes_in_can_chat_and_leaves_no_key_behind(machine: Machine, old: Format):
    home = machine.home.path
    old.build(machine.home)
    machine.secret |= {*old.keys.values(), *old.older, *ciphertexts(home)}
    files = [path for path in home.rglob("*") if path.suffix in {".json", ".yaml", ".db"} or path.name == ".env"]
    contents = {path: read_as_its_tool(path) for path in files}
    permissions = {path: path.stat().st_mode for path in files}

    brought = await machine.bring(str(home))
    assert machine.keyring.kept() == old.keys
    assert brought.json["conversations"] == old.chats
    assert brought.json["settings"] == old.settings
    settings = machine.settings

    scrubbed = await machine.bring(str(home), "--scrub")
    assert machine.settings == settings
    assert machine.keyring.kept() == old.keys
    assert {item["action"] for item in scrubbed.json["items"]} <= {"same", "skip"}
    assert (scrubbed.json["conversations"], scrubbed.json["kept"]) == (0, [])
    assert {path: read_as_its_tool(path) for path in files} == without(contents, machine.secret)
    assert {path: path.stat().st_mode for path in files} == permissions

    await machine.ask_everybody([account for account in old.keys if account not in old.off], old.keys)
    assert holding(home, machine.secret) == []
