"""A whole home moves in with the real program and a real keyring: seen first, stopped half way, taken elsewhere."""

import asyncio
import contextlib
import json
import os
import pty
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from tests.cli.program import SECONDS
from tests.live.support.launcher import Launcher
from tests.live.support.machine import MODEL, Machine, computer
from tests.live.support.oldhome import (
    ANTHROPIC,
    GROQ,
    HUGGINGFACE,
    OPENROUTER,
    TOGETHER,
    WORK,
    bridge_yaml,
    ciphertexts,
    continue_dev,
    database,
    dotenv,
    encrypted,
    holding,
    litellm,
    llm,
    open_webui,
    spiral_codex,
    tree,
)

pytestmark = pytest.mark.live

KEYS = {
    "openrouter": OPENROUTER,
    "work": WORK,
    "together": TOGETHER,
    "huggingface": HUGGINGFACE,
    "groq": GROQ,
    "anthropic": ANTHROPIC,
}
EVERYTHING = (
    encrypted, spiral_codex, database, bridge_yaml, litellm, continue_dev, dotenv, open_webui, llm,
)  # fmt: skip
"""What one person may have collected over the years, with the same keys in most of it."""


@pytest.fixture
async def machine(tmp_path: Path, launcher: Launcher) -> AsyncGenerator[Machine, None]:
    async with computer(tmp_path, launcher) as one:
        yield one


def filled(machine: Machine) -> Machine:
    for build in EVERYTHING:
        build(machine.home)
    machine.secret |= {*KEYS.values(), *ciphertexts(machine.home.path)}
    return machine


async def test_a_preview_writes_nothing_anywhere(tmp_path: Path):
    """Neither before the first import nor later, in no folder, and not in the keyring."""
    async with computer(tmp_path, env={"MISTRAL_API_KEY": GROQ}) as machine:
        home = filled(machine).home.path
        before = tree(home)
        seen = await machine.run("import", "--dry-run", "--json")
        shown = await machine.run("import", "--dry-run", "--scrub")
        refused = await machine.run("import")
        assert (seen.code, shown.code, refused.code) == (0, 0, 2)
        assert "--yes" in refused.err
        assert {item["id"] for item in seen.json["items"] if item["key"]} == {*KEYS, "mistral"}
        assert all(f"…{key[-4:]}" in shown.out for key in KEYS.values())
        assert (tree(home), machine.keyring.kept()) == (before, {})
        await machine.bring()
        after = tree(home)
        again = await machine.run("import", "--dry-run", "--json")
        assert {item["action"] for item in again.json["items"]} <= {"same", "skip"}
        assert tree(home) == after
        assert tree(home, but="bridge") == before


async def test_everything_that_somebody_collected_goes_in_at_once(machine: Machine):
    """Without a path home, current folder and environment are read; what no scrub can reach is named."""
    home = filled(machine).home.path
    machine.program.env["TOGETHER_API_KEY"] = TOGETHER
    brought = await machine.bring()
    assert machine.keyring.kept() == KEYS
    assert [item for item in brought.json["items"] if item["action"] == "add" and item["id"] == "openrouter"]
    assert brought.json["conversations"] == 3
    scrubbed = await machine.bring("--scrub")
    [kept] = scrubbed.json["kept"]
    assert kept["path"] == "environment"
    assert "TOGETHER_API_KEY" in kept["reason"]
    assert holding(home, machine.secret) == []
    await machine.ask_everybody(list(KEYS), KEYS)
    again = await machine.run("import", "--dry-run", "--json")
    assert {item["action"] for item in again.json["items"]} <= {"same", "skip"}
    used = await machine.run("keys", "list", "--json")
    assert {row["provider"] for row in used.json["keys"] if row["last_used"]} == {"openrouter"}


@pytest.mark.parametrize("arrived", [2, 6])
async def test_a_keyring_that_locks_half_way_leaves_nothing_half_done(machine: Machine, arrived: int):
    home = filled(machine).home.path
    before = tree(home)
    with machine.keyring.locking_after(arrived):
        stopped = await machine.run("import", "--yes", "--json")
    assert stopped.code == 1
    assert stopped.json["error"]["title"] == "The keyring is locked"
    assert "The keyring is locked" in stopped.err
    assert not machine.program.config.exists()
    still = await machine.run("import", "--yes", "--scrub")
    assert still.code == 1
    assert tree(home, but="bridge") == before
    machine.keyring.unlock()
    assert arrived // 2 <= len(machine.keyring.kept()) < len(KEYS)  # a key and its origin are two entries
    await machine.bring("--scrub")
    assert machine.keyring.kept() == KEYS
    assert holding(home, machine.secret) == []


async def test_what_cannot_be_decrypted_is_kept_and_named_and_no_key(machine: Machine):
    """The encryption key is gone: what it locks stays as it is; the rest goes."""
    home = machine.home
    lost = home.wrapped(OPENROUTER)
    rows = [{"name": "OpenRouter", "api_key_encrypted": lost}, {"name": "Together AI", "api_key": TOGETHER}]
    path = home.config(*rows)
    machine.secret |= {OPENROUTER, TOGETHER, lost}
    brought = await machine.bring("--scrub")
    openrouter, together = brought.json["items"]
    assert (openrouter["key"], together["key"]) == (None, f"…{TOGETHER[-4:]}")
    assert "enter the key again" in openrouter["problem"]
    assert machine.keyring.kept() == {"together": TOGETHER}
    [kept] = brought.json["kept"]
    assert (kept["path"], "providers[0]" in kept["reason"]) == (str(path), True)
    left = json.loads(path.read_text())["providers"]
    assert (left[0]["api_key_encrypted"], left[1]["api_key"]) == (lost, "")
    listed = await machine.run("keys", "list", "--json")
    assert {row["provider"]: row["state"] for row in listed.json["keys"]}["openrouter"] == "no key"


async def test_the_scrub_refuses_while_a_key_is_not_in_the_keyring(machine: Machine):
    filled(machine)
    await machine.bring()
    before = tree(machine.home.path, but="bridge")
    machine.keyring.lock()
    refused = await machine.run("import", "--scrub", "--yes", "--json")
    assert refused.code == 1
    assert tree(machine.home.path, but="bridge") == before


async def test_without_a_keyring_nothing_comes_in_and_nothing_is_scrubbed(tmp_path: Path, launcher: Launcher):
    """Keys would last until the end of the command: the old files are the only place that has them."""
    async with computer(tmp_path, launcher, env={"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}) as machine:
        home = filled(machine).home.path
        before = tree(home)
        refused = await machine.run("import", "--scrub", "--yes", "--json")
        assert refused.code == 1
        assert "The keyring cannot be reached" in refused.json["error"]["title"]
        assert not machine.program.config.exists()
        assert tree(home, but="bridge") == before


async def test_copies_that_hold_no_key_and_links_stay_as_they_are(machine: Machine):
    home = machine.home
    row = {"name": "OpenRouter", "base_url": "https://openrouter.ai/api/v1"}
    clean = home.config(row | {"api_key": ""}, name=".token_manager_config.backup_clean.json")
    kept = home.config(row | {"api_key": OPENROUTER}, name="dotfiles/token_manager.json")
    link = home / ".token_manager_config.json"
    link.symlink_to(kept)
    machine.secret.add(OPENROUTER)
    before = clean.read_bytes(), clean.stat().st_mtime_ns
    result = await machine.bring("--scrub")
    assert (result.json["scrubbed"], result.json["kept"]) == ([str(link)], [])
    assert (clean.read_bytes(), clean.stat().st_mtime_ns) == before
    assert link.is_symlink()
    assert json.loads(kept.read_text())["providers"] == [row | {"api_key": ""}]
    assert holding(home.path, machine.secret) == []


async def test_a_running_service_has_what_came_in_at_once(tmp_path: Path):
    async with computer(tmp_path) as machine:
        encrypted(machine.home)
        machine.secret |= {OPENROUTER, TOGETHER, WORK}
        async with machine.program.service():
            await machine.bring("--scrub")
            status = await machine.run("status", "--json")
            asked = await machine.run("ask", "hi", "--provider", "work", "--model", MODEL)
    reasons = {row["id"]: row["reason"] for row in status.json["providers"]}
    assert reasons.keys() >= {"openrouter", "work", "together"}
    assert "no key" not in {reasons[name] for name in ("openrouter", "work", "together")}
    assert (asked.code, asked.out) == (0, "Paris\n")


async def test_settings_and_chats_go_to_another_machine_without_keys(tmp_path: Path, launcher: Launcher):
    async with computer(tmp_path, launcher) as here:
        filled(here)
        await here.bring("--scrub")
        await here.run("config", "set", "routing.local_only", "false")
        await here.run("ask", "a question of today", "--provider", "openrouter")
        bundle = tmp_path / "bundle.json"
        written = await here.run("export", str(bundle))
        assert written.code == 0
    (tmp_path / "there").mkdir()
    async with computer(tmp_path / "there", launcher) as there:
        taken = await there.bring(str(bundle))
        assert taken.json["conversations"] == 3
        assert there.keyring.kept() == {}
        assert holding(there.home.path, KEYS.values()) == []
        again = await there.bring(str(bundle))
        assert {item["action"] for item in again.json["items"]} <= {"same", "skip"}
        assert again.json["conversations"] == 0
        onward = await there.run("export")
        mine, theirs = json.loads(bundle.read_text()), onward.json
        assert theirs["config"] == mine["config"]
        assert theirs["chats"] == mine["chats"]
        assert [chat["messages"][0]["text"] for chat in mine["chats"]] == [
            "Grüße?",
            "Capital of France?",
            "That is a key.",
        ]
        skipped = await there.run("route", "--json")
        assert {"provider": "openrouter", "reason": "no key"} in skipped.json["skipped"]


async def test_somebody_at_a_terminal_is_asked_twice_and_may_say_no(tmp_path: Path):
    async with computer(tmp_path) as machine:
        encrypted(machine.home)
        machine.secret |= {OPENROUTER, TOGETHER, WORK}
        before = tree(machine.home.path)
        code, _, told = await _at_a_terminal(machine, ["n"], "import", "--scrub")
        assert (code, tree(machine.home.path)) == (0, before)
        assert told.count("Import this?") == 1
        code, _, told = await _at_a_terminal(machine, ["y", "n"], "import", "--scrub")
        assert code == 0
        assert told.count("Remove the keys from the old files?") == 1
        assert machine.keyring.kept() == {"openrouter": OPENROUTER, "together": TOGETHER, "work": WORK}
        assert holding(machine.home.path, [OPENROUTER]) == []  # it lies there encrypted
        assert holding(machine.home.path, [TOGETHER]) == [".token_manager_config.json"]
        code, out, told = await _at_a_terminal(machine, ["yes"], "import", "--scrub", "--json")
        assert (code, "Import this?" in told) == (0, False)
        assert json.loads(out)["scrubbed"]
        assert holding(machine.home.path, machine.secret) == []


async def test_settings_alone_are_shown_and_asked_for_too(tmp_path: Path):
    async with computer(tmp_path) as machine:
        machine.home.write("bridge_config.yaml", "failover: {enabled: false}\n")
        code, out, _ = await _at_a_terminal(machine, ["n"], "import")
        assert code == 0
        assert "routing.failover = false" in out
        assert not machine.program.config.exists()
        await _at_a_terminal(machine, ["y"], "import")
        assert b"failover = false" in machine.program.config.read_bytes()


async def _at_a_terminal(machine: Machine, answers: list[str], *arguments: str) -> tuple[int, str, str]:
    """Run a command while somebody types the answers: its exit code, its output, and what the screen showed."""
    ours, theirs = pty.openpty()
    process = await machine.program.start(*arguments, stdin=theirs, stderr=theirs)
    os.close(theirs)
    screen = b""
    with contextlib.closing(os.fdopen(ours, "r+b", buffering=0)) as terminal:
        for answer in answers:
            while not screen.endswith(b"[y/N] "):
                screen += await asyncio.to_thread(os.read, ours, 4096)
            terminal.write(answer.encode() + b"\n")
            screen += b"\n"
        with contextlib.suppress(OSError):  # EIO: the other side has closed
            while part := await asyncio.to_thread(os.read, ours, 4096):
                screen += part
    out, _ = await asyncio.wait_for(process.communicate(), SECONDS)
    assert not [one for one in machine.secret if one.encode() in out + screen]
    return process.returncode or 0, out.decode(), screen.decode()
