"""The config file and the commands that read and change it (cli.md: Config file, base_url, Keys, config, providers)."""

import json
import stat
import tomllib
from typing import Any

import pytest
from tests.cli.program import openai
from tests.live.support.document import checked
from tests.live.support.launcher import Quick
from tests.support.hosts import Host
from tests.support.replies import lists, says

DEAD = "http://127.0.0.1:9/v1"
ODD_IDS = ["my provider", "ü/ö", "a.b", 'quo"te', "it's", "1", "-x", "#1", "a=b", "[x]", "auto", "exo", "ask", "…"]


async def ids(quick: Quick) -> list[str]:
    return [row["id"] for row in (await quick.run("providers", "list", "--json")).json["providers"]]


def kept(quick: Quick) -> Any:
    return tomllib.loads(quick.config.read_text())


async def test_everything_stays_under_its_own_folder(quick: Quick):
    before = {path.relative_to(quick.home) for path in quick.home.rglob("*")}
    await quick.run("providers", "list")
    await quick.run("version")
    await quick.run("config", "path")
    async with Host() as host:
        quick.providers(openai("a", host.url))
        for arguments in (["ask", "hi"], ["status"], ["models"], ["doctor"], ["journal"], ["route"], ["keys", "list"]):
            allowed = {0, 1} if arguments == ["doctor"] else {0}  # 1 where the system has no keyring
            assert (await quick.run(*arguments)).code in allowed, arguments
    made = {path.relative_to(quick.home).parts[0] for path in quick.home.rglob("*")}
    assert made == {"bridge", ".streams"}
    del before
    for path in (quick.home / "bridge").rglob("*"):
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600) or path == quick.config, (path, oct(mode))


async def test_looking_at_settings_writes_nothing(quick: Quick):
    for arguments in (
        ["providers", "list"], ["config", "path"], ["config", "check"], ["config", "get", "routing.failover"],
        ["version"], ["keys", "list"], ["import", "--dry-run", str(quick.home)],
    ):  # fmt: skip
        assert (await quick.run(*arguments)).code == 0, arguments
        assert not quick.config.exists()


@pytest.mark.parametrize("folder", ["with blank", "ümläut", "x" * 120, "a/b/c/"])
async def test_any_folder_will_do(quick: Quick, folder: str):
    env = {"TRAYBRIDGE_HOME": str(quick.home / folder)}
    assert (await quick.run("config", "set", "routing.failover", "false", env=env)).code == 0
    assert (quick.home / folder / "config.toml").exists()
    assert (await quick.run("config", "path", env=env)).out == f"{quick.home / folder / 'config.toml'}\n"
    assert (await quick.run("status", "--json", env=env)).code == 0
    assert (await quick.run("quit", env=env)).code == 4


async def test_a_folder_that_is_named_relative_or_not_at_all(quick: Quick):
    relative = await quick.run("config", "path", env={"TRAYBRIDGE_HOME": "here"})
    assert relative.out.strip() == str(quick.home / "here" / "config.toml")
    unset = await quick.run("config", "path", env={"TRAYBRIDGE_HOME": ""})
    assert unset.code == 0
    assert unset.out.strip().startswith(str(quick.home))
    assert unset.out.strip().endswith("config.toml")


async def test_a_folder_that_cannot_be_written_is_no_reason_not_to_answer(quick: Quick):
    blocked = quick.home / "file"
    blocked.write_text("")
    result = await quick.run("config", "set", "routing.failover", "false", env={"TRAYBRIDGE_HOME": str(blocked)})
    assert result.code == 1
    assert "Traceback" not in result.err


async def test_the_list_in_the_file_is_complete_and_the_starter_model_stands_last(quick: Quick):
    quick.configure("", starter=True)
    assert await ids(quick) == ["exo", "openrouter", "huggingface", "embedded"]
    quick.providers(openai("a", DEAD), starter=True)
    assert await ids(quick) == ["a", "embedded"]
    quick.providers({"id": "embedded", "kind": "embedded"}, openai("a", DEAD), starter=True)
    assert await ids(quick) == ["embedded", "a"]
    quick.providers(openai("a", DEAD))
    assert await ids(quick) == ["a", "embedded"]
    status = (await quick.run("status", "--json")).json
    assert [(row["id"], row["enabled"]) for row in status["providers"]] == [("a", True), ("embedded", False)]


async def test_any_id_can_be_used_everywhere(quick: Quick):
    async with Host(says("Paris")) as host:
        quick.providers(*[openai(name, host.url) for name in ODD_IDS])
        assert (await ids(quick))[:-1] == ODD_IDS
        for name in ODD_IDS:
            assert checked(await quick.ask(f"--provider={name}"))["provider"] == name
            assert (await quick.run("config", "get", f"providers.{name}.model")).out == "m\n"
            assert (await quick.run("providers", "disable", "--", name)).code == 0, name
        assert [row["enabled"] for row in kept(quick)["providers"]] == [False] * (len(ODD_IDS) + 1)
        assert (await quick.run("providers", "enable", "a.b")).code == 0
        assert checked(await quick.ask())["provider"] == "a.b"


async def test_comments_unknown_keys_and_the_rest_of_the_file_survive_every_edit(quick: Quick):
    text = (
        "# my notes\n[routing]\nfailover = true # yes\nfuture = 1\n\n[[providers]] # the first\nid = 'a'\n"
        f"kind = \"openai\"\nbase_url = '{DEAD}'\nmodel = \"m\"\ncolour = 'green'\n\n[unknown]\nx = [1, 2]\n"
    )
    quick.configure(text, starter=True)
    checked_file = await quick.run("config", "check")
    assert checked_file.code == 0
    for word in ("future", "colour", "unknown"):
        assert word in checked_file.err + checked_file.out
    await quick.run("config", "set", "routing.failover", "false")
    await quick.run("providers", "disable", "a")
    await quick.run("providers", "add", "b", "--kind", "exo", "--url", "http://127.0.0.1:9", "--position", "1")
    await quick.run("providers", "remove", "b")
    await quick.run("config", "set", "timeouts.idle", "2.5")
    now = quick.config.read_text()
    for part in ("# my notes", "# yes", "future = 1", "# the first", "colour = 'green'", "[unknown]", "x = [1, 2]"):
        assert part in now, part
    assert kept(quick)["routing"]["failover"] is False
    assert kept(quick)["providers"][0]["enabled"] is False
    assert kept(quick)["timeouts"]["idle"] == 2.5
    json_check = await quick.run("config", "check", "--json")
    assert len(json_check.json["warnings"]) == 3


WRONG: list[tuple[str, int, str, str]] = [
    ('[routing]\n\nfailover = "yes"\n', 3, "failover", "true or false"),
    ("[timeouts]\nconnect = -1\n", 2, "timeouts.connect", "above 0"),
    ('[timeouts]\nconnect = "1"\n', 2, "timeouts.connect", "number"),
    ("[gateway]\nport = 99999\n", 2, "gateway.port", "65535"),
    ("[routing]\npin = 'nobody'\n", 2, "routing.pin", "nobody"),
    ("[[providers]]\nid = 'a'\nkind = 'smoke'\n", 3, "kind", "openai"),
    ("[[providers]]\nid = 'a'\nbase_url = '127.0.0.1:9/v1'\n", 3, "base_url", "http://"),
    ("[[providers]]\nid = 'a'\nbase_url = 'ftp://x/v1'\n", 3, "base_url", "http://"),
    ("[[providers]]\nkind = 'openai'\nbase_url = 'http://x/v1'\n", 1, "id", "text"),
    ("[[providers]]\nid = 'a'\nbase_url = 'http://x/v1'\n[[providers]]\nid = 'a'\nbase_url = 'http://x/v1'\n", 5, "id", "own"),
    ("[[providers]]\nid = 'a'\nbase_url = 'http://x/v1'\nmonthly_cap = -3\n", 4, "monthly_cap", "number"),
    ("[aliases]\nfast = 'a:m'\n", 2, "aliases.fast", "list"),
    ("[aliases]\nfast = ['am']\n", 2, "aliases.fast", "provider:model"),
    ("providers = 3\n", 1, "providers", "[[providers]]"),
    ("[routing\n", 1, "", "TOML"),
    ("[routing]\nfailover = true\nfailover = false\n", 3, "", "twice"),
]  # fmt: skip


async def test_a_wrong_value_is_refused_with_file_key_line_and_what_is_allowed(quick: Quick):
    for text, line, key, words in WRONG:
        quick.configure(text, starter=True)
        for arguments in (["config", "check"], ["ask", "hi"], ["providers", "disable", "a"], ["status", "--json"]):
            result = await quick.run(*arguments)
            assert result.code == 1, (text, arguments)
            assert f"{quick.config}:{line}" in result.err, result.err
            assert key in result.err, result.err
            assert words in result.err, result.err
            if "--json" in arguments:
                assert result.json["error"]["title"]
        assert quick.config.read_text() == text


async def test_get_and_set_agree_on_every_kind_of_value(quick: Quick):
    quick.providers(openai("a", DEAD))
    rows = [
        ("routing.failover", "false", False), ("routing.pin", "a", "a"), ("routing.local_only", "true", True),
        ("routing.free_only", "true", True), ("routing.substitute_models", "true", True),
        ("timeouts.connect", "0.25", 0.25), ("timeouts.total", "7", 7), ("gateway.enabled", "false", False),
        ("gateway.port", "12000", 12000), ("gateway.allowed_origins", '["http://x"]', ["http://x"]),
        ("providers.a.model", "other/model:free", "other/model:free"), ("providers.a.models", '["x", "y"]', ["x", "y"]),
        ("providers.a.monthly_cap", "2.5", 2.5), ("providers.a.free_only", "true", True),
        ("providers.a.headers.X-Title", "Mine", "Mine"), ("aliases.fast", '["a:m"]', ["a:m"]),
        ("providers.a.enabled", "false", False), ("providers.a.name", "Ünser", "Ünser"),
        ("providers.a.request_cap", "0", 0), ("providers.a.ca_file", "/x.pem", "/x.pem"),
    ]  # fmt: skip
    for name, text, value in rows:
        assert (await quick.run("config", "set", name, text)).code == 0, name
        got = await quick.run("config", "get", name)
        assert got.code == 0
        assert got.out == (f"{value}\n" if isinstance(value, str) else f"{json.dumps(value, ensure_ascii=False)}\n"), (
            name
        )
        assert (await quick.run("config", "get", name, "--json")).json["value"] == value, name
    assert kept(quick)["providers"][0]["monthly_cap"] == 2.5
    assert kept(quick)["aliases"] == {"fast": ["a:m"]}
    before = quick.config.read_bytes()
    for name, text, code in (
        ("routing.failover", "maybe", 1), ("routing.nothing", "1", 4), ("nothing", "1", 4), ("routing", "1", 1),
        ("timeouts.connect", "0", 1), ("providers.zz.model", "m", 4), ("providers.a.id", "", 1),
        ("providers.a.kind", "smoke", 1), ("gateway.port", "0", 1), ("aliases.fast", "am", 1),
    ):  # fmt: skip
        result = await quick.run("config", "set", name, text)
        assert result.code == code, (name, result)
        assert result.out == ""
        assert quick.config.read_bytes() == before, name
    assert (await quick.run("config", "get", "routing.nothing")).code == 4
    assert (await quick.run("config", "get", "timeouts.idle")).code == 0


async def test_providers_are_added_edited_moved_and_removed(quick: Quick):
    quick.configure("[[providers]]\nid = 'a'\nbase_url = 'http://127.0.0.1:9/v1'\n", starter=True)
    add = ("providers", "add")
    assert (await quick.run(*add, "groq", "--preset", "groq")).code == 0
    assert (await quick.run(*add, "lab", "--kind", "exo", "--url", "http://127.0.0.1:9", "--position", "1")).code == 0
    assert (await quick.run(*add, "c", "--kind", "anthropic", "--url", DEAD, "--model", "x")).code == 0
    assert (await quick.run(*add, "o", "--kind", "openai", "--url", DEAD, "--model", "x", "--position", "2")).code == 0
    assert await ids(quick) == ["lab", "o", "a", "groq", "c", "embedded"]
    assert [row["id"] for row in kept(quick)["providers"]][:5] == ["lab", "o", "a", "groq", "c"]
    assert kept(quick)["providers"][4] | {"name": 0} == {
        "id": "c",
        "kind": "anthropic",
        "base_url": DEAD,
        "model": "x",
        "name": 0,
    }
    assert (await quick.run("providers", "move", "c", "1")).code == 0
    assert (await quick.run("providers", "move", "lab", "99")).code == 0
    assert (await ids(quick))[0] == "c"
    assert (await quick.run("providers", "edit", "o", "--url", "http://127.0.0.1:8/v1", "--model", "y")).code == 0
    listed = {row["id"]: row for row in (await quick.run("providers", "list", "--json")).json["providers"]}
    assert (listed["o"]["base_url"], listed["o"]["model"]) == ("http://127.0.0.1:8/v1", "y")
    assert (await quick.run("providers", "remove", "o")).code == 0
    assert (await quick.run("providers", "remove", "o")).code == 4
    for name in ("disable", "enable"):
        assert (await quick.run("providers", name, "a")).code == 0
        assert (await quick.run("providers", name, "embedded")).code == 0
        assert (await quick.run("providers", name, "nobody")).code == 4
        row = next(
            row for row in (await quick.run("providers", "list", "--json")).json["providers"] if row["id"] == "a"
        )
        assert row["enabled"] is (name == "enable")
    plain = await quick.run("providers", "list")
    assert all(name in plain.out for name in ("c", "a", "groq", "lab", "embedded"))


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["providers"], 2), (["providers", "add"], 2), (["providers", "add", "x"], 2),
        (["providers", "add", "x", "--preset", "nowhere"], 4), (["providers", "add", "a", "--kind", "openai", "--url", DEAD], 1),
        (["providers", "add", "x", "--kind", "smoke", "--url", DEAD], 2),
        (["providers", "add", "x", "--kind", "openai", "--url", "localhost/v1"], 1),
        (["providers", "move", "a", "zero"], 2), (["providers", "move", "a", "0"], 2), (["providers", "edit", "a"], 2),
        (["providers", "test", "nobody"], 4), (["nothing"], 2), (["ask"], 2), (["ask", "hi", "--nothing"], 2),
        (["config"], 2), (["config", "get"], 2), (["config", "set", "routing.failover"], 2), (["keys"], 2),
        (["keys", "set"], 2), (["keys", "set", "nobody"], 4), (["keys", "test", "nobody"], 4), (["exo", "load"], 2),
        (["exo", "status"], 4), (["ask", "hi", "--provider", "nobody"], 4), (["route", "--provider", "nobody"], 4),
        (["import", "/no/such/path", "--yes"], 4), (["login", "maybe"], 2), (["status", "now"], 2), (["version", "x"], 2),
        (["journal", "--follow"], 2), (["usage", "--days", "x"], 2), (["open"], 4), (["quit"], 4),
    ],
)  # fmt: skip
async def test_a_command_that_cannot_be_done_says_so_with_its_code(quick: Quick, arguments, code):
    quick.providers(openai("a", DEAD))
    before = quick.config.read_bytes()
    result = await quick.run(*arguments)
    assert result.code == code, result
    assert result.out == ""
    assert result.err.strip()
    assert "usage: -" not in result.err
    assert quick.config.read_bytes() == before


@pytest.mark.parametrize(
    "arguments", [["--help"], ["-h"], ["help"], ["ask", "--help"], ["providers", "--help"], ["providers", "add", "--help"],
                  ["keys", "--help"], ["exo", "--help"], ["import", "-h"], ["version"], ["--version"]],
)  # fmt: skip
async def test_help_is_on_stdout_and_exits_0(quick: Quick, arguments):
    result = await quick.run(*arguments)
    assert (result.code, result.err) == (0, "")
    assert result.out.strip()


KEY = "sk-made-up-abcdef0123456789"


async def test_no_keyring_is_no_error_for_asking_and_a_clear_one_for_storing(quick: Quick):
    async with Host() as host:
        quick.providers(openai("a", host.url), {"id": "groq", "base_url": "https://api.groq.com/openai/v1"})
        for env in ({}, {"DBUS_SESSION_BUS_ADDRESS": ""}, {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}):
            assert checked(await quick.ask(env=env))["provider"] == "a"
            stored = await quick.run("keys", "set", "a", stdin=KEY.encode(), env=env)
            assert stored.code == 1
            assert "keyring" in stored.err.lower()
            listed = await quick.run("keys", "list", "--json", env=env)
            assert listed.code == 0
            assert (await quick.run("keys", "list", env=env)).code == 0
            assert (await quick.run("keys", "test", "groq", env=env)).code == 1
            for result in (stored, listed):
                assert KEY not in result.told
        assert (await quick.run("keys", "set", "a", stdin=b"\n")).code == 2
        assert (await quick.run("keys", "set", "a", stdin=b"")).code == 2
        assert (await quick.run("keys", "set", "a", stdin=b"sk-one two\n")).code == 2
        assert all("authorization" not in one.headers for one in host.requests)
    assert not any(
        KEY.encode() in path.read_bytes() for path in quick.home.rglob("*") if path.is_file() and path.name != "in"
    )


@pytest.mark.parametrize(
    "arguments", [["a", KEY], ["a", "--key", KEY], ["a", f"--key={KEY}"], [KEY], [KEY, "a"], ["--", "a", KEY]]
)
@pytest.mark.parametrize("verb", ["set", "rotate", "delete", "test"])
async def test_a_key_in_the_arguments_is_refused_and_not_repeated(quick: Quick, verb: str, arguments: list[str]):
    quick.providers(openai("a", DEAD))
    result = await quick.run("keys", verb, *arguments, stdin=KEY.encode())
    assert result.code == 2
    assert result.out == ""
    assert KEY not in result.err
    assert KEY[3:] not in result.err


async def test_an_id_that_looks_like_a_key_is_one_all_the_same(quick: Quick):
    names = ["hf-router2", "a-provider-with-a-name-that-is-longer-than-any-key-0123456789"]
    quick.providers(*[openai(name, DEAD) for name in names])
    for name in names:
        result = await quick.run("keys", "set", name, stdin=KEY.encode())
        assert result.code == 1
        assert "keyring" in result.err
        assert (await quick.run("providers", "disable", name)).code == 0
        assert (await quick.run("ask", "hi", "--provider", name)).code == 3


async def test_models_tells_what_can_be_asked_for(quick: Quick):
    async with Host(models=lists("x", "y")) as host, Host(models=lists("z")) as off:
        quick.providers(openai("a", host.url), openai("off", off.url, enabled=False), openai("dead", DEAD))
        found = await quick.run("models", "--json")
        rows = {row["id"]: row for row in found.json["providers"]}
        assert [model["id"] for model in rows["a"]["models"]] == ["m", "x", "y"]
        assert all(model["ready"] is True for model in rows["a"]["models"])
        assert all(model["ready"] is False for model in rows["dead"]["models"])
        assert rows["dead"]["reason"]
        assert off.requests == []
        plain = await quick.run("models")
        assert plain.code == 0
        assert all(word in plain.out for word in ("a", "x", "y"))
        asked = len(host.requests)
        await quick.run("models", "--refresh")
        assert len(host.requests) > asked
        assert host.chats == []


async def test_a_file_that_is_a_link_stays_one(quick: Quick):
    real = quick.home / "elsewhere.toml"
    real.write_text("# mine\n")
    quick.config.parent.mkdir()
    quick.config.symlink_to(real)
    assert (await quick.run("config", "set", "routing.failover", "false")).code == 0
    assert quick.config.is_symlink()
    assert tomllib.loads(real.read_text()) == {"routing": {"failover": False}}
    assert "# mine" in real.read_text()
