"""The old bridge's YAML: Exo's address, keys, failover, timeouts."""

import pytest
from tests.migrate.conftest import HUGGINGFACE, OPENROUTER, Home, loosely

from traybridge.core.secret import Secret
from traybridge.migrate import bridge_yaml

read = loosely(bridge_yaml.read)

FULL = f"""
exo:
  primary_host: mac-studio.local
  primary_port: 8000
api_keys:
  openrouter: {OPENROUTER}
  huggingface: ${{HF_TOKEN}}
failover:
  enabled: false
  prefer_local: true
  cloud_providers: [huggingface, openrouter]
advanced:
  request_timeout: 30
  connect_timeout: "2.5"
  max_retries: 3
ui: {{theme: dark}}
"""


def test_everything_that_has_a_counterpart(home: Home):
    findings = read(home.write("bridge_config.yaml", FULL), {"HF_TOKEN": HUGGINGFACE})
    exo, huggingface, openrouter = findings.found
    assert (exo.row.kind, exo.row.base_url, exo.priority) == ("exo", "http://mac-studio.local:52415", 0)
    assert (huggingface.row.id, huggingface.key, huggingface.places) == ("huggingface", Secret(HUGGINGFACE), ())
    assert (openrouter.row.id, openrouter.key) == ("openrouter", Secret(OPENROUTER))
    assert openrouter.places[0].label == "api_keys.openrouter"
    assert dict(findings.settings) == {
        "routing.failover": False,
        "prefer_local": True,
        "timeouts.first_content": 30,
        "timeouts.connect": 2.5,
    }
    (left,) = findings.problems
    assert "advanced.max_retries" in left.text
    assert "ui" in left.text


def test_a_reference_that_is_not_set_here_is_named(home: Home):
    findings = read(home.write("bridge_config.yaml", FULL), {})
    huggingface = findings.found[1]
    assert huggingface.key is None
    assert "HF_TOKEN" in huggingface.problem


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("failover: {enabled: maybe}", "failover.enabled"),
        ("advanced: {request_timeout: -1}", "advanced.request_timeout"),
        ("advanced: {request_timeout: soon}", "advanced.request_timeout"),
        ("exo: {primary_host: 'http://[', primary_port: x}", "exo:"),
        ("api_keys: {nobody: sk-or-v1-MADEUP}", "no address"),
        ("just text", "no settings"),
        ("- a\n- b", "no settings"),
        ("a: [", "not valid YAML"),
        ("", "empty"),
    ],
)
def test_what_makes_no_sense_is_named(home: Home, text, words):
    findings = read(home.write("bridge_config.yaml", text), {})
    said = [one.text for one in findings.problems] + [one.problem for one in findings.found]
    assert words in " ".join(said)


def test_defaults_and_placeholders(home: Home):
    text = "exo: {primary_port: 52415}\napi_keys: {openrouter: your_openrouter_key_here, huggingface: null}\n"
    exo, openrouter, huggingface = read(home.write("bridge_config.yaml", text), {}).found
    assert exo.row.base_url == "http://127.0.0.1:52415"
    assert openrouter.key is None
    assert huggingface.key is None
    assert not openrouter.lost_key
