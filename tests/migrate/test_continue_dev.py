"""Continue's configuration, the YAML and the older JSON."""

import pytest
from tests.migrate.conftest import HUGGINGFACE, OPENROUTER, OTHER, Home, loosely

from traybridge.core.secret import Secret
from traybridge.migrate import continue_dev

read = loosely(continue_dev.read)

YAML = f"""
name: mine
version: 1.0.0
schema: v1
models:
  - name: GPT
    provider: openrouter
    model: openai/gpt-4o
    apiKey: ${{{{ secrets.OPENROUTER_API_KEY }}}}
  - name: Llama
    provider: openrouter
    model: meta-llama/llama-3.3-70b
    apiKey: ${{{{ secrets.OPENROUTER_API_KEY }}}}
  - name: Local
    provider: ollama
    model: AUTODETECT
  - name: Box
    provider: vllm
    model: qwen
    apiBase: http://10.0.0.9:8001
    apiKey: {OTHER}
    requestOptions: {{headers: {{X-Team: a, Authorization: "Bearer x"}}}}
  - uses: anthropic/claude
  - name: Cloudy
    provider: bedrock
    model: x
"""


def test_the_yaml(home: Home):
    env = home.write(".continue/.env", f"OPENROUTER_API_KEY={OPENROUTER}\n")
    findings = read(home.write(".continue/config.yaml", YAML), {"OPENROUTER_API_KEY": HUGGINGFACE})
    openrouter, ollama, box, block, cloudy = findings.found
    assert (openrouter.row.id, openrouter.key) == ("openrouter", Secret(OPENROUTER))
    assert {(one.path, one.label) for one in openrouter.places} == {(env, "OPENROUTER_API_KEY")}
    assert [(one.path.name, one.syntax) for one in findings.files] == [("config.yaml", "yaml"), (".env", "env")]
    assert (openrouter.row.model, openrouter.row.models) == ("openai/gpt-4o", ("meta-llama/llama-3.3-70b",))
    assert (ollama.row.base_url, ollama.row.model) == ("http://127.0.0.1:11434/v1", "")
    assert (box.row.base_url, box.row.headers, box.key) == ("http://10.0.0.9:8001/v1", {"X-Team": "a"}, Secret(OTHER))
    assert box.places[0].label == "models[3].apiKey"
    assert "hub" in block.problem
    assert "bedrock" in cloudy.problem


def test_the_json(home: Home):
    path = home.write(
        ".continue/config.json",
        {
            "models": [
                {"title": "GPT", "provider": "openai", "model": "gpt-4o", "apiKey": OTHER},
                {"title": "Mine", "provider": "openai", "model": "m", "apiBase": "http://h:1/api", "apiKey": "x-key-1"},
            ],
            "tabAutocompleteModel": {"title": "Tab", "provider": "mistral", "model": "codestral", "apiKey": OPENROUTER},
        },
    )
    openai, mine, mistral = read(path, {}).found
    assert (openai.row.id, openai.row.model, openai.key) == ("openai", "gpt-4o", Secret(OTHER))
    assert (mine.row.base_url, mine.row.id, mine.name) == ("http://h:1/api", "mine", "Mine")
    assert (mistral.row.id, mistral.key) == ("mistral", Secret(OPENROUTER))


@pytest.mark.parametrize("content", ["models: x", "[", "models: [1, null, {provider: 3}, {name: a}]", "{}"])
def test_junk(home: Home, content):
    findings = read(home.write(".continue/config.yaml", content), {})
    assert all(one.row is None for one in findings.found)
    assert findings.problems or findings.found
