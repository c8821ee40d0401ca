"""Settings, providers and keys from the command line: checked before they are written, told to whoever runs."""

import asyncio
import tomllib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from tests.cli.program import Program, openai
from tests.support.hosts import Host

KEY = "sk-made-up-0123456789abcdef"


@pytest.fixture
async def program(tmp_path: Path) -> AsyncIterator[Program]:
    made = Program(tmp_path)
    yield made
    await made.aclose()


def written(program: Program) -> dict[str, Any]:
    return tomllib.loads(program.config.read_text())


# ---------------------------------------------------------------- config


async def test_path_and_check_before_there_is_a_file(program: Program):
    assert (await program.run("config", "path")).out == f"{program.config}\n"
    assert (await program.run("config", "check")).code == 0
    assert not program.config.exists()


async def test_a_setting_is_written_and_read_back_with_its_neighbours_untouched(program: Program):
    program.configure("# mine\n[routing]\nfailover = true # keep\n")
    result = await program.run("config", "set", "routing.failover", "false")
    assert (result.code, result.out) == (0, "routing.failover = false\n")
    assert program.config.read_text().startswith("# mine\n[routing]\nfailover = false # keep\n")
    assert (await program.run("config", "get", "routing.failover", "--json")).json == {
        "name": "routing.failover",
        "value": False,
    }
    assert (await program.run("config", "get", "timeouts.connect")).out == "null\n"


@pytest.mark.parametrize(
    ("name", "value", "code", "words"),
    [
        ("routing.failover", "maybe", 1, "true or false"),
        ("timeouts.connect", "-1", 1, "above 0"),
        ("gateway.port", "99999", 1, "65535"),
        ("routing.pin", "nobody", 1, "nobody"),
        ("routing.fallover", "true", 4, "failover"),
        ("providers.nobody.model", "m", 4, "nobody"),
        ("providers.a.base_url", "example.com/v1", 1, "http://"),
    ],
)
async def test_a_wrong_setting_is_refused_and_nothing_is_written(program: Program, name, value, code, words):
    program.providers(openai("a", "http://127.0.0.1:9/v1"))
    before = program.config.read_bytes()
    result = await program.run("config", "set", name, value)
    assert result.code == code
    assert words in result.err
    assert program.config.read_bytes() == before


# ---------------------------------------------------------------- providers


async def test_adding_to_a_fresh_file_keeps_the_defaults_and_their_order(program: Program):
    added = await program.run("providers", "add", "mine", "--kind", "openai", "--url", "http://127.0.0.1:9/v1")
    assert added.code == 0
    listed = (await program.run("providers", "list", "--json")).json["providers"]
    assert [row["id"] for row in listed] == ["exo", "openrouter", "huggingface", "mine", "embedded"]
    assert [row["position"] for row in listed] == [1, 2, 3, 4, 5]


async def test_a_key_that_others_could_read_is_warned_of_when_its_provider_is_added_or_moved(program: Program):
    added = await program.run("providers", "add", "far", "--kind", "openai", "--url", "http://llm.example/v1")
    assert "unencrypted" in added.err
    mended = await program.run("providers", "edit", "far", "--url", "https://llm.example/v1")
    assert "unencrypted" not in mended.err
    assert "unencrypted" in (await program.run("providers", "edit", "far", "--url", "http://llm.example/v1")).err
    near = await program.run("providers", "add", "near", "--kind", "openai", "--url", "http://192.168.1.5/v1")
    assert "unencrypted" not in near.err


async def test_a_default_row_can_be_added_by_its_own_name_once(program: Program):
    first = await program.run("providers", "add", "openrouter", "--preset", "openrouter", "--model", "x/y")
    again = await program.run("providers", "add", "openrouter", "--preset", "openrouter")
    assert first.code == 0
    assert "keys set openrouter" in first.err
    assert again.code == 1
    assert "providers edit openrouter" in again.err
    assert [row["id"] for row in written(program)["providers"]].count("openrouter") == 1


async def test_position_move_disable_edit_and_remove(program: Program):
    program.providers(openai("a", "http://127.0.0.1:9/v1"), openai("b", "http://127.0.0.1:9/v1"))
    await program.run(
        "providers", "add", "first", "--kind", "exo", "--url", "http://127.0.0.1:9", "--position", "1", "--name", "Lab"
    )
    assert (await program.run("providers", "move", "b", "2")).out == "first > b > a > embedded\n"
    await program.run("providers", "disable", "a")
    edited = await program.run("providers", "edit", "b", "--model", "other", "--monthly-cap", "5", "--free-only")
    assert edited.code == 0
    await program.run("providers", "remove", "a")
    rows = {row["id"]: row for row in (await program.run("providers", "list", "--json")).json["providers"]}
    assert list(rows) == ["first", "b", "embedded"]
    assert (rows["b"]["model"], rows["b"]["monthly_cap"], rows["b"]["free_only"]) == ("other", 5.0, True)
    assert rows["first"]["name"] == "Lab"


async def test_removing_the_last_one_does_not_bring_the_defaults_back(program: Program):
    program.configure('[[providers]]\nid = "a"\nbase_url = "http://127.0.0.1:9/v1"\n', starter=True)
    await program.run("providers", "remove", "a")
    assert [row["id"] for row in (await program.run("providers", "list", "--json")).json["providers"]] == ["embedded"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["add", "x"], 2, "--preset NAME"),
        (["add", "x", "--preset", "nowhere"], 4, "openrouter"),
        (["add", "x", "--kind", "smoke", "--url", "http://127.0.0.1:9"], 2, "openai, exo, anthropic"),
        (["add", "x", "--kind", "openai", "--url", "127.0.0.1:9/v1"], 1, "http://"),
        (["add", "x", "--kind", "openai", "--url", f"http://me:{KEY}@127.0.0.1/v1"], 1, "user name or a key"),
        (["add", "x", "--preset", "openai", "--position", "0"], 2, "1 is asked first"),
        (["edit", "a"], 2, "--help"),
        (["edit", "nobody", "--model", "m"], 4, "There is no provider “nobody”"),
        (["edit", "a", "--monthly-cap", "much"], 1, "US dollars"),
        (["remove", "embedded"], 1, "providers disable embedded"),
        (["enable", "nobody"], 4, "nobody"),
        (["move", "a", "one"], 2, "POSITION"),
        (["frobnicate"], 2, "no command"),
    ],
)
async def test_a_wrong_edit_is_refused_in_words_and_nothing_is_written(program: Program, arguments, code, words):
    program.providers(openai("a", "http://127.0.0.1:9/v1"))
    before = program.config.read_bytes()
    result = await program.run("providers", *arguments)
    assert result.code == code
    assert words in result.err
    assert KEY not in result.err
    assert program.config.read_bytes() == before


async def test_testing_a_provider_costs_nothing_and_tells_by_its_exit_code(program: Program):
    async with Host() as host:
        program.providers(openai("a", host.url), openai("dead", "http://127.0.0.1:9/v1"))
        good = await program.run("providers", "test", "a", "--json")
        bad = await program.run("providers", "test", "dead")
        assert not host.chats
    assert (good.code, good.json["usable"], good.json["models"]) == (0, True, 1)
    assert bad.code == 1
    assert "Nothing answers at 127.0.0.1:9" in bad.out


async def test_commands_at_the_same_time_lose_no_edit(program: Program):
    program.providers(*[openai(f"p{number}", "http://127.0.0.1:9/v1") for number in range(4)])
    results = await asyncio.gather(*(program.run("providers", "disable", f"p{number}") for number in range(4)))
    assert [result.code for result in results] == [0, 0, 0, 0]
    assert [row["enabled"] for row in written(program)["providers"]] == [False] * 5


# ---------------------------------------------------------------- keys


@pytest.mark.parametrize(
    "arguments",
    [
        ["set", "a", KEY],
        ["set", "a", "--key", KEY],
        ["set", "a", f"--key={KEY}"],
        ["set", f"--key={KEY}", "a"],
        ["set", KEY],
        ["set", KEY, "a"],
        ["rotate", "a", KEY],
        ["delete", "a", KEY],
        ["test", "a", KEY],
        [KEY],
    ],
)
async def test_a_key_in_the_arguments_is_refused_and_not_repeated(program: Program, arguments):
    program.providers(openai("a", "http://127.0.0.1:9/v1"))
    result = await program.run("keys", *arguments, stdin=KEY.encode())
    assert result.code == 2
    assert result.out == ""
    assert result.err
    assert KEY not in result.err
    assert KEY[:12] not in result.err


async def test_no_message_anywhere_repeats_a_key_in_the_wrong_place(program: Program):
    program.providers(openai("a", "http://127.0.0.1:9/v1"))
    for arguments in ([KEY], ["ask", "hi", KEY], ["ask", "hi", "-p", KEY], ["providers", "test", KEY], ["route", KEY]):
        result = await program.run(*arguments)
        assert result.code in {2, 4}
        assert KEY not in result.out + result.err


@pytest.mark.parametrize(
    ("stdin", "code", "words"),
    [
        (b"", 2, "The key is empty"),
        (b"\n", 2, "The key is empty"),
        (f"{KEY[:10]}\n{KEY[10:]}\n".encode(), 2, "line break"),
        (f"{KEY[:10]} {KEY[10:]}\n".encode(), 2, "blank"),
        (f"{KEY}\n".encode(), 1, "no keyring"),
        (f"  {KEY} \r\n".encode(), 1, "no keyring"),
    ],
)
async def test_a_key_from_stdin_is_checked_and_needs_a_keyring(program: Program, stdin, code, words):
    program.providers(openai("a", "http://127.0.0.1:9/v1"))
    before = program.config.read_bytes()
    result = await program.run("keys", "set", "a", stdin=stdin)
    assert result.code == code
    assert words in result.err
    assert KEY not in result.out + result.err
    assert program.config.read_bytes() == before


async def test_who_needs_no_key_gets_none_and_an_unknown_id_is_not_found(program: Program):
    program.providers({"id": "exo", "kind": "exo", "base_url": "http://127.0.0.1:9"})
    refused = await program.run("keys", "set", "exo", stdin=KEY.encode())
    unknown = await program.run("keys", "set", "nobody", stdin=KEY.encode())
    assert (refused.code, unknown.code) == (1, 4)
    assert "takes no key" in refused.err


async def test_the_list_of_keys_names_everybody_and_says_that_there_is_no_keyring(program: Program):
    program.providers(
        openai("a", "http://127.0.0.1:9/v1"),
        {"id": "groq", "kind": "openai", "base_url": "https://api.groq.com/openai/v1"},
    )
    result = await program.run("keys", "list", "--json")
    assert result.code == 0
    assert {row["provider"]: row["state"] for row in result.json["keys"]} == {
        "a": "none, and none is needed",
        "groq": "no key",
        "embedded": "needs none",
    }
    assert "no keyring" in result.json["keyring"]
