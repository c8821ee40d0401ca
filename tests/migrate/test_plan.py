"""What an import would do: order, gaps, duplicates, keys that differ, and nothing the second time."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.migrate.conftest import HUGGINGFACE, OPENROUTER, OTHER, TOGETHER, Home

from traybridge.core.config import Config, ProviderConfig, check_config, default_providers, from_preset
from traybridge.core.i18n import msg
from traybridge.core.presets import PRESETS
from traybridge.core.secret import Secret
from traybridge.migrate import token_manager
from traybridge.migrate.findings import Findings, FoundProvider, KeyLocation, OldConversation, Problem
from traybridge.migrate.plan import ImportPlan, plan
from traybridge.migrate.provider_mapping import row_of

ROW = {row.id: from_preset(row) for row in PRESETS if row.id != "custom"}


def found(row: ProviderConfig | None, key: str = "", **changes: Any) -> FoundProvider:
    values: dict[str, Any] = {"source": "a", "reader": "r", "name": row.label if row else "", "row": row}
    return FoundProvider(**(values | {"key": Secret(key) if key else None} | changes))


def again(findings: Findings, first: ImportPlan, *, replace_keys: bool = False) -> ImportPlan:
    return plan(findings, first.config, first.keys, replace_keys=replace_keys)


def actions(result: ImportPlan) -> list[tuple[str | None, str]]:
    return [(item.id, item.action) for item in result.items]


def test_a_fresh_config_gets_the_imported_and_keeps_its_defaults(example):
    findings = token_manager.read(example("A") / ".token_manager_config.json", {})
    result = plan(findings, Config(), {})
    assert actions(result) == [("openrouter", "add"), ("huggingface", "add"), ("together", "add")]
    assert [row.id for row in result.config.providers] == ["exo", "openrouter", "huggingface", "together"]
    assert result.config.providers[1].key_origin == "https://openrouter.ai:443"
    assert [item.key for item in result.items] == ["…0001", "…LE02", "…xa03"]
    assert sorted(result.keys) == ["huggingface", "openrouter", "together"]
    check_config(result.config)


@pytest.mark.parametrize("letter", ["A", "D", "H", "K", "M"])
def test_the_second_import_of_every_example_changes_nothing(example, letter):
    findings = token_manager.read(example(letter) / ".token_manager_config.json", {})
    first = plan(findings, Config(), {})
    assert first.config != Config()
    second = again(findings, first)
    assert second.config == first.config
    assert not second.keys
    assert {item.action for item in second.items} <= {"same", "skip"}
    assert [item.problem for item in second.items] == [item.problem for item in first.items]


def test_the_order_is_exo_then_priority_then_the_files(example):
    findings = token_manager.read(example("M") / ".token_manager_config.json", {})
    result = plan(findings, Config(), {})
    ids = [row.id for row in result.config.providers]
    assert ids == ["exo", "my-lm-studio", "together", "openrouter", "huggingface"]


def test_exo_of_the_old_file_stands_first_wherever_it_stood():
    late = found(row_of("Exo Local", "http://mac.local:8000"), priority=50)
    result = plan(Findings((found(ROW["openrouter"], OPENROUTER, priority=1), late)), Config(), {})
    assert [row.id for row in result.config.providers] == ["exo", "openrouter", "huggingface"]
    assert result.config.providers[0].base_url == "http://mac.local:52415"


def test_who_did_not_prefer_local_gets_the_cloud_first():
    findings = Findings((found(ROW["openrouter"], OPENROUTER),), settings=(("prefer_local", False),))
    result = plan(findings, Config(), {})
    assert [row.id for row in result.config.providers] == ["openrouter", "huggingface", "exo"]
    assert result.settings == {"prefer_local": False}
    assert again(findings, result).config == result.config


def test_the_junk_example_line_by_line(example):
    findings = token_manager.read(example("M") / ".token_manager_config.json", {})
    items = plan(findings, Config(), {}).items
    assert [item.action for item in items] == ["add", "skip", "add", "add", "skip", "skip"]
    assert "traybridge keys set openrouter" in items[0].problem
    assert "listed twice" in items[1].problem
    assert (items[3].kind, items[3].base_url, items[3].key) == ("openai", "http://192.168.1.20:1234/v1", None)
    assert "no object" in items[4].problem
    assert (items[4].id, items[4].kind, items[4].base_url) == (None, None, None)
    assert "current_provider_index" in items[5].problem


def test_what_is_set_here_stays_and_only_gaps_are_filled():
    mine = replace(ROW["openrouter"], enabled=False, model="mine", headers={"X-Title": "mine"}, request_cap=2.0)
    theirs = replace(
        ROW["openrouter"], model="theirs", headers={"X-Title": "x", "X-A": "b"}, request_cap=1.0, free_only=True
    )
    findings = Findings((found(theirs, OPENROUTER, enabled=True),))
    result = plan(findings, Config(providers=(mine,)), {"openrouter": Secret(OPENROUTER)})
    (row,) = result.config.providers
    assert (row.enabled, row.model, row.models, row.request_cap) == (False, "mine", ("theirs",), 2.0)
    assert row.headers == {"X-Title": "mine", "X-A": "b"}
    assert row.free_only
    assert result.items[0].action == "update"


def test_a_provider_that_had_no_key_yet_takes_its_state_from_the_old_tool():
    findings = Findings((found(ROW["openrouter"], OPENROUTER, enabled=False),))
    result = plan(findings, Config(providers=(ROW["openrouter"],)), {})
    assert not result.config.providers[0].enabled
    assert result.items[0].action == "update"
    assert not plan(findings, Config(), {}).config.providers[1].enabled


def test_a_source_that_says_nothing_about_it_switches_nothing_on():
    off = replace(ROW["openrouter"], enabled=False)
    result = plan(Findings((found(ROW["openrouter"], OPENROUTER),)), Config(providers=(off,)), {})
    assert not result.config.providers[0].enabled


def test_a_stored_key_that_differs_is_replaced_only_when_that_was_confirmed():
    findings = Findings((found(ROW["openrouter"], OPENROUTER),))
    config = Config(providers=(ROW["openrouter"],))
    stored = {"openrouter": Secret(OTHER)}
    kept = plan(findings, config, stored)
    assert (kept.items[0].action, dict(kept.keys), kept.config) == ("skip", {}, config)
    assert "…0004" in kept.items[0].problem
    assert "traybridge keys set openrouter" in kept.items[0].problem
    replaced = plan(findings, config, stored, replace_keys=True)
    assert (replaced.items[0].action, dict(replaced.keys)) == ("update", {"openrouter": Secret(OPENROUTER)})
    assert "Replaces the stored key …0004" in replaced.items[0].problem


def test_of_several_sources_the_first_wins_the_second_fills_the_gap_the_third_is_named():
    findings = Findings(
        (
            found(ROW["openrouter"], source="old file"),
            found(ROW["openrouter"], OPENROUTER, source=".env"),
            found(ROW["openrouter"], OTHER, source="environment"),
            found(ROW["openrouter"], OPENROUTER, source="llm"),
        )
    )
    first = plan(findings, Config(), {}, replace_keys=True)
    assert [item.action for item in first.items] == ["add", "update", "skip", "same"]
    assert first.keys == {"openrouter": Secret(OPENROUTER)}
    assert ".env" in first.items[2].problem
    second = again(findings, first, replace_keys=True)
    assert [item.action for item in second.items] == ["same", "same", "skip", "same"]
    assert second.config == first.config
    assert not second.keys


def test_the_same_name_at_another_address_is_another_provider_with_another_account():
    proxy = row_of("OpenRouter", "https://proxy.example.com/v1")
    result = plan(Findings((found(proxy, OTHER), found(ROW["openrouter"], OPENROUTER))), Config(), {})
    assert result.keys == {"openrouter-2": Secret(OTHER), "openrouter": Secret(OPENROUTER)}
    assert {row.id: row.base_url for row in result.config.providers}["openrouter-2"] == "https://proxy.example.com/v1"


def test_a_key_left_in_the_keyring_for_another_address_is_not_sent_to_a_new_one():
    work = row_of("Work", "https://new.example.com/v1")
    stored = {"work": Secret(OTHER)}
    assert [item.id for item in plan(Findings((found(work),)), Config(), stored).items] == ["work-2"]
    assert [item.id for item in plan(Findings((found(work, OPENROUTER),)), Config(), stored).items] == ["work-2"]
    resumed = plan(Findings((found(work, OTHER),)), Config(), stored)
    assert ([item.id for item in resumed.items], dict(resumed.keys)) == (["work"], {})


def test_two_accounts_at_one_address_are_told_apart_by_their_keys():
    rows = (replace(ROW["openrouter"], id="private"), replace(ROW["openrouter"], id="work"))
    stored = {"private": Secret(OPENROUTER), "work": Secret(OTHER)}
    result = plan(Findings((found(ROW["openrouter"], OTHER),)), Config(providers=rows), stored)
    assert actions(result) == [("work", "same")]


def test_a_key_that_was_given_for_another_address_is_given_for_this_one_now():
    moved = replace(ROW["openrouter"], key_origin="https://elsewhere.example.com:443")
    findings = Findings((found(ROW["openrouter"], OPENROUTER),))
    result = plan(findings, Config(providers=(moved,)), {"openrouter": Secret(OPENROUTER)})
    assert result.config.providers[0].key_origin == "https://openrouter.ai:443"
    assert (result.items[0].action, dict(result.keys)) == ("update", {})


def test_exo_never_gets_a_key():
    result = plan(Findings((found(ROW["exo"], OTHER),)), Config(), {})
    assert not result.keys
    assert "takes no key" in result.items[0].problem


def test_a_lost_key_asks_for_a_new_one_unless_one_is_there():
    lost = found(ROW["openrouter"], lost_key=True, problem="the key is encrypted")
    asked = plan(Findings((lost,)), Config(), {}).items[0]
    assert "enter the key again: traybridge keys set openrouter" in asked.problem
    there = plan(Findings((lost,)), Config(), {"openrouter": Secret(OPENROUTER)}).items[0]
    assert "the stored one is used" in there.problem


def test_a_backup_gives_a_lost_key_back_and_adds_nothing_else():
    lost = found(ROW["openrouter"], lost_key=True, problem="the key is encrypted")
    copies = (
        found(ROW["openrouter"], OPENROUTER, source="copy", backup=True),
        found(ROW["openrouter"], OTHER, source="older copy", backup=True),
        found(ROW["together"], TOGETHER, source="copy", backup=True),
    )
    findings = Findings((lost, *copies))
    result = plan(findings, Config(), {})
    assert [(item.source, item.action) for item in result.items] == [("a", "add"), ("copy", "update")]
    assert result.keys == {"openrouter": Secret(OPENROUTER)}
    assert "together" not in {row.id for row in result.config.providers}
    assert not plan(Findings((found(ROW["openrouter"]), *copies)), Config(), {}).keys


def test_an_existing_list_keeps_its_order_and_new_ones_find_their_place():
    listed = (ROW["exo"], ROW["groq"], replace(ROW["mistral"], enabled=False))
    findings = Findings(
        (
            found(ROW["deepseek"], OTHER),
            found(row_of("Exo Local", "http://mac.local:8000")),
            found(ROW["together"], TOGETHER, priority=1),
        )
    )
    result = plan(findings, Config(providers=listed), {})
    assert [row.id for row in result.config.providers] == ["exo", "exo-2", "groq", "mistral", "together", "deepseek"]
    embedded = ProviderConfig(id="embedded", kind="embedded", enabled=False)
    with_embedded = plan(findings, Config(providers=(*listed, embedded)), {})
    assert [row.id for row in with_embedded.config.providers][-2:] == ["deepseek", "embedded"]


def test_nothing_found_leaves_a_fresh_config_fresh():
    result = plan(Findings(problems=(Problem("x", msg("it is empty")),)), Config(), {})
    assert result.config == Config()
    assert [(item.source, item.action, item.problem) for item in result.items] == [("x", "skip", "It is empty")]


def test_settings_are_set_where_nothing_was_set_here():
    wishes = (
        ("routing.failover", False),
        ("timeouts.first_content", 30),
        ("timeouts.connect", -1),
        ("nobody.knows", 1),
    )
    result = plan(Findings(settings=wishes), Config(), {})
    assert not result.config.routing.failover
    assert result.config.timeouts.first_content == 30
    assert result.settings == {"routing.failover": False, "timeouts.first_content": 30}
    assert len([item for item in result.items if "not taken over" in item.problem]) == 2
    mine = replace(Config(), timeouts=replace(Config().timeouts, first_content=99))
    kept = plan(Findings(settings=wishes), mine, {})
    assert kept.config.timeouts.first_content == 99
    assert any("stays as it is set here" in item.problem for item in kept.items)


def test_other_names_and_fallbacks_become_aliases():
    findings = Findings(
        (
            found(ROW["openrouter"], OPENROUTER, aliases=(("gpt", "openai/gpt-4o"), ("x", "x"))),
            found(ROW["anthropic"], OTHER, aliases=(("claude", "claude-sonnet-4-5"),)),
        ),
        fallbacks=(("gpt", ("claude", "nobody")),),
    )
    result = plan(findings, Config(), {})
    assert result.config.aliases == {
        "gpt": ("openrouter:openai/gpt-4o", "anthropic:claude-sonnet-4-5"),
        "claude": ("anthropic:claude-sonnet-4-5",),
    }
    assert again(findings, result).config == result.config
    mine = Config(aliases={"gpt": ("openai:mine",)})
    assert plan(findings, mine, {}).config.aliases["gpt"] == ("openai:mine",)


def test_a_key_pasted_as_a_name_is_not_shown():
    row = replace(row_of("x", "https://h/v1"), id="x")
    (item,) = plan(Findings((found(row, OTHER, name=f"my {OTHER}"),)), Config(), {}).items
    assert item.name == "my …"


def test_a_key_pasted_elsewhere_does_not_reach_the_config():
    named = row_of(OTHER, "https://h.example.com/v1")
    header = replace(row_of("Work", "https://w.example.com/v1"), headers={"X-Team": f"a {OTHER}", "X-A": "b"})
    address = row_of("Path", f"https://p.example.com/{OTHER}/v1")
    result = plan(Findings(tuple(found(row, OTHER) for row in (named, header, address))), Config(), {})
    assert [item.id for item in result.items] == ["h.example.com", "work", None]
    assert "holds the key" in result.items[2].problem
    assert OTHER not in repr(result.config)
    assert OTHER.lower() not in repr(result.items).lower()


def test_one_server_written_in_two_ways_is_one_provider():
    mine = replace(ROW["ollama"], base_url="http://localhost:11434/v1/")
    result = plan(
        Findings((found(ROW["ollama"]), found(row_of("Box", "http://localhost:11434")))), Config(providers=(mine,)), {}
    )
    assert [item.id for item in result.items] == ["ollama", "ollama"]


def test_marks_name_the_account_of_each_place():
    place = KeyLocation(Path("f"), "providers[0].api_key", Secret(OTHER), Secret(OTHER))
    findings = Findings(
        (
            found(ROW["openrouter"], OPENROUTER),
            found(ROW["openrouter"], OTHER, places=(place,), backup=True),
            found(None, OTHER, places=(place,), name="?"),
        )
    )
    marks = plan(findings, Config(), {}).marks
    assert [(mark.account, mark.backup, mark.name) for mark in marks] == [
        ("openrouter", True, "OpenRouter"),
        (None, False, "?"),
    ]


def test_no_repr_shows_a_key(example):
    findings = token_manager.read(example("A") / ".token_manager_config.json", {})
    text = repr(findings) + repr(plan(findings, Config(), {}))
    assert "EXAMPLE" not in text


_ROWS = st.sampled_from([*ROW.values(), row_of("Work", "https://h/v1"), row_of("Work", "https://g/v1"), None])
_FOUND = st.builds(
    FoundProvider,
    source=st.sampled_from(["a", "b"]),
    reader=st.just("r"),
    name=st.text(max_size=5),
    row=_ROWS,
    key=st.sampled_from([None, Secret(OPENROUTER), Secret(HUGGINGFACE), Secret(OTHER)]),
    enabled=st.sampled_from([None, True, False]),
    priority=st.sampled_from([0.0, 1.0, 999.0, -5.0]),
    backup=st.booleans(),
    lost_key=st.booleans(),
)
_LISTED = st.lists(st.sampled_from([*ROW.values(), *default_providers()]), max_size=4, unique_by=lambda row: row.id)


@given(st.lists(_FOUND, max_size=8), _LISTED, st.booleans(), st.booleans())
def test_importing_twice_is_importing_once(many, listed, replace_keys, prefer_local):
    findings = Findings(tuple(many), settings=(("prefer_local", prefer_local),))
    before = {"openrouter": Secret(TOGETHER)}
    first = plan(findings, Config(providers=tuple(listed)), before, replace_keys=replace_keys)
    check_config(first.config)
    second = plan(findings, first.config, {**before, **first.keys}, replace_keys=replace_keys)
    assert second.config == first.config
    assert not second.keys
    assert {item.action for item in second.items} <= {"same", "skip"}


def test_home_is_only_read(home: Home):
    home.config({"name": "OpenRouter", "api_key": OPENROUTER})
    before = home.files()
    plan(token_manager.read(home / ".token_manager_config.json", {}), Config(), {})
    assert home.files() == before


def test_a_plan_tells_whether_it_brings_something():
    """Settings alone are something, too; what is here already is nothing."""
    settings = Findings(settings=(("routing.failover", False),))
    first = plan(settings, Config(), {})
    assert first.items == ()
    assert first.brings_something
    assert not again(settings, first).brings_something
    assert plan(Findings((found(ROW["openrouter"], OPENROUTER),)), Config(), {}).brings_something
    assert plan(Findings(conversations=(OldConversation("m", "question", "answer"),)), Config(), {}).brings_something
    assert not plan(Findings(), Config(), {}).brings_something
    assert not plan(Findings(problems=(Problem("a", msg("broken")),)), Config(), {}).brings_something
