"""Settings as one value: who can be asked in which order, how one is changed, and what is refused by name."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.fakes import STEADY, row
from tests.core.loud import loud, names_in

from traybridge.core.config import (
    EMBEDDED,
    Config,
    ProviderConfig,
    RoutingConfig,
    TimeoutsConfig,
    Timers,
    check_config,
    check_url,
    default_providers,
    from_preset,
    timers_for,
    usable_id,
)
from traybridge.core.errors import BadConfig
from traybridge.core.presets import PRESETS, preset


def of(preset_name: str, **values: Any) -> ProviderConfig:
    known = preset(preset_name)
    assert known is not None
    return from_preset(known, **values)


def ids(config: Config) -> list[str]:
    return [one.id for one in config.effective_providers]


# ---------------------------------------------------------------- order


def test_a_fresh_install_asks_exo_then_the_cloud_and_the_starter_model_last():
    """Fresh order: Exo clusters, other local servers, cloud providers, and the embedded model last."""
    assert ids(Config()) == ["exo", "openrouter", "huggingface", "embedded"]


def test_a_list_in_the_file_is_complete_but_for_the_starter_model():
    """``[[providers]]`` in it is the complete list; the embedded model exists without being listed, last."""
    assert ids(Config(providers=(row("a"),))) == ["a", "embedded"]
    assert ids(Config(providers=(EMBEDDED, row("a")))) == ["embedded", "a"]
    off = replace(EMBEDDED, enabled=False)
    assert Config(providers=(row("a"), off)).effective_providers[1] is off
    mine = row("mine", kind="embedded")
    assert ids(Config(providers=(row("a"), mine))) == ["a", "mine"]


def test_a_provider_is_found_by_its_id():
    config = Config(providers=(row("a"),))
    assert config.provider("a") == row("a")
    assert config.provider("embedded") == EMBEDDED
    assert config.provider("b") is None


# ---------------------------------------------------------------- changes


def test_a_new_provider_stands_before_the_starter_model():
    config = Config(providers=(row("a"),)).with_provider(row("b"))
    assert ids(config) == ["a", "b", "embedded"]
    assert config.providers == (row("a"), row("b"))
    moved = Config(providers=(EMBEDDED, row("a"))).with_provider(row("b"))
    assert ids(moved) == ["embedded", "a", "b"]


def test_a_changed_provider_keeps_its_place():
    config = Config(providers=(row("a"), row("b"))).with_provider(row("a", model="n"))
    assert config.providers == (row("a", model="n"), row("b"))


def test_the_first_change_writes_the_fresh_list_out_and_not_the_starter_model():
    config = Config().with_provider_enabled("openrouter", False)
    assert [one.id for one in config.providers] == ["exo", "openrouter", "huggingface"]
    assert [one.enabled for one in config.providers] == [True, False, True]


def test_the_starter_model_is_written_out_when_it_is_not_as_built_in():
    config = Config(providers=(row("a"),)).with_provider_enabled("embedded", False)
    assert config.providers == (row("a"), replace(EMBEDDED, enabled=False))
    assert config.with_provider_enabled("embedded", True).providers == (row("a"),)


def test_the_last_provider_can_go_and_the_fresh_list_does_not_come_back():
    config = Config(providers=(row("a"),)).without_provider("a")
    assert ids(config) == ["embedded"]
    assert ids(Config().without_provider("exo")) == ["openrouter", "huggingface", "embedded"]


def test_switches_are_independent():
    """Independent switches, never coupled: none of them ever changes another."""
    config = Config(providers=(row("a"),))
    for name, value in (("failover", False), ("pin", "a"), ("local_only", True), ("free_only", True)):
        changed = config.with_routing(**{name: value})
        assert changed.routing == replace(RoutingConfig(), **{name: value})
        assert changed.providers == config.providers
    assert config.with_provider_enabled("a", False).routing == config.routing
    assert config.with_provider_enabled("nobody", False) is config


@pytest.mark.parametrize(
    ("before", "after", "key_origin"),
    [
        (row("a", base_url="https://a.example/v1"), row("a", base_url="https://b.example/v1"), "https://a.example:443"),
        (row("a", base_url="https://a.example/v1"), row("a", base_url="https://A.example:443/v2"), ""),
        (row("a", base_url="https://a.example/v1"), row("a", base_url="http://a.example/v1"), "https://a.example:443"),
        (
            row("a", base_url="https://a.example/v1"),
            row("a", base_url="https://b.example/v1", key_origin="https://b.example:443"),
            "https://b.example:443",
        ),
        (row("a", kind="exo", base_url="http://a:1"), row("a", kind="exo", base_url="http://b:1"), ""),
    ],
)
def test_who_moves_to_another_address_leaves_the_key_at_the_old_one(before, after, key_origin):
    """A key is sent only to the origin it was given for; another base_url asks for the key again."""
    changed = Config(providers=(before,)).with_provider(after).provider("a")
    assert changed == replace(after, key_origin=key_origin)


# ---------------------------------------------------------------- what a row says of itself


@pytest.mark.parametrize(
    ("one", "label", "needs_key", "takes_key", "local"),
    [
        (of("openrouter"), "OpenRouter", True, True, False),
        (of("openrouter", name="Mine"), "Mine", True, True, False),
        (of("openrouter", base_url="http://127.0.0.1:9/v1"), "OpenRouter", False, True, False),
        (row("or", base_url="https://openrouter.ai/api/v1"), "OpenRouter", True, True, False),
        (row("lan", base_url="http://localhost:11434/v1"), "Ollama", False, True, True),
        (row("mine", base_url="https://mine.example/v1"), "mine", False, True, False),
        (of("custom", provider_id="mine", base_url="https://mine.example/v1"), "mine", False, True, False),
        (of("exo"), "Exo", False, False, True),
        (row("far", kind="exo", base_url="http://studio.local:52415"), "far", False, False, True),
        (EMBEDDED, "Starter model", False, False, True),
        (of("anthropic"), "Anthropic", True, True, False),
    ],
)
def test_what_a_row_says_of_itself(one: ProviderConfig, label, needs_key, takes_key, local):
    """Kind exo never gets a key; a preset that requires one does so at its own address."""
    assert (one.label, one.needs_key, one.takes_key, one.is_local_server) == (label, needs_key, takes_key, local)


def test_the_starter_model_is_named_in_the_person_s_language_unless_the_person_named_it():
    assert loud(EMBEDDED.label) == "STARTER MODEL"
    assert loud(replace(EMBEDDED, name="Tiny").label) == "Tiny"
    assert b'"name":"Starter model"' in msgspec.json.encode(EMBEDDED)


@pytest.mark.parametrize(
    ("one", "local", "expected"),
    [
        (of("exo"), True, Timers(connect=2, headers=5, first_content=30, idle=15, total=90)),
        (of("exo"), False, Timers(connect=2, headers=5, first_content=30, idle=15, total=90)),
        (of("ollama"), True, Timers(connect=2, headers=30, first_content=30, idle=60, total=90)),
        (of("openrouter"), False, Timers(connect=5, headers=30, first_content=120, idle=60, total=90)),
        (row("a"), True, Timers(connect=2, headers=30, first_content=120, idle=60, total=90)),
    ],
)
def test_the_built_in_timers(one, local, expected):
    """Connect 2 s (loopback/LAN) / 5 s; headers 5 s (Exo) / 30 s; first content 30 s here, 120 s in the cloud; idle
    60 s (Exo 15 s); the whole chain before the first token 90 s."""
    assert timers_for(one, TimeoutsConfig(), local=local) == expected


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(Timers.__struct_fields__, st.floats(0.01, 900))))
@STEADY
def test_timers_of_the_file_replace_the_built_in_ones_for_every_provider(given_timers):
    for one in (of("exo"), of("openrouter")):
        found = timers_for(one, TimeoutsConfig(**given_timers), local=False)
        built_in = timers_for(one, TimeoutsConfig(), local=False)
        for name in Timers.__struct_fields__:
            assert getattr(found, name) == given_timers.get(name, getattr(built_in, name))


# ---------------------------------------------------------------- what is refused

GOOD = row("a")


@pytest.mark.parametrize(
    ("config", "key", "says"),
    [
        (Config(providers=(GOOD, GOOD)), "providers[1].id", "Two providers are called “a”"),
        (Config(providers=(replace(GOOD, id=""),)), "providers[0].id", "no usable id"),
        (Config(providers=(replace(GOOD, id=" a"),)), "providers[0].id", "no usable id"),
        (Config(providers=(replace(GOOD, id="a\nb"),)), "providers[0].id", "no usable id"),
        (Config(providers=(replace(GOOD, preset="nope"),)), "providers[0].preset", "no preset “nope”"),
        (Config(providers=(GOOD, row("b", base_url=""))), "providers[1].base_url", "is missing"),
        (Config(providers=(row("b", base_url="studio:52415"),)), "providers[0].base_url", "http:// or https://"),
        (Config(providers=(replace(GOOD, headers={"X Y": "z"}),)), "providers[0].headers", "cannot be sent"),
        (Config(providers=(replace(GOOD, headers={"X": "a\nb"}),)), "providers[0].headers", "cannot be sent"),
        (Config(providers=(replace(GOOD, headers={"X": "ü"}),)), "providers[0].headers", "cannot be sent"),
        (Config(providers=(replace(GOOD, headers={"Authorization": "x"}),)), "providers[0].headers", "carries a key"),
        (Config(providers=(replace(GOOD, headers={"COOKIE": "x"}),)), "providers[0].headers", "carries a key"),
        (Config(providers=(GOOD,), routing=RoutingConfig(pin="b")), "routing.pin", "“b” does not exist"),
        (Config(aliases={"x": ("a",)}), "aliases.x", "The alias “x” points to “a”"),
        (Config(aliases={"x": ("a:m", ":m")}), "aliases.x", "points to “:m”"),
        (Config(aliases={"x": ("a:",)}), "aliases.x", "points to “a:”"),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_by_its_name(config, key, says):
    """Wrong values are refused with file, key, line and the allowed values."""
    with pytest.raises(BadConfig) as refused:
        check_config(config)
    assert refused.value.key == key
    assert says in refused.value.title
    assert refused.value.hint
    assert all(name == "X Y" or " " not in name for name in names_in(refused.value.title))


@pytest.mark.parametrize(
    "config",
    [
        Config(),
        Config(providers=(EMBEDDED,)),
        Config(providers=(GOOD, row("ü/b:c")), aliases={"x": ("a:m:7b", "gone:m")}),
        Config(providers=(GOOD,), routing=RoutingConfig(pin="embedded")),
        Config(providers=(replace(GOOD, headers={"X-Title": "a b"}),)),
        Config(providers=tuple(from_preset(one, base_url=one.base_url or "https://x.example/v1") for one in PRESETS)),
    ],
)
def test_what_can_be_used_is_not_refused(config):
    """Any id is allowed."""
    check_config(config)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("", "is missing"),
        ("127.0.0.1:52415", "does not begin with"),
        ("ftp://a.example", "does not begin with"),
        ("file:///etc/passwd", "does not begin with"),
        ("http://", "names no host"),
        ("http:///v1", "names no host"),
        ("http://a.example:0/v1", "names no host"),
        ("http://a.example:99999/v1", "cannot be read"),
        ("http://a.example:port/v1", "cannot be read"),
        ("http://[::1/v1", "cannot be read"),
        ("https://me:secret@a.example/v1", "holds a user name or a key"),
        ("https://sk-secret@a.example/v1", "holds a user name or a key"),
        ("http://a b.example/v1", "names no host"),
        ("http://a.example/v1\n", "names no host"),
    ],
)
def test_an_address_that_cannot_be_asked_is_refused(url, says):
    with pytest.raises(BadConfig) as refused:
        check_url(url)
    assert says in refused.value.title
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:52415", "https://a.example/v1?x=1", "http://[::1]:1/v1", "HTTP://A/"]
)
def test_an_address_that_can_be_asked_is_not_refused(url):
    check_url(url)


@pytest.mark.parametrize(
    ("text", "taken", "expected"),
    [
        ("Together AI", (), "together-ai"),
        ("exo", ("exo",), "exo-2"),
        ("exo", ("exo", "exo-2"), "exo-3"),
        ("Ünï!", (), "n"),
        ("…", (), "provider"),
        ("x" * 99, (), "x" * 60),
    ],
)
def test_an_id_is_made_from_a_name(text, taken, expected):
    assert usable_id(text, taken) == expected


def test_the_fresh_list_is_the_presets():
    assert [one.preset for one in default_providers()] == ["exo", "openrouter", "huggingface"]


@pytest.mark.parametrize(
    "desktop",
    [{"appearance": "pink"}, {"appearance": "DARK"}, {"text_size": 84}, {"text_size": 301}, {"text_size": "big"}],
)
def test_a_look_that_there_is_not_is_refused(desktop: dict[str, object]):
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"desktop": desktop}, Config)


def test_a_file_from_before_has_the_systems_look():
    desktop = msgspec.convert({"desktop": {"language": "de", "welcomed": True}}, Config).desktop
    assert (desktop.appearance, desktop.text_size) == ("", 100)
