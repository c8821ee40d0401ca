"""Keys, import, scrub and export with a real GNOME Keyring: in the keyring and nowhere else (cli.md: Keys, import, scrub)."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import secretstorage
from tests.cli.program import openai
from tests.live.support.document import checked
from tests.live.support.launcher import Launcher, Quick
from tests.support.hosts import Host, answering, by_path
from tests.support.http_server import Reply, Request
from tests.support.replies import body, lists
from tests.system.desktop_session import connected, gnome_keyring, private_bus

KEY = "sk-made-up-ABCDEF0123456789xyz7890"
NEW = "sk-made-up-GHIJKL0123456789xyz4321"
LEGACY = Path(__file__).parent.parent / "fixtures" / "legacy"


@pytest.fixture(scope="module")
def bus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("k")
    (folder / "ring").mkdir()
    with private_bus(folder / "bus") as address, gnome_keyring(address, folder / "ring", "pw"):
        yield address


@pytest.fixture
def quick(home: Path, launcher: Launcher, bus: str) -> Iterator[Quick]:
    yield Quick(home, launcher, {"DBUS_SESSION_BUS_ADDRESS": bus})
    for account in stored(bus):
        remove(bus, account)


def stored(bus: str) -> dict[str, str]:
    """The keys that the keyring has under our service, by account; read without our own code."""
    return {account: text for account, text in entries(bus).items() if not account.endswith("@origin")}


def entries(bus: str) -> dict[str, str]:
    """The same, with what stands beside the keys: the origins that they were given for."""
    with connected(bus) as connection:
        collection = secretstorage.get_default_collection(connection)
        items = list(collection.search_items({"service": "TrayBridge"}))
        return {item.get_attributes()["username"]: item.get_secret().decode() for item in items}


def remove(bus: str, account: str) -> None:
    with connected(bus) as connection:
        collection = secretstorage.get_default_collection(connection)
        for item in list(collection.search_items({"service": "TrayBridge", "username": account})):
            item.delete()


def knows(*keys: str) -> Reply:
    async def reply(writer, asked: Request) -> None:
        known = asked.headers.get("authorization", "").removeprefix("Bearer ") in keys
        await (lists("m") if known else body(401, '{"error":{"message":"Incorrect API key provided"}}'))(writer, asked)

    return reply


def nowhere(quick: Quick, *keys: str) -> None:
    """None of these in any file of ours, nor in anything that was printed."""
    for path in quick.home.rglob("*"):
        if path.is_file() and not (path.name == "in" and ".streams" in path.parts) and "old" not in path.parts:
            content = path.read_bytes()
            for key in keys:
                assert key.encode() not in content, path


async def test_a_key_is_kept_under_the_promised_name_and_sent_as_a_bearer(quick: Quick, bus: str):
    async with Host() as host:
        quick.providers(openai("my id/ü", host.url))
        for given in (f"{KEY}\n", f"  {KEY}  \r\n", KEY, f"\ufeff{KEY}\n"):
            assert (await quick.run("keys", "set", "my id/ü", stdin=given.encode())).code == 0, given
            assert stored(bus) == {"my id/ü": KEY}
        [row, _] = (await quick.run("keys", "list", "--json")).json["keys"]
        assert row["key"].endswith("7890")
        assert len(row["key"]) < 10
        checked(await quick.ask())
        assert [one.headers.get("authorization") for one in host.chats] == [f"Bearer {KEY}"]
        for bad in (b"\n", b"", b"   \n", f"{KEY[:9]} {KEY[9:]}\n".encode(), f"{KEY[:9]}\t{KEY[9:]}".encode(),
                    "schlüssel-12345678\n".encode()):  # fmt: skip
            result = await quick.run("keys", "set", "my id/ü", stdin=bad)
            assert result.code == 2, bad
            assert stored(bus) == {"my id/ü": KEY}
        assert (await quick.run("keys", "delete", "my id/ü")).code == 0
        assert stored(bus) == {}
        assert (await quick.run("keys", "delete", "my id/ü")).code == 4
        checked(await quick.ask())
        assert "authorization" not in host.chats[-1].headers
    nowhere(quick, KEY)


async def test_rotate_keeps_the_old_key_until_the_new_one_is_accepted(quick: Quick, bus: str):
    async with Host(models=knows(KEY)) as host:
        quick.providers(openai("a", host.url, preset="groq"))
        await quick.run("keys", "set", "a", stdin=KEY.encode())
        assert (await quick.run("keys", "test", "a")).code == 0
        refused = await quick.run("keys", "rotate", "a", stdin=NEW.encode())
        assert refused.code == 1
        assert stored(bus) == {"a": KEY}
        host.models = knows(NEW)
        assert (await quick.run("keys", "test", "a")).code == 1
        assert (await quick.run("keys", "rotate", "a", stdin=NEW.encode())).code == 0
        assert stored(bus) == {"a": NEW}
        assert host.chats == []
    nowhere(quick, KEY, NEW)


async def test_a_key_goes_to_its_own_address_and_nowhere_else(quick: Quick, bus: str):
    trap = body(307, b"", Location="http://localhost:1/v1/chat/completions")
    async with Host() as host, Host() as elsewhere, Host(trap) as redirecting:
        quick.providers(openai("a", host.url), openai("b", elsewhere.url), openai("c", redirecting.url))
        for name in "ac":
            await quick.run("keys", "set", name, stdin=KEY.encode())
        checked(await quick.ask("--provider", "b"))
        checked(await quick.ask("--provider", "c"), 3)
        assert (await quick.run("providers", "edit", "a", "--url", elsewhere.url)).code == 0
        checked(await quick.ask("--provider", "a"))
        for arguments in (["status"], ["models", "--refresh"], ["doctor"], ["keys", "test", "a"]):
            await quick.run(*arguments)
        quick.config.write_text(quick.config.read_text().replace(redirecting.url, elsewhere.url))
        await quick.ask("--provider", "c")
        assert not any(KEY in str(one.headers) for one in elsewhere.requests)
        assert any(KEY in str(one.headers) for one in redirecting.requests)
    assert set(stored(bus)) == {"a", "c"}
    nowhere(quick, KEY)


async def test_a_provider_that_repeats_the_key_does_not_get_it_shown(quick: Quick):
    echo = f"Incorrect API key provided: {KEY}. Bearer {KEY[:14]}"
    replies = [
        body(401, {"error": {"message": echo}}), body(400, {"error": echo}), body(500, echo.encode(), "text/plain"),
        body(200, f"<html><title>{KEY}</title></html>".encode(), "text/html"),
        body(302, b"", Location=f"https://login.example/?k={KEY}"),
    ]  # fmt: skip
    for reply in replies:
        async with Host(reply, models=reply) as host, Host() as good:
            quick.providers(openai("a", host.url), openai("good", good.url))
            await quick.run("keys", "set", "a", stdin=KEY.encode())
            for arguments in (["ask", "hi", "--json"], ["ask", "hi", "--trace"], ["status", "--json"], ["doctor"],
                              ["keys", "test", "a"], ["models"], ["journal", "--json"]):  # fmt: skip
                result = await quick.run(*arguments)
                assert KEY not in result.told
                assert KEY[:14] not in result.told
    nowhere(quick, KEY)


async def test_no_key_is_the_reason_and_it_ends_with_the_key(quick: Quick):
    async with Host() as host:
        quick.providers(
            {"id": "groq", "base_url": "https://api.groq.com/openai/v1", "model": "x"}, openai("a", host.url)
        )
        assert {"provider": "groq", "reason": "no key"} in checked(await quick.ask())["skipped"]
        await quick.run("keys", "set", "groq", stdin=KEY.encode())
        route = (await quick.run("route", "--json")).json
        assert [one["provider"] for one in route["routes"]] == ["groq", "a"]


async def test_anthropic_is_asked_in_its_own_way(quick: Quick):
    said: list[dict[str, Any]] = [
        {"type": "message_start", "message": {"id": "x", "model": "claude-x", "usage": {"input_tokens": 5, "output_tokens": 1}}},
        {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "Par"}},
        {"type": "ping"},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "is"}},
        {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": 2}},
        {"type": "message_stop"},
    ]  # fmt: skip
    wire = "".join(f"event: {one['type']}\ndata: {json.dumps(one)}\n\n" for one in said).encode()
    async with answering(by_path(body(200, wire, "text/event-stream"), lists("claude-x"))) as host:
        quick.providers({"id": "c", "kind": "anthropic", "base_url": host.url, "model": "claude-x"})
        await quick.run("keys", "set", "c", stdin=KEY.encode())
        found = checked(await quick.ask("--system", "Be brief."))
        assert (found["text"], found["model"]) == ("Paris", "claude-x")
        assert found["finish_reason"] in {"stop", "end_turn"}
        assert found["usage"] == {"prompt_tokens": 5, "completion_tokens": 2, "total_tokens": 7}
        [asked] = [one for one in host.requests if one.method == "POST"]
        assert asked.headers["x-api-key"] == KEY
        assert "authorization" not in asked.headers
        assert asked.headers["anthropic-version"]
        assert asked.json["system"]
        assert asked.json["max_tokens"] > 0


# ---------------------------------------------------------------- moving in

A_KEY = {"openrouter", "huggingface"}
HOMES: dict[str, tuple[list[str], set[str]]] = {
    "A_current_three_providers": (["openrouter", "huggingface", "together"], {"openrouter", "huggingface", "together"}),
    "D_tk_fixed_base64": (["openrouter", "huggingface", "together"], {"openrouter", "huggingface", "together"}),
    "E_flask_web": (["openrouter", "huggingface", "together"], {"openrouter", "huggingface", "together"}),
    "H_bridge_exo_plus_hud_plaintext": (["exo", "openrouter"], {"openrouter"}),
    "K_HANDMADE_seed_document_format": (["exo", "openrouter", "huggingface"], {"openrouter", "huggingface"}),
    "M_HANDMADE_edge": (["together", "openrouter"], {"together"}),
}
ITEM = {"source", "name", "id", "kind", "base_url", "key", "enabled", "action", "problem"}


def document(result: Any) -> dict[str, Any]:
    assert result.code == 0, result
    found: dict[str, Any] = json.loads(result.out)
    assert set(found) == {"items", "conversations", "settings", "scrubbed", "kept"}
    assert isinstance(found["conversations"], int)
    for item in found["items"]:
        assert set(item) == ITEM
        assert item["action"] in {"add", "update", "same", "skip"}
        assert item["key"] is None or (item["key"].startswith("…") and len(item["key"]) == 5)
    return found


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", HOMES)
async def test_an_old_home_comes_in_whole_and_only_once(quick: Quick, bus: str, name: str):
    old = quick.home / "old"
    shutil.copytree(LEGACY / name, old)
    before = everything(old)
    wanted, with_keys = HOMES[name]
    looked = document(await quick.run("import", str(old), "--dry-run", "--json"))
    assert not (quick.home / "bridge").exists()
    assert stored(bus) == {}
    assert (await quick.run("import", str(old), "--json")).code == 2
    brought = document(await quick.run("import", str(old), "--yes", "--json"))
    assert [(one["id"], one["action"]) for one in brought["items"]] == [
        (one["id"], one["action"]) for one in looked["items"]
    ]
    assert everything(old) == before
    added = [one["id"] for one in brought["items"] if one["action"] in {"add", "update"}]
    assert set(wanted) <= set(added)
    keys = stored(bus)
    assert set(keys) >= with_keys
    for item in brought["items"]:
        if item["key"]:
            assert item["key"] == f"…{keys[item['id']][-4:]}"
    assert not any(key.startswith(("gAAAA", "Z0FBQ")) for key in keys.values())
    config = quick.config.read_bytes()
    again = document(await quick.run("import", str(old), "--yes", "--json"))
    assert {one["action"] for one in again["items"]} <= {"same", "skip"}
    assert quick.config.read_bytes() == config
    listed = [row["id"] for row in (await quick.run("providers", "list", "--json")).json["providers"]]
    assert [one for one in listed if one in wanted] == wanted
    assert listed[-1] == "embedded"
    assert (await quick.run("config", "check")).code == 0
    nowhere(quick, *keys.values())
    scrubbed = document(await quick.run("import", str(old), "--scrub", "--yes", "--json"))
    left = everything(old)
    assert set(left) == set(before)
    for key in keys.values():
        assert not any(key.encode() in content for content in left.values())
    if with_keys:
        assert scrubbed["scrubbed"]
        assert set(scrubbed["scrubbed"]) <= {str(old / path) for path in before}
    for path, content in before.items():
        if path.endswith(".json"):
            then, now = json.loads(content), json.loads(left[path])
            assert [row.get("name") for row in now["providers"] if isinstance(row, dict)] == [
                row.get("name") for row in then["providers"] if isinstance(row, dict)
            ]
    assert quick.config.read_bytes() == config
    assert stored(bus) == keys


async def test_the_junk_home_is_told_item_by_item(quick: Quick):
    found = document(await quick.run("import", str(LEGACY / "M_HANDMADE_edge"), "--yes", "--json"))
    problems = [one for one in found["items"] if one["problem"]]
    assert len(problems) >= 2
    rows = {row["id"]: row for row in (await quick.run("providers", "list", "--json")).json["providers"]}
    studio = next(row for row in rows.values() if row["base_url"] and "192.168.1.20" in row["base_url"])
    assert studio["base_url"].endswith("/v1")


async def test_a_database_brings_its_chats_and_is_cleared_of_every_old_page(quick: Quick, bus: str):
    old = quick.home / "old"
    old.mkdir()
    with closing(sqlite3.connect(old / "token_manager.db")) as connection:
        connection.executescript(
            "CREATE TABLE providers (id INTEGER PRIMARY KEY, name TEXT, api_key TEXT, provider_type TEXT, status TEXT,"
            " created_at TEXT);"
            "CREATE TABLE conversations (id INTEGER PRIMARY KEY, model_name TEXT, user_message TEXT, ai_response TEXT,"
            " provider_name TEXT, token_usage INTEGER, created_at TEXT);"
            f"INSERT INTO providers VALUES (1, 'OpenRouter', '{KEY}', 'cloud', 'active', '2025-01-01');"
            f"INSERT INTO providers VALUES (2, 'Together AI', '{NEW}', 'cloud', 'disabled', '2025-01-01');"
            "INSERT INTO conversations VALUES (1, 'm', 'Hello?', 'Hi!', 'OpenRouter', 7, '2025-01-01 10:00:00');"
        )
        connection.execute(f"UPDATE providers SET api_key = '{KEY}' || hex(zeroblob(5000)) WHERE id = 1")
        connection.execute(f"UPDATE providers SET api_key = '{KEY}' WHERE id = 1")
        connection.commit()
    found = document(await quick.run("import", str(old), "--yes", "--json"))
    assert found["conversations"] == 1
    assert stored(bus) == {"openrouter": KEY, "together": NEW}
    rows = {row["id"]: row["enabled"] for row in (await quick.run("providers", "list", "--json")).json["providers"]}
    assert (rows["openrouter"], rows["together"]) == (True, False)
    document(await quick.run("import", str(old), "--scrub", "--yes", "--json"))
    for content in everything(old).values():
        assert KEY.encode() not in content
        assert NEW.encode() not in content
    with closing(sqlite3.connect(old / "token_manager.db")) as connection:
        assert connection.execute("SELECT name, api_key FROM providers ORDER BY id").fetchall() == [
            ("OpenRouter", ""), ("Together AI", ""),
        ]  # fmt: skip
        assert connection.execute("SELECT count(*) FROM conversations").fetchone() == (1,)


async def test_without_a_path_home_and_folder_are_looked_at_and_backups_are_cleared_too(quick: Quick, bus: str):
    shutil.copytree(LEGACY / "K_HANDMADE_seed_document_format", quick.home, dirs_exist_ok=True)
    shutil.copy(quick.home / ".token_manager_config.json", quick.home / ".token_manager_config.backup1.json")
    work = quick.home / "work"
    work.mkdir()
    (work / ".env").write_text(f"TOGETHER_API_KEY={KEY}\nOTHER=1\n")
    found = document(await quick.run("import", "--scrub", "--yes", "--json", cwd=work))
    assert {"openrouter", "huggingface", "together"} <= set(stored(bus))
    assert stored(bus)["together"] == KEY
    for path in (
        quick.home / ".token_manager_config.json",
        quick.home / ".token_manager_config.backup1.json",
        work / ".env",
    ):
        assert not any(key.encode() in path.read_bytes() for key in stored(bus).values()), path
    assert "OTHER=1" in (work / ".env").read_text()
    assert len(found["scrubbed"]) >= 3


async def test_an_import_without_a_keyring_loses_nothing(quick: Quick):
    old = quick.home / "old"
    shutil.copytree(LEGACY / "K_HANDMADE_seed_document_format", old)
    before = everything(old)
    env = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}
    result = await quick.run("import", str(old), "--yes", "--scrub", "--json", env=env)
    assert result.code == 1
    assert json.loads(result.out)["error"]["title"]
    assert everything(old) == before
    assert (await quick.run("import", str(old), "--dry-run", "--json", env=env)).code == 0
    assert "keyring" in result.err.lower()


async def test_what_is_exported_has_no_key_and_comes_in_elsewhere(quick: Quick, bus: str, launcher: Launcher):
    quick.providers(
        openai("a", "http://127.0.0.1:9/v1", name="Mine", headers={"X-Title": "t"}), before="[aliases]\nq = ['a:m']\n"
    )
    await quick.run("keys", "set", "a", stdin=KEY.encode())
    printed = await quick.run("export")
    assert printed.code == 0
    json.loads(printed.out)
    target = quick.home / "bundle.json"
    assert (await quick.run("export", str(target))).code == 0
    assert KEY not in printed.out + target.read_text()
    there = Quick(quick.home / "there", launcher, {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"})
    document(await there.run("import", str(target), "--yes", "--json"))
    rows = {row["id"]: row for row in (await there.run("providers", "list", "--json")).json["providers"]}
    assert rows["a"]["base_url"] == "http://127.0.0.1:9/v1"
    assert rows["a"]["name"] == "Mine"
    assert (await there.run("config", "get", "aliases.q", "--json")).json["value"] == ["a:m"]
