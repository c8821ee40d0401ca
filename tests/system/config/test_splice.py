import tomllib
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.support.growth import assert_linear, cpu

from traybridge.core.config import (
    Config,
    DesktopConfig,
    GatewayConfig,
    NotificationsConfig,
    ProviderConfig,
    RoutingConfig,
    TimeoutsConfig,
)
from traybridge.system.config.read import read_config
from traybridge.system.config.splice import edit_text

HAND = """\
# My settings. Order matters!
unknown_root = 1

[routing]     # switches
failover = true  # keep on
# pin = "exo"

[[providers]]
id = "exo"
kind = "exo"
base_url = "http://127.0.0.1:52415"  # the cluster
future = { a = [1, 2] }

# ---- clouds ----

# paid, careful
[[providers]]
id = "router"
base_url = 'https://openrouter.ai/api/v1'
models = [
  "a/b",  # good
]
[providers.headers]
X-Title = "me"
# the end of router

[[providers]]
id = "hf"
base_url = "https://router.huggingface.co/v1"
odd = "kept"

[aliases]
fast = ["router:a/b"]
"""


def edited(text: str, change: Any) -> str:
    old = read_config(text).config
    new = change(old)
    result = edit_text(text, old, new)
    assert read_config(result).config == new
    return result


def providers(*order: int) -> Any:
    return lambda config: replace(config, providers=tuple(config.providers[place] for place in order))


def provider(place: int, **changes: Any) -> Any:
    def change(config: Config) -> Config:
        return config.with_provider(replace(config.providers[place], **changes))

    return change


def lines_changed(before: str, after: str) -> tuple[list[str], list[str]]:
    old, new = before.splitlines(), after.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_nothing_changed_leaves_the_file_byte_for_byte() -> None:
    assert edited(HAND, lambda config: config) == HAND


def test_one_switch_changes_one_line_and_keeps_its_comment() -> None:
    result = edited(HAND, lambda config: config.with_routing(failover=False))
    assert lines_changed(HAND, result) == (
        ["failover = true  # keep on"],
        ["failover = false  # keep on"],
    )
    assert edited(result, lambda config: config.with_routing(failover=True)) == HAND


def test_a_new_key_goes_behind_the_last_one_of_its_table() -> None:
    result = edited(HAND, lambda config: config.with_routing(pin="exo"))
    assert 'failover = true  # keep on\npin = "exo"\n# pin = "exo"\n' in result
    assert len(result.splitlines()) == len(HAND.splitlines()) + 1


def test_a_new_key_of_a_provider_stays_above_the_next_ones_comment() -> None:
    """tomlkit puts it below “paid, careful”."""
    result = edited(HAND, provider(0, enabled=False))
    assert "future = { a = [1, 2] }\nenabled = false\n\n# ---- clouds ----\n" in result


def test_a_new_key_of_a_provider_with_tables_of_its_own_goes_above_them() -> None:
    result = edited(HAND, provider(1, enabled=False))
    assert "]\nenabled = false\n[providers.headers]\n" in result


def test_a_value_back_at_its_default_stays_written_where_it_was() -> None:
    result = edited(HAND, provider(1, models=()))
    assert "models = []" in result


def test_what_may_be_unset_is_removed() -> None:
    capped = edited(HAND, provider(2, monthly_cap=5.5))
    assert 'odd = "kept"\nmonthly_cap = 5.5\n' in capped
    assert edited(capped, provider(2, monthly_cap=None)) == HAND


def test_headers_are_changed_one_by_one() -> None:
    result = edited(HAND, provider(1, headers={"X-Title": "you", "HTTP-Referer": "a"}))
    assert 'X-Title = "you"\nHTTP-Referer = "a"\n# the end' in result
    assert edited(result, provider(1, headers={"HTTP-Referer": "a"})).count("X-Title") == 0
    assert 'headers = { X-A = "1" }' in edited(HAND, provider(0, headers={"X-A": "1"}))


def test_reordered_providers_take_their_comments_and_unknown_keys_along() -> None:
    result = edited(HAND, providers(2, 0, 1))
    assert sorted(result.splitlines()) == sorted(HAND.splitlines())
    assert result.index('odd = "kept"') < result.index("# the cluster") < result.index("# paid, careful")
    assert '# paid, careful\n[[providers]]\nid = "router"' in result
    assert 'X-Title = "me"\n# the end of router\n' in result
    assert edited(result, providers(1, 2, 0)) == HAND


def test_a_removed_provider_goes_with_its_comments_and_nothing_else_goes() -> None:
    result = edited(HAND, providers(0, 2))
    gone, new = lines_changed(HAND, result)
    assert not new
    assert gone[0] == "# paid, careful"
    assert gone[-1] == "# the end of router"
    assert "# ---- clouds ----" in result


@pytest.mark.parametrize("place", [0, 1, 3])
def test_an_added_provider_stands_where_it_was_put(place: int) -> None:
    new = ProviderConfig(id="new", base_url="http://n/v1", headers={"X-A": "1"})

    def add(config: Config) -> Config:
        rows = list(config.providers)
        rows.insert(place, new)
        return replace(config, providers=tuple(rows))

    result = edited(HAND, add)
    gone, added = lines_changed(HAND, result)
    assert not gone
    assert 'id = "new"' in added
    assert '# paid, careful\n[[providers]]\nid = "router"' in result
    assert edited(result, lambda config: config.without_provider("new")) == HAND


def test_a_table_known_only_by_the_one_below_it_gets_a_header() -> None:
    text = "[desktop.notifications]\nexo_lost = false\n"
    result = edited(text, lambda config: replace(config, desktop=replace(config.desktop, language="de")))
    assert result == f'{text}\n[desktop]\nlanguage = "de"\n'


def test_a_fresh_file_says_what_it_is_and_holds_only_what_differs() -> None:
    new = Config(gateway=GatewayConfig(port=9000)).with_provider_enabled("openrouter", False)
    text = edit_text("", Config(), new)
    assert read_config(text).config == new
    assert text.startswith("# TrayBridge")
    assert "timeouts" not in text
    assert "[gateway]\nport = 9000\n" in text


def test_windows_line_ends_stay() -> None:
    text = HAND.replace("\n", "\r\n")
    result = edited(text, provider(0, enabled=False))
    result = edited(result, lambda config: replace(config, timeouts=TimeoutsConfig(connect=1.5)))
    assert result.count("\n") == result.count("\r\n")


def test_a_file_without_a_last_line_break() -> None:
    text = '[[providers]]\nid = "a"\nkind = "exo"\nbase_url = "http://a"'
    result = edited(text, lambda config: config.with_provider(ProviderConfig(id="b", base_url="http://b/v1")))
    assert edited(result, providers(1, 0)).count("[[providers]]") == 2
    assert edited(text, provider(0, enabled=False)).endswith('base_url = "http://a"\nenabled = false\n')


LAYOUTS = {
    "inline tables": """
routing = { failover = true, pin = "a" } # c
providers = [ # ours
  { id = "a", base_url = "http://a/v1", zzz = 1 }, # a
  { id = "b", base_url = "http://b/v1", headers = { X-A = "1", X-B = "2" } }, # b
] # d
aliases = { fast = ["a:m"], "slow one" = ["b:m", "a:n"] }
""",
    "dotted": """
routing.failover = true # c
routing.pin = "a"
aliases.fast = ["a:m"]
desktop.notifications.exo_lost = false # d
[[providers]] # a
id = "a"
base_url = "http://a/v1"
zzz = 1
[[providers]] # b
id = "b"
base_url = "http://b/v1"
headers.X-A = "1"
headers.X-B = "2"
""",
    "odd order": """
[desktop.notifications]
exo_lost = false
[[providers]] # a
id = "a"
base_url = "http://a/v1"
zzz = 1
[routing]
failover = true # c
[[providers]]
base_url = "http://b/v1"
id = "b"
[providers.headers]
X-A = "1"
"X-B" = "2"
[desktop]
[aliases]
fast = ["a:m"]
""",
    "empty list": "providers = []\n[routing]\n# c\n[aliases]\n# d\n[desktop]\n[desktop.notifications]\n",
    "hand": HAND,
    "nothing": "",
}


IDS = ["a", "b", "exo", "router", "hf", "new.one", "e f"]
NAMES = st.sampled_from(["X-A", "X-B", "X-C"])
PROVIDERS = st.builds(
    ProviderConfig,
    id=st.sampled_from(IDS),
    base_url=st.sampled_from(["http://a/v1", "http://b/v1"]),
    enabled=st.booleans(),
    name=st.text(max_size=8).filter(lambda text: text.isprintable()),
    models=st.lists(st.sampled_from(["m", 'q"uote', "back\\slash"]), max_size=2).map(tuple),
    monthly_cap=st.none() | st.floats(0, 1e6),
    headers=st.dictionaries(NAMES, st.sampled_from(["1", "2 3"]), max_size=2),
)
CONFIGS = st.builds(
    Config,
    routing=st.builds(RoutingConfig, failover=st.booleans(), pin=st.just(""), free_only=st.booleans()),
    desktop=st.builds(
        DesktopConfig,
        language=st.sampled_from(["", "de"]),
        notifications=st.builds(NotificationsConfig, exo_lost=st.booleans(), failover=st.booleans()),
    ),
    timeouts=st.builds(TimeoutsConfig, connect=st.none() | st.just(2.5), idle=st.none() | st.just(7.0)),
    providers=st.lists(PROVIDERS, max_size=5, unique_by=lambda row: row.id).map(tuple),
    aliases=st.dictionaries(
        st.sampled_from(["fast", "slow one", "ü"]), st.lists(st.just("a:m"), min_size=1, max_size=2).map(tuple)
    ),
)


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=60, deadline=None)
@given(steps=st.lists(CONFIGS, min_size=1, max_size=3))
def test_any_change_reads_back_and_loses_nothing_unknown(layout: str, steps: list[Config]) -> None:
    """Whatever the file looks like and whatever changes: it says the new config, and comments of others stay."""
    text = LAYOUTS[layout]
    for new in steps:
        old = read_config(text).config
        result = edit_text(text, old, new)
        assert read_config(result).config == new, result
        kept = {row.id for row in old.providers} & {row.id for row in new.providers}
        assert unknown(text, kept) == unknown(result, kept)
        text = result
    for comment in ("# c", "# d", "# ---- clouds ----", "# My settings. Order matters!", "# keep on"):
        assert (comment in text) >= (comment in LAYOUTS[layout]), comment


def unknown(text: str, kept: set[str]) -> dict[str, Any]:
    data = tomllib.loads(text)
    rows = {row["id"]: row for row in data.get("providers", [])}
    known = {row.name for row in msgspec.structs.fields(ProviderConfig)}
    return {name: {key: rows[name][key] for key in rows[name] if key not in known} for name in kept} | {
        "root": data.get("unknown_root")
    }


def _listing(count: int) -> str:
    return "".join(f"# {i}\n[[providers]]\nid = 'p{i}'\nbase_url = 'http://a.example/v1'\n\n" for i in range(count))


@pytest.mark.parametrize("change", ["move", "remove all but one", "add many", "one value"])
def test_editing_grows_with_the_length_of_the_file_and_no_faster(change: str) -> None:
    def spent(count: int) -> int:
        text = _listing(count)
        old = read_config(text).config
        listed = old.providers
        added = tuple(replace(listed[0], id=f"new{i}") for i in range(count))
        new = {
            "move": old.with_providers((*listed[1:], listed[0])),
            "remove all but one": old.with_providers(listed[-1:]),
            "add many": old.with_providers((*listed, *added)),
            "one value": old.with_provider(replace(listed[-1], model="m")),
        }[change]
        assert read_config(edit_text(text, old, new)).config == new
        return min(cpu(lambda: edit_text(text, old, new)) for _ in range(3))

    assert_linear(spent, 300)


def test_providers_that_come_together_stand_together_in_their_order() -> None:
    old = read_config(_listing(2)).config
    first, second = old.providers
    new = old.with_providers((first, replace(first, id="x"), replace(first, id="y"), second))
    text = edit_text(_listing(2), old, new)
    assert read_config(text).config == new
    assert [line for line in text.splitlines() if line.startswith(("#", "id"))] == [
        "# 0", "id = 'p0'", 'id = "x"', 'id = "y"', "# 1", "id = 'p1'",
    ]  # fmt: skip


def test_several_providers_are_removed_with_their_comments() -> None:
    old = read_config(_listing(5)).config
    new = old.with_providers([old.providers[1], old.providers[3]])
    text = edit_text(_listing(5), old, new)
    assert read_config(text).config == new
    assert [line for line in text.splitlines() if line.startswith("#")] == ["# 1", "# 3"]
