"""Moving in with the real program and a real keyring: everything goes in, can chat, and leaves no key behind."""

from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.cli.program import Program, Result
from tests.live.support.cloud import Cloud
from tests.live.support.oldhome import (
    FORMATS,
    HOSTS,
    Format,
    ciphertexts,
    holding,
    read_as_its_tool,
    without,
)
from tests.live.support.secrets import Secrets, secrets
from tests.migrate.conftest import Home

pytestmark = pytest.mark.live

MODEL = "moving-in/model"
"""Only the stand-ins have it: nobody else on this machine is asked."""


@dataclass
class Machine:
    """One computer: a home folder, a keyring and the cloud around the program."""

    home: Home
    program: Program
    keyring: Secrets
    cloud: Cloud

    async def run(self, *arguments: str, stdin: bytes = b"") -> Result:
        """Run a command; no key of the keyring may be in what it says."""
        result = await self.program.run(*arguments, stdin=stdin)
        for key in self.keyring.kept().values():
            assert key not in result.out + result.err
        return result

    async def bring(self, *arguments: str) -> Result:
        result = await self.run("import", *arguments, "--yes", "--json")
        assert result.code == 0, result.err
        return result


@pytest.fixture
def keyring(tmp_path: Path) -> Iterator[Secrets]:
    with secrets(tmp_path / "session") as found:
        yield found


@pytest.fixture
async def machine(tmp_path: Path, keyring: Secrets) -> AsyncGenerator[Machine, None]:
    home = Home(tmp_path / "home")
    home.path.mkdir(mode=0o700)
    async with Cloud(tmp_path / "cloud", MODEL) as cloud:
        yield Machine(home, Program(home.path, {**keyring.env, **cloud.env}), keyring, cloud)


@pytest.mark.parametrize("old", FORMATS, ids=lambda old: old.name)
async def test_a_format_goes_in_can_chat_and_leaves_no_key_behind(machine: Machine, old: Format):
    home, keyring = machine.home.path, machine.keyring
    old.build(machine.home)
    secret = {*old.keys.values(), *old.older, *ciphertexts(home)}
    files = {path: read_as_its_tool(path) for path in home.rglob("*") if path.suffix in {".json", ".yaml", ".db"}}
    permissions = {path: path.stat().st_mode for path in files}

    brought = await machine.bring(str(home))
    assert keyring.kept() == dict(old.keys)
    assert brought.json["conversations"] == old.chats
    assert brought.json["settings"] == dict(old.settings)
    settings = machine.program.config
    written = settings.read_bytes(), settings.stat().st_mtime_ns

    scrubbed = await machine.bring(str(home), "--scrub")
    assert (settings.read_bytes(), settings.stat().st_mtime_ns) == written
    assert {item["action"] for item in scrubbed.json["items"]} <= {"same", "skip"}
    assert scrubbed.json["conversations"] == 0
    assert scrubbed.json["kept"] == []
    assert keyring.kept() == dict(old.keys)
    assert {path: read_as_its_tool(path) for path in files} == without(files, secret)
    assert {path: path.stat().st_mode for path in files} == permissions

    await _every_key_reaches_its_host(machine, [account for account in old.keys if account not in old.off], old.keys)
    assert holding(home, secret) == []


async def _every_key_reaches_its_host(machine: Machine, accounts: Sequence[str], keys: Mapping[str, str]) -> None:
    """One question: all but one have spent their credits, so that everybody is asked."""
    hosts = {HOSTS[account]: {keys[account]} for account in accounts}
    machine.cloud.spent = set(list(hosts)[1:])
    only = ["--provider", accounts[0]] if len(accounts) == 1 else ["--model", MODEL]
    asked = await machine.run("ask", "hi", "--json", *only)
    assert (asked.code, asked.json["text"]) == (0, "Paris"), asked.out
    assert machine.cloud.keys_by_host == hosts
