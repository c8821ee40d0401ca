import pytest
from tests.faults.translations import untold

from traybridge.core.config import Config, ProviderConfig, default_providers
from traybridge.core.errors import BadConfig, NotFound
from traybridge.system.config.values import get_value, with_value

CONFIG = Config(
    providers=(
        ProviderConfig(id="my.host", base_url="http://h/v1", headers={"X-A": "1"}),
        ProviderConfig(id="my", base_url="http://h/v1", model="m"),
    ),
    aliases={"gpt-4.1": ("my:m",)},
)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("routing.failover", True),
        ("timeouts.connect", None),
        ("gateway.allowed_origins", []),
        ("providers.my.model", "m"),
        ("providers.my.host.base_url", "http://h/v1"),
        ("providers.my.host.headers.X-A", "1"),
        ("providers[1].model", "m"),
        ("providers.embedded.enabled", True),
        ("aliases.gpt-4.1", ["my:m"]),
        ("desktop.notifications.failover", True),
    ],
)
def test_values_are_found_by_name(name: str, value: object) -> None:
    assert get_value(CONFIG, name) == value


def test_a_table_comes_with_its_defaults() -> None:
    assert get_value(Config(), "gateway") == {"enabled": True, "port": 11525, "allowed_origins": []}
    assert [row["id"] for row in get_value(CONFIG, "providers")] == ["my.host", "my", "embedded"]
    assert get_value(CONFIG, "providers.my")["enabled"] is True


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("routing.fail-over", "routing.failover"),
        ("rooting.pin", "routing.pin"),
        ("providers.nobody.model", "my.host, my, embedded"),
        ("providers.my.modle", "providers.my.model"),
        ("providers[7].model", "3 providers"),
        ("routing.failover.deep", "nothing below"),
        ("aliases.gpt", "“aliases.gpt-4.1” meant"),
        ("aliases.xyz", "Known here: gpt-4.1"),
        ("", "Known here: routing"),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest_one(name: str, told: str) -> None:
    with pytest.raises(NotFound) as caught:
        get_value(CONFIG, name)
    assert told in caught.value.hint
    assert untold(caught.value.title) + untold(caught.value.hint) == []


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("routing.failover", "false", False),
        ("timeouts.connect", "3", 3.0),
        ("timeouts.connect", "0.25", 0.25),
        ("timeouts.connect", "", None),
        ("providers.my.model", "openai/gpt-4o", "openai/gpt-4o"),
        ("providers.my.model", '"quoted"', "quoted"),
        ("providers.my.model", "123", "123"),
        ("providers.my.model", "true", "true"),
        ("providers.my.model", "", ""),
        ("providers.my.host.headers.X-B", "2", "2"),
        ("providers.my.monthly_cap", "5", 5.0),
        ("gateway.allowed_origins", '["http://a"]', ["http://a"]),
        ("aliases.a.b", '["my:x"]', ["my:x"]),
        ("routing.pin", "embedded", "embedded"),
    ],
)
def test_typed_text_is_set(name: str, text: str, value: object) -> None:
    assert get_value(with_value(CONFIG, name, text), name) == value


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("routing.failover", "yes", "true or false"),
        ("gateway.port", "99999", "from 1 to 65535"),
        ("gateway.port", "80\nenabled = false", "from 1 to 65535"),
        ("timeouts.connect", "soon", "a number above 0"),
        ("providers.my.kind", "foo", '"exo"'),
        ("providers.my.base_url", "nope", "http://"),
        ("routing.pin", "nobody", "Use one of"),
        ("aliases.x", '["y"]', "provider:model"),
        ("routing", "x", "failover"),
        ("providers.my", "x", "one of its settings"),
        ("desktop.notifications", "{}", "exo_lost"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_what_can(name: str, text: str, told: str) -> None:
    with pytest.raises(BadConfig) as caught:
        with_value(CONFIG, name, text)
    assert told in caught.value.hint
    assert untold(caught.value.title) + untold(caught.value.hint) == []


def test_setting_one_of_the_built_in_providers_writes_the_list_out() -> None:
    changed = with_value(Config(), "providers.openrouter.model", "openrouter/auto")
    assert [row.id for row in changed.providers] == [row.id for row in default_providers()]
    assert get_value(changed, "providers.openrouter.model") == "openrouter/auto"
