"""A plan reads like an answer to "why there?"."""

import pytest

from traybridge.core.config import Config, ProviderConfig
from traybridge.core.errors import NotFound
from traybridge.core.planning import Plan, Route
from traybridge.core.presentation.explain import plan_request, sentences, short
from traybridge.core.provenance import Skip

CONFIG = Config(
    providers=(
        ProviderConfig(id="exo", kind="exo", name="Exo", base_url="http://127.0.0.1:1"),
        ProviderConfig(id="cloud", name="Cloud", base_url="https://c.example/v1"),
    )
)
REQUEST = plan_request(CONFIG, "auto", None, local_only=False)
BOTH = Plan((Route("exo", "llama"), Route("cloud", "gpt")))


def test_the_first_one_the_ones_behind_it_and_the_ones_left_out():
    plan = Plan(BOTH.routes, (Skip("embedded", "switched off", "off"),))
    assert sentences(CONFIG, REQUEST, plan) == [
        "A question goes to Exo (llama): it is the first in your order, and it can answer.",
        "If that fails before its first word: Cloud (gpt).",
        "",
        "Not asked:",
        "  Starter model: switched off – traybridge providers enable embedded",
    ]
    assert short(CONFIG, plan) == ["1. Exo (llama)", "2. Cloud (gpt)", "–  Starter model: switched off"]


def test_a_pin_and_failover_off_are_named():
    pinned = CONFIG.with_routing(pin="cloud", failover=False)
    [first, second] = sentences(pinned, REQUEST, Plan((Route("cloud", "gpt"),)))
    assert first == "A question goes to Cloud (gpt): it is pinned."
    assert second == "Failover is off: nobody else is asked if that fails."


@pytest.mark.parametrize(
    ("code", "config", "fix"),
    [
        ("no_key", CONFIG, "traybridge keys set cloud"),
        ("auth", CONFIG, "traybridge keys rotate cloud"),
        ("local_only", CONFIG.with_routing(local_only=True), "traybridge config set routing.local_only false"),
        ("local_only", CONFIG, ""),  # only this request asked for it
        ("pinned", CONFIG.with_routing(pin="exo"), 'traybridge config set routing.pin ""'),
        ("cap", CONFIG, ""),
    ],
)
def test_each_reason_has_its_next_step_where_there_is_one(code, config, fix):
    lines = sentences(config, REQUEST, Plan(BOTH.routes[:1], (Skip("cloud", "because", code),)))
    assert lines[-1] == "  Cloud: because" + (f" – {fix}" if fix else "")


def test_nobody_has_the_model_and_the_nearest_are_named():
    request = plan_request(CONFIG, "gpt-5o", None, local_only=False)
    lines = sentences(CONFIG, request, Plan(nearest=("gpt-4o", "gpt-5")))
    assert lines[0] == "“gpt-5o” goes to nobody."
    assert lines[-1] == "Did you mean gpt-4o, gpt-5?"


def test_an_unknown_provider_is_not_planned_for():
    with pytest.raises(NotFound, match="Is “cloud” meant"):
        plan_request(CONFIG, "auto", "claud", local_only=False)
