"""LiteLLM's config.yaml: models, their other names, fallbacks, and keys that it only refers to."""

from pathlib import Path

import pytest
from tests.migrate.conftest import OPENROUTER, OTHER, TOGETHER, Home, loosely

from traybridge.core.secret import Secret
from traybridge.migrate import litellm

read = loosely(litellm.read)

FULL = f"""
model_list:
  - model_name: gpt
    litellm_params: {{model: openrouter/openai/gpt-4o, api_key: os.environ/MY_KEY}}
  - model_name: llama
    litellm_params: {{model: openrouter/meta-llama/llama-3.3-70b, api_key: os.environ/MY_KEY}}
  - model_name: claude
    litellm_params: {{model: claude-sonnet-4-5, api_key: {OTHER}}}
  - model_name: local
    litellm_params: {{model: ollama/llama3.2, api_base: "http://localhost:11434"}}
  - model_name: vllm
    litellm_params: &work {{model: hosted_vllm/qwen, api_base: "http://10.0.0.9:8001/v1", api_key: none}}
  - model_name: vllm2
    litellm_params: {{<<: *work, model: openai/other}}
  - model_name: together/*
    litellm_params: {{model: together_ai/*}}
  - model_name: corp
    litellm_params: {{model: azure/gpt, api_base: "https://x.openai.azure.com"}}
  - model_name: nothing
  - text
litellm_settings:
  fallbacks: [{{gpt: [claude, local]}}]
  default_fallbacks: [local]
general_settings:
  master_key: sk-1234
environment_variables:
  TOGETHER_API_KEY: {TOGETHER}
"""


def test_models_are_joined_by_address_and_key(home: Home):
    findings = read(home.write("config.yaml", FULL), {"MY_KEY": OPENROUTER})
    rows = {one.row.base_url: one for one in findings.found if one.row}
    openrouter = rows["https://openrouter.ai/api/v1"]
    assert openrouter.key == Secret(OPENROUTER)
    assert openrouter.places == ()
    assert (openrouter.row.model, openrouter.row.models) == ("openai/gpt-4o", ("meta-llama/llama-3.3-70b",))
    assert openrouter.aliases == (("gpt", "openai/gpt-4o"), ("llama", "meta-llama/llama-3.3-70b"))
    claude = rows["https://api.anthropic.com/v1"]
    assert (claude.row.kind, claude.key) == ("anthropic", Secret(OTHER))
    assert claude.places[0].label == "model_list[2].litellm_params.api_key"
    assert rows["http://localhost:11434/v1"].row.model == "llama3.2"
    work = rows["http://10.0.0.9:8001/v1"]
    assert (work.row.model, work.row.models, work.key) == ("qwen", ("other",), None)
    assert (work.row.id, work.name) == ("10.0.0.9", "10.0.0.9")
    together = rows["https://api.together.xyz/v1"]
    assert (together.key, together.row.model, together.aliases) == (Secret(TOGETHER), "", ())
    assert together.places[0].label == "environment_variables.TOGETHER_API_KEY"


def test_what_it_cannot_use_is_named(home: Home):
    findings = read(home.write("config.yaml", FULL), {})
    problems = {one.name: one.problem for one in findings.found if one.row is None}
    assert "azure speaks a wire" in problems["corp"]
    assert "no model" in problems["nothing"]
    openrouter = next(one for one in findings.found if one.row and one.row.id == "openrouter")
    assert "MY_KEY, which is not set here" in openrouter.problem


def test_fallbacks(home: Home):
    findings = read(home.write("config.yaml", FULL), {})
    assert findings.fallbacks == (("gpt", ("claude", "local")), ("*", ("local",)))


def test_the_usual_variable_is_used_only_when_it_is_given(home: Home):
    path = home.write("config.yaml", "model_list: [{model_name: a, litellm_params: {model: gpt-4o}}]")
    assert read(path, {"OPENAI_API_KEY": OTHER}).found[0].key == Secret(OTHER)
    assert read(path, {}).found[0].key is None


def test_an_address_that_is_a_reference(home: Home):
    text = "model_list: [{model_name: a, litellm_params: {model: openai/x, api_base: os.environ/BASE}}]"
    path = home.write("config.yaml", text)
    assert read(path, {"BASE": "http://h:1/v1"}).found[0].row.base_url == "http://h:1/v1"
    assert "BASE" in read(path, {}).found[0].problem


@pytest.mark.parametrize("text", ["model_list: x", "a: b", "[", "model_list: [null, 1, [2], {litellm_params: 3}]"])
def test_junk(home: Home, text):
    findings = read(home.write("config.yaml", text), {})
    assert all(one.row is None for one in findings.found)
    assert findings.problems or findings.found


PUBLIC = Path(__file__).parents[1] / "fixtures" / "public"


def test_what_stands_in_other_people_s_files_is_right_or_named():
    findings = read(PUBLIC / "s-litellm.yaml", {"OPENROUTER_API_KEY": OPENROUTER})
    (included,) = findings.problems
    assert included.text == "it includes models.yaml, which were not read: import them too"
    problems = {found.name: found.problem for found in findings.found if found.row is None}
    assert set(problems) == {"gpt-4o", "xai-grok", "embed", "perplexity", "nim"}
    assert "no model to chat with (embedding)" in problems["embed"]
    rows = {found.row.id: found.row for found in findings.found if found.row is not None}
    assert rows["ollama"].base_url.startswith("http://127.0.0.1:11434")
    assert "text-embedding-3-small" not in str(rows)
    assert rows["openrouter"].model == "qwen/qwen3-8b" or "qwen/qwen3-8b" in rows["openrouter"].models
