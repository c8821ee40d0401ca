"""A key's whole life with the real program, a real keyring and a host that lets in one key only."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from tests.cli.program import NO_STARTER
from tests.live.support.launcher import Launcher
from tests.live.support.machine import MODEL, Machine, computer
from tests.live.support.oldhome import GROQ, HUGGINGFACE, OPENROUTER, WORK, holding

pytestmark = pytest.mark.live

OLD = OPENROUTER
NEW = "sk-or-v1-MADEUPnew000000000000000000000000000000000000000000000000008"
SETTINGS = """
[[providers]]
id = "openrouter"
name = "OpenRouter"
preset = "openrouter"
base_url = "https://openrouter.ai/api/v1"

[[providers]]
id = "second"
name = "Second account"
preset = "openrouter"
base_url = "https://openrouter.ai/api/v1"

[[providers]]
id = "huggingface"
preset = "huggingface"
base_url = "https://router.huggingface.co/v1"
"""


@pytest.fixture
async def machine(tmp_path: Path, launcher: Launcher) -> AsyncGenerator[Machine, None]:
    async with computer(tmp_path, launcher) as one:
        one.secret |= {OLD, NEW, HUGGINGFACE, WORK}
        one.program.configure(SETTINGS + NO_STARTER, starter=True)
        yield one


async def keys(machine: Machine) -> dict[str, dict[str, str | None]]:
    listed = await machine.run("keys", "list", "--json")
    return {row["provider"]: row for row in listed.json["keys"]}


async def test_a_key_from_its_first_day_to_its_last(machine: Machine):
    """Set, looked at for nothing, used, rotated only against one that is let in, deleted."""
    machine.cloud.keys["openrouter.ai"] = OLD
    stored = await machine.run("keys", "set", "openrouter", stdin=f"{OLD}\n".encode())
    told = f"The key …{OLD[-4:]} of openrouter is in the keyring; tested: The key works.\n"
    assert (stored.code, stored.out) == (0, told)
    assert machine.keyring.kept() == {"openrouter": OLD}
    tested = await machine.run("keys", "test", "openrouter", "--json")
    assert (tested.code, tested.json["ok"]) == (0, True)
    assert [one.path for one in machine.cloud.requests] == ["/api/v1/key"] * 2  # when it was set, and now
    assert (await keys(machine))["openrouter"]["last_used"] is None
    asked = await machine.run("ask", "hi", "--provider", "openrouter", "--model", MODEL)
    assert (asked.code, asked.out) == (0, "Paris\n")
    row = (await keys(machine))["openrouter"]
    assert (row["key"], row["state"], row["origin"]) == (f"…{OLD[-4:]}", "present", "https://openrouter.ai:443")
    assert row["last_used"]

    refused = await machine.run("keys", "rotate", "openrouter", stdin=NEW.encode())
    assert refused.code == 1
    assert "The old key stays" in refused.err
    assert machine.keyring.kept() == {"openrouter": OLD}
    machine.cloud.keys["openrouter.ai"] = NEW
    withdrawn = await machine.run("keys", "test", "openrouter", "--json")
    assert (withdrawn.code, withdrawn.json["ok"]) == (1, False)
    rotated = await machine.run("keys", "rotate", "openrouter", stdin=NEW.encode())
    assert (rotated.code, rotated.out) == (0, f"The key of openrouter is now …{NEW[-4:]}; it was accepted.\n")
    assert machine.keyring.kept() == {"openrouter": NEW}
    assert (await machine.run("ask", "hi", "--provider", "openrouter", "--model", MODEL)).code == 0

    deleted = await machine.run("keys", "delete", "openrouter")
    assert (deleted.code, machine.keyring.kept()) == (0, {})
    assert (await keys(machine))["openrouter"]["state"] == "no key"
    assert (await machine.run("keys", "test", "openrouter")).code == 1
    assert holding(machine.program.config.parent, machine.secret) == []


async def test_a_new_key_that_nobody_could_test_replaces_nothing(machine: Machine):
    await machine.run("keys", "set", "openrouter", stdin=OLD.encode())
    machine.program.env["HTTPS_PROXY"] = "http://127.0.0.1:9"  # nobody listens on the discard port
    result = await machine.run("keys", "rotate", "openrouter", stdin=NEW.encode())
    assert result.code == 1
    assert "could not be tested" in result.err
    assert machine.keyring.kept() == {"openrouter": OLD}


async def test_each_provider_uses_its_own_key_and_the_list_says_so(machine: Machine):
    """Also two accounts at one host, of which only one is let in."""
    for account, key in {"openrouter": OLD, "second": WORK, "huggingface": HUGGINGFACE}.items():
        await machine.run("keys", "set", account, stdin=key.encode())
    listed = await keys(machine)
    assert {account: row["key"] for account, row in listed.items()} == {
        "openrouter": f"…{OLD[-4:]}",
        "second": f"…{WORK[-4:]}",
        "huggingface": f"…{HUGGINGFACE[-4:]}",
        "embedded": None,
    }
    machine.cloud.keys = {"openrouter.ai": WORK, "router.huggingface.co": HUGGINGFACE}
    asked = await machine.run("ask", "hi", "--model", MODEL, "--json")
    assert (asked.code, asked.json["provider"]) == (0, "second")
    assert [one.key for one in machine.cloud.chats] == [WORK]
    assert machine.cloud.keys_by_host["openrouter.ai"] == {OLD, WORK}
    assert {account for account, row in (await keys(machine)).items() if row["last_used"]} == {"second"}


@pytest.mark.parametrize("kind", ["locked", "empty", "broken", "long"])
async def test_what_cannot_be_stored_leaves_the_stored_key(machine: Machine, kind: str):
    await machine.run("keys", "set", "openrouter", stdin=OLD.encode())
    if kind == "locked":
        machine.keyring.lock()
    given = {"locked": NEW, "empty": "\n", "broken": f"{NEW[:20]}\n{NEW[20:]}\n", "long": "x" * 100_000}[kind]
    result = await machine.run("keys", "set", "openrouter", stdin=given.encode())
    assert result.code == (1 if kind == "locked" else 2)
    assert NEW[:20] not in result.out + result.err
    if kind == "locked":
        assert "locked" in result.err
        machine.keyring.unlock()
    assert machine.keyring.kept() == {"openrouter": OLD}


@pytest.mark.parametrize(
    "arguments",
    [
        ["keys", "set", "openrouter", NEW],
        ["keys", "set", NEW],
        ["keys", "set", f"openrouter={NEW}"],
        ["keys", "set", "openrouter", "--key", NEW],
        ["keys", "set", "openrouter", f"--key={NEW}"],
        ["keys", "set", "--key", NEW, "openrouter"],
        ["keys", "rotate", "openrouter", NEW],
        ["keys", "rotate", NEW],
        ["keys", "delete", "openrouter", NEW],
        ["keys", "delete", NEW],
        ["keys", "test", "openrouter", NEW],
        ["keys", "test", NEW],
        ["keys", NEW],
        ["providers", "add", "x", "--preset", "groq", "--key", GROQ],
        ["providers", "add", "x", "--preset", "groq", f"--api-key={GROQ}"],
        ["import", "--key", NEW, "--yes"],
        [NEW],
    ],
    ids=lambda arguments: " ".join(arguments).replace(NEW, "KEY").replace(GROQ, "KEY"),
)
async def test_a_key_in_the_arguments_is_refused_and_not_repeated(machine: Machine, arguments: list[str]):
    machine.secret.add(GROQ)
    result = await machine.run(*arguments, stdin=WORK.encode())
    assert result.code == 2
    assert NEW[:12] not in result.out + result.err
    assert machine.keyring.kept() == {}
    assert holding(machine.program.config.parent, machine.secret) == []
    if not {NEW} & {*arguments[:2]}:
        assert "others on this machine can read them" in result.err
