"""Keys and imports with a real Secret Service: stored there, sent where they belong, shown nowhere."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from tests.cli.program import Program, Result, openai
from tests.support.hosts import Host
from tests.support.http_server import Request
from tests.support.replies import body, lists
from tests.system.desktop_session import gnome_keyring, lock_default_collection, private_bus

from traybridge.system.keyring.secret_service import SecretServiceKeyring

OLD = "sk-made-up-old-0123456789"
NEW = "sk-made-up-new-9876543210"
LEGACY = Path(__file__).parent.parent / "fixtures" / "legacy"


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[str]:
    with private_bus(tmp_path / "dbus") as address, gnome_keyring(address, _made(tmp_path / "ring"), "pw"):
        yield address


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


@pytest.fixture
async def program(tmp_path: Path, bus: str) -> AsyncIterator[Program]:
    made = Program(_made(tmp_path / "home"), {"DBUS_SESSION_BUS_ADDRESS": bus})
    yield made
    await made.aclose()


def knows(*keys: str):
    """A list of models for those who have one of these keys."""

    async def reply(writer, asked: Request) -> None:
        known = asked.headers.get("authorization", "").removeprefix("Bearer ") in keys
        answer = lists("m") if known else body(401, '{"error":{"message":"Incorrect API key provided"}}')
        await answer(writer, asked)

    return reply


def assert_secret(program: Program, *results: Result) -> None:
    """No key in any output, nor in any file of ours."""
    for key in (OLD, NEW):
        for result in results:
            assert key not in result.out + result.err
        for file in (program.home / "bridge").rglob("*"):
            assert not file.is_file() or key.encode() not in file.read_bytes()


async def test_a_key_is_stored_sent_shown_masked_and_deleted(program: Program):
    async with Host() as host:
        program.providers(openai("a", host.url))
        stored = await program.run("keys", "set", "a", stdin=f" {OLD}\n".encode())
        listed = await program.run("keys", "list", "--json")
        asked = await program.run("ask", "hi")
        emptied = await program.run("keys", "set", "a", stdin=b"\n")
        kept = await program.run("keys", "list", "--json")
        deleted = await program.run("keys", "delete", "a")
        again = await program.run("keys", "delete", "a")
        without = await program.run("ask", "hi")
        sent = [one.headers.get("authorization") for one in host.chats]
    assert stored.code == 0
    assert stored.out.startswith("The key …6789 of a is in the keyring; not tested: ")  # this host asks for none
    [row, _] = listed.json["keys"]
    assert (row["provider"], row["key"], row["state"]) == ("a", "…6789", "present")
    assert row["origin"] == host.url.removesuffix("/v1")
    assert asked.code == without.code == 0
    assert emptied.code == 2
    assert kept.json["keys"][0]["key"] == "…6789"
    assert kept.json["keys"][0]["last_used"]
    assert (deleted.code, again.code) == (0, 4)
    assert sent == [f"Bearer {OLD}", None]
    assert_secret(program, stored, listed, asked, emptied, kept, deleted, again)


async def test_the_old_key_stays_until_the_new_one_was_accepted(program: Program):
    async with Host(models=knows(OLD)) as host:
        # A stand-in for a host whose list of models tells about the key (routing.md, section 7).
        program.providers(openai("a", host.url, preset="groq"))
        await program.run("keys", "set", "a", stdin=OLD.encode())
        good = await program.run("keys", "test", "a", "--json")
        refused = await program.run("keys", "rotate", "a", stdin=NEW.encode())
        still = await program.run("keys", "list", "--json")
        host.models = knows(OLD, NEW)
        accepted = await program.run("keys", "rotate", "a", stdin=NEW.encode())
        now = await program.run("keys", "list", "--json")
    assert (good.code, good.json["ok"]) == (0, True)
    assert refused.code == 1
    assert "The old key stays" in refused.err
    assert still.json["keys"][0]["key"] == "…6789"
    assert accepted.code == 0
    assert now.json["keys"][0]["key"] == "…3210"
    assert_secret(program, good, refused, still, accepted, now)


async def test_a_key_is_not_sent_to_another_address_than_it_was_given_for(program: Program):
    async with Host() as host, Host() as elsewhere:
        program.providers(openai("a", host.url))
        await program.run("keys", "set", "a", stdin=OLD.encode())
        moved = await program.run("providers", "edit", "a", "--url", elsewhere.url)
        await program.run("ask", "hi")
        await program.run("doctor")
        await program.run("keys", "test", "a")
        assert elsewhere.requests
        assert all("authorization" not in one.headers for one in elsewhere.requests)
    assert "is not sent to the new address" in moved.err


async def test_a_provider_that_is_added_again_elsewhere_does_not_get_the_key_of_before(program: Program):
    """Nor does one whose line in the settings was lost or changed by hand: the keyring itself knows."""
    async with Host() as host, Host() as elsewhere:
        program.providers(openai("a", host.url))
        await program.run("keys", "set", "a", stdin=OLD.encode())
        removed = await program.run("providers", "remove", "a")
        await program.run("providers", "add", "a", "--kind", "openai", "--url", elsewhere.url, "--model", "m")
        await program.run("ask", "hi", "-p", "a")
        by_hand = program.config.read_text() + f'key_origin = "{elsewhere.url.removesuffix("/v1")}"\n'
        program.config.write_text(by_hand)
        await program.run("ask", "hi", "-p", "a")
        await program.run("keys", "test", "a")
        state = (await program.run("keys", "list", "--json")).json["keys"][0]
        assert elsewhere.requests
        assert all("authorization" not in one.headers for one in elsewhere.requests)
    assert "traybridge keys delete a" in removed.err
    assert (state["state"], state["origin"]) == ("for another address", host.url.removesuffix("/v1"))


async def test_removing_a_provider_takes_its_key_along_where_that_is_wanted(program: Program):
    program.providers(openai("a", "http://127.0.0.1:9/v1"), openai("b", "http://127.0.0.1:9/v1"))
    for name in "ab":
        await program.run("keys", "set", name, stdin=OLD.encode())
    gone = await program.run("providers", "remove", "a", "--delete-key")
    kept = await program.run("providers", "remove", "b", "--no-delete-key")
    assert (gone.code, gone.out) == (0, "a is removed.\nThe key of a is deleted.\n")
    assert "still in the keyring" in kept.err
    assert (await program.run("keys", "delete", "a")).code == 4
    assert (await program.run("keys", "delete", "b")).code == 0


async def test_a_host_whose_key_cannot_be_read_is_not_asked_without_it(program: Program, bus: str):
    async with Host() as with_key, Host() as without:
        program.providers(openai("a", with_key.url), openai("b", without.url))
        await program.run("keys", "set", "a", stdin=OLD.encode())
        before = len(with_key.requests)  # setting a key tests it
        lock_default_collection(bus)
        asked = await program.run("ask", "hi", "--json")
        assert asked.json["skipped"][0] == {"provider": "a", "reason": "keyring locked"}
        assert (asked.json["provider"], with_key.requests[before:]) == ("b", [])


async def test_a_keyring_that_comes_after_the_program_is_found(tmp_path: Path):
    """At login the program may be there first; and a bus that is gone stands before the one that answers."""
    with private_bus(tmp_path / "dbus") as address:
        program = Program(_made(tmp_path / "home"), {"DBUS_SESSION_BUS_ADDRESS": f"unix:path=/nowhere/bus;{address}"})
        async with Host(models=knows(OLD)) as host:
            program.providers(openai("a", host.url, key_origin=host.url.removesuffix("/v1")))
            ring = _made(tmp_path / "ring")
            async with program.service():
                before = await program.run("status")
                with gnome_keyring(address, ring, "pw"):
                    keyring = SecretServiceKeyring(address)
                    keyring.set("TrayBridge", "a", OLD)
                    async with asyncio.timeout(30):
                        while not any("authorization" in one.headers for one in host.requests):
                            await asyncio.sleep(0.1)
        await program.aclose()
    assert "keyring" in before.out


async def test_a_running_service_uses_a_new_key_at_once(program: Program):
    async with Host(models=knows(NEW)) as host:
        program.providers(openai("a", host.url, preset="groq"))
        async with program.service():
            before = await program.run("status", "--json")
            await program.run("keys", "set", "a", stdin=NEW.encode())
            shown = await program.run("keys", "list", "--json")
            after = await program.run("route", "--json")
    assert before.json["providers"][0]["enabled"]
    assert shown.json["keys"][0]["key"] == "…3210"
    assert [one["provider"] for one in after.json["routes"]] == ["a"]


async def test_a_locked_keyring_is_said_and_the_rest_works(program: Program, bus: str):
    async with Host() as host:
        program.providers(
            {"id": "groq", "kind": "openai", "base_url": "https://api.groq.com/openai/v1"}, openai("a", host.url)
        )
        await program.run("keys", "set", "groq", stdin=OLD.encode())
        lock_default_collection(bus)
        asked = await program.run("ask", "hi", "--json")
        status = await program.run("status")
    assert asked.code == 0
    assert asked.json["skipped"][0] == {"provider": "groq", "reason": "keyring locked"}
    assert "locked" in status.out


async def test_an_import_brings_keys_and_providers_and_a_scrub_leaves_no_key_behind(program: Program, tmp_path: Path):
    old = tmp_path / "old"
    shutil.copytree(LEGACY / "A_current_three_providers", old)
    before = {file.name: file.read_bytes() for file in old.iterdir()}
    looked = await program.run("import", str(old), "--dry-run", "--json")
    assert not (program.home / "bridge").exists()
    assert {file.name: file.read_bytes() for file in old.iterdir()} == before
    brought = await program.run("import", str(old), "--yes", "--json")
    config = program.config.read_bytes()
    again = await program.run("import", str(old), "--yes", "--json")
    assert program.config.read_bytes() == config
    scrubbed = await program.run("import", str(old), "--scrub", "--yes", "--json")
    keys = await program.run("keys", "list", "--json")
    assert [item["action"] for item in looked.json["items"]] == ["add", "add", "add"]
    assert brought.code == again.code == scrubbed.code == 0
    assert [item["action"] for item in again.json["items"]] == ["same", "same", "same"]
    assert scrubbed.json["scrubbed"]
    masked = {row["provider"]: row["key"] for row in keys.json["keys"]}
    assert masked.items() >= {item["id"]: item["key"] for item in looked.json["items"]}.items()
    left = b"".join(file.read_bytes() for file in old.rglob("*") if file.is_file())
    assert b"gAAAA" not in left
    assert b"Z0FBQUFB" not in left


async def test_what_is_exported_comes_in_elsewhere_without_keys(program: Program, tmp_path: Path, bus: str):
    program.providers(openai("a", "http://127.0.0.1:9/v1", name="Mine"), before="[routing]\nfailover = false\n")
    await program.run("keys", "set", "a", stdin=OLD.encode())
    bundle = tmp_path / "bundle.json"
    written = await program.run("export", str(bundle))
    there = Program(_made(tmp_path / "there"), {"DBUS_SESSION_BUS_ADDRESS": bus})
    taken = await there.run("import", str(bundle), "--yes", "--json")
    listed = await there.run("providers", "list", "--json")
    assert written.code == taken.code == 0
    assert OLD.encode() not in bundle.read_bytes()
    assert "Mine" in [row["name"] for row in listed.json["providers"]]
    assert (await there.run("config", "get", "routing.failover")).out == "false\n"
    assert_secret(there, taken, listed)


async def test_a_pasted_key_loses_its_quotes_and_a_wrong_one_is_said(program: Program):
    async with Host(models=knows(NEW)) as host:
        program.providers(openai("a", host.url))
        wrong = await program.run("keys", "set", "a", stdin=f'"{OLD}"\n'.encode())
        right = await program.run("keys", "set", "a", stdin=f"export A_API_KEY='{NEW}'\n".encode())
        tested = await program.run("keys", "test", "a")
    assert (wrong.code, right.code, tested.code) == (0, 0, 0)
    assert f"…{OLD[-4:]}" in wrong.out
    assert "it was refused" in wrong.out
    assert f"…{NEW[-4:]}" in right.out
    assert "refused" not in right.out
    assert_secret(program, wrong, right, tested)


async def test_two_imports_at_once_both_end_well_and_bring_everything_once(program: Program):
    rows = ", ".join(
        f'{{"name": "Old {n}", "api_key": "sk-made-up-{n:010d}", "base_url": "https://old{n}.example.com/v1"}}'
        for n in range(12)
    )
    (program.home / ".token_manager_config.json").write_text(f'{{"providers": [{rows}], "current_provider_index": 0}}')
    results = await asyncio.gather(*(program.run("import", "--yes", "--skip", "servers") for _ in range(3)))
    assert [one.code for one in results] == [0, 0, 0], [one.err for one in results]
    listed = (await program.run("providers", "list", "--json")).json["providers"]
    assert sum(one["id"].startswith("old-") or one["name"].startswith("Old") for one in listed) == 12
    keys = (await program.run("keys", "list", "--json")).json["keys"]
    assert sum(bool(one["key"]) for one in keys) == 12
