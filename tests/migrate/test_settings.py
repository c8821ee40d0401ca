"""Imported settings go in one by one, checked, and only where nothing was set."""

import pytest

from traybridge.core.config import Config, RoutingConfig, from_preset
from traybridge.core.presets import PRESETS
from traybridge.migrate.settings import aliases_of, with_renamed, with_settings


def test_good_ones_are_set_and_bad_ones_named():
    config, taken, problems = with_settings(
        Config(),
        [
            ("gateway.port", 12000),
            ("gateway.port", 13000),
            ("desktop.notifications.failover", False),
            ("aliases.gpt-4.1", ["openai:gpt-4.1"]),
            ("timeouts.idle", "soon"),
            ("timeouts.nothing", 1),
            ("routing.pin", "nobody"),
            ("providers.0", {}),
        ],
    )
    assert config.gateway.port == 12000
    assert not config.desktop.notifications.failover
    assert config.aliases == {"gpt-4.1": ("openai:gpt-4.1",)}
    assert list(taken) == ["gateway.port", "desktop.notifications.failover", "aliases.gpt-4.1", "timeouts.nothing"]
    assert [text.split()[0] for text in problems] == ["timeouts.idle", "routing.pin", "providers.0"]


@pytest.mark.parametrize("wish", [True, False])
def test_what_was_set_here_stays(wish):
    mine = Config(routing=RoutingConfig(failover=False))
    config, taken, problems = with_settings(mine, [("routing.failover", wish)])
    assert config == mine
    assert bool(problems) == wish
    assert taken == ({} if wish else {"routing.failover": False})


def test_pins_and_aliases_follow_renamed_providers():
    wishes = [("routing.pin", "a"), ("aliases.x", ["a:m:free", "b:n"]), ("gateway.port", 1)]
    assert with_renamed(wishes, {"a": "a-2"}) == [
        ("routing.pin", "a-2"),
        ("aliases.x", ("a-2:m:free", "b:n")),
        ("gateway.port", 1),
    ]


def test_fallbacks_stand_behind_the_names_own_models():
    pairs = [("gpt", "o:1"), ("gpt", "o:2"), ("cl", "a:3"), ("same", "o:same")]
    assert aliases_of(pairs, [("gpt", ("cl", "gpt", "no")), ("*", ("same",)), ("no", ("gpt",))]) == [
        ("gpt", ("o:1", "o:2", "a:3", "o:same")),
        ("cl", ("a:3", "o:same")),
    ]


def test_a_pin_on_a_listed_provider_is_taken():
    rows = tuple(from_preset(row) for row in PRESETS if row.id == "groq")
    config, _taken, problems = with_settings(Config(providers=rows), [("routing.pin", "groq")])
    assert (config.routing.pin, problems) == ("groq", [])
