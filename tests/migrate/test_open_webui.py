"""Open WebUI's exports: nested, flat, as the API answers, and a person's own connections."""

import pytest
from tests.migrate.conftest import OPENROUTER, OTHER, Home, loosely

from traybridge.core.secret import Secret
from traybridge.migrate import open_webui
from traybridge.migrate.open_webui import is_export

read = loosely(open_webui.read)

NESTED = {
    "version": 0,
    "openai": {
        "enable": True,
        "api_base_urls": ["https://openrouter.ai/api/v1", "http://pipelines:9099", "https://llm.example.com/v1", ""],
        "api_keys": [OPENROUTER, "", OTHER],
        "api_configs": {"0": {"enable": True, "model_ids": ["openai/gpt-4o", "x/y"]}, "2": {"enable": False}},
    },
    "ollama": {"enable": False, "base_urls": ["http://host.docker.internal:11434"]},
}


def test_the_nested_export(home: Home):
    findings = read(home.write("config-1.json", NESTED), {})
    openrouter, pipelines, work, nothing, ollama = findings.found
    assert (openrouter.row.id, openrouter.key, openrouter.enabled) == ("openrouter", Secret(OPENROUTER), True)
    assert (openrouter.row.model, openrouter.row.models) == ("openai/gpt-4o", ("x/y",))
    assert openrouter.places[0].label == "openai.api_keys[0]"
    assert (pipelines.row.base_url, pipelines.key, pipelines.enabled) == ("http://pipelines:9099", None, True)
    assert (work.key, work.enabled) == (Secret(OTHER), False)
    assert nothing.row is None
    assert (ollama.row.preset, ollama.row.base_url, ollama.enabled) == ("ollama", "http://127.0.0.1:11434/v1", False)


@pytest.mark.parametrize(
    "document",
    [
        {"openai.api_base_urls": ["https://h/v1"], "openai.api_keys": [OTHER], "openai.enable": True},
        {"ENABLE_OPENAI_API": True, "OPENAI_API_BASE_URLS": ["https://h/v1"], "OPENAI_API_KEYS": [OTHER]},
        {"ui": {"directConnections": {"OPENAI_API_BASE_URLS": ["https://h/v1"], "OPENAI_API_KEYS": [OTHER]}}},
        [{"url": "https://h/v1", "key": OTHER, "config": {"enable": True}}],
    ],
)
def test_the_other_shapes(home: Home, document):
    assert is_export(document)
    (found,) = read(home.write("export.json", document), {}).found
    assert (found.row.base_url, found.key) == ("https://h/v1", Secret(OTHER))


@pytest.mark.parametrize(
    "document",
    [
        {},
        [],
        7,
        {"openai": {"api_base_urls": "x"}},
        {"openai": {"api_base_urls": [], "api_keys": [1]}},
        {"openai": None},
    ],
)
def test_what_is_none(home: Home, document):
    assert not is_export(document)
    assert read(home.write("export.json", document), {}).problems


def test_junk_inside(home: Home):
    document = {
        "openai": {"api_base_urls": [None, 7, {"a": 1}, "http://["], "api_keys": [1, None, "k"], "api_configs": [1]}
    }
    findings = read(home.write("export.json", document), {})
    assert all(one.row is None or one.key is None for one in findings.found)
