"""What is found on this machine is named, never doubled, and put where its kind stands."""

import msgspec
import pytest
from tests.core.loud import loud

from traybridge.core.config import Config, ProviderConfig, check_config, from_preset
from traybridge.core.discovery import (
    PLACES,
    DiscoveredServer,
    KnownServer,
    Standing,
    cluster_at,
    server_at,
    standing,
    usable_name,
    with_added,
    with_found,
)
from traybridge.core.models import ModelInfo
from traybridge.core.presets import preset

OLLAMA = KnownServer("ollama", "http://127.0.0.1:11434")
FOUND_OLLAMA = DiscoveredServer("ollama", "Ollama", "http://127.0.0.1:11434/v1", ("llama3.2:3b",))


def ids(config: Config) -> list[str]:
    return [row.id for row in config.effective_providers]


def test_the_known_places_are_on_this_machine_only():
    assert {place.url for place in PLACES} == {
        f"http://127.0.0.1:{port}" for port in (52415, 8000, 11434, 1234, 8080, 1337)
    }


@pytest.mark.parametrize(
    ("place", "owner", "preset", "name"),
    [
        (OLLAMA, "library", "ollama", "Ollama"),
        (KnownServer("lmstudio", "http://127.0.0.1:1234"), "organization_owner", "lmstudio", "LM Studio"),
        (KnownServer("llamacpp", "http://127.0.0.1:8080"), "llamacpp", "llamacpp", "llama.cpp"),
        (KnownServer("lmstudio", "http://127.0.0.1:1234"), "llamacpp", "llamacpp", "llama.cpp"),
        (KnownServer("exo", "http://127.0.0.1:8000"), "vllm", "custom", "vLLM"),
        (KnownServer("exo", "http://127.0.0.1:8000"), "somebody", "custom", "Server on port 8000"),
        (KnownServer("jan", "http://127.0.0.1:1337"), "", "jan", "Jan"),
    ],
)
def test_a_server_is_known_by_what_it_says_then_by_its_port(place: KnownServer, owner: str, preset: str, name: str):
    found = server_at(place, [ModelInfo("m", owned_by=owner)])
    assert (found.preset, found.name, found.base_url, found.models) == (preset, name, f"{place.url}/v1", ("m",))


def test_names_of_ours_are_texts_in_a_window_and_plain_in_the_settings():
    """A window says them in the person's language; what is saved is a name like any other."""
    found = server_at(KnownServer("exo", "http://127.0.0.1:8000"), [ModelInfo("m", owned_by="somebody")])
    assert loud(found.name) == "SERVER ON PORT 8000"
    added = with_found(Config(), found).providers
    custom = preset("custom")
    assert custom is not None
    assert loud(custom.name) == "OPENAI-COMPATIBLE HOST"
    named = from_preset(custom, name=usable_name(custom.name, (), "custom"))
    assert b'"name":"OpenAI-compatible host"' in msgspec.json.encode(named)
    assert b'"name":"Server on port 8000"' in msgspec.json.encode(added)


def test_a_fresh_install_has_exo_in_use_and_nothing_else_that_is_found():
    assert standing(cluster_at(PLACES[0]), Config()) == (Standing.IN_USE, "exo")
    assert standing(cluster_at(PLACES[1]), Config()) == (Standing.IN_USE, "exo"), "its provider looks at port 8000 too"
    assert standing(FOUND_OLLAMA, Config()) == (Standing.NEW, "")


def test_one_click_puts_a_local_server_before_the_cloud():
    config = with_found(Config(), FOUND_OLLAMA)
    assert ids(config) == ["exo", "ollama", "openrouter", "huggingface", "embedded"]
    row = config.provider("ollama")
    assert row is not None
    assert (row.label, row.base_url, row.model, row.enabled) == ("Ollama", FOUND_OLLAMA.base_url, "", True)
    check_config(config)


def test_a_second_click_changes_nothing():
    once = with_found(Config(), FOUND_OLLAMA)
    assert with_found(once, FOUND_OLLAMA) == once


def test_what_is_switched_off_is_switched_on_where_it_stands():
    row = ProviderConfig(id="mine", base_url="http://localhost:11434/v1", enabled=False)
    config = Config(providers=(row, ProviderConfig(id="x", base_url="http://127.0.0.1:9/v1")))
    assert standing(FOUND_OLLAMA, config) == (Standing.OFF, "mine")
    assert [(one.id, one.enabled) for one in with_found(config, FOUND_OLLAMA).providers] == [
        ("mine", True),
        ("x", True),
    ]


def test_an_id_that_is_taken_is_numbered_and_the_name_too():
    taken = Config(providers=(ProviderConfig(id="ollama", base_url="http://10.0.0.5:11434/v1"),))
    rows = with_found(taken, FOUND_OLLAMA).providers
    assert [(row.id, row.label) for row in rows] == [("ollama-2", "Ollama 2"), ("ollama", "ollama")]


def test_a_server_that_lists_an_embedding_model_first_gets_a_model_that_can_chat():
    """``auto`` takes the first of the list; LM Studio always lists one that cannot chat."""
    found = DiscoveredServer("lmstudio", "LM Studio", "http://127.0.0.1:1234/v1", ("text-embedding-nomic", "qwen3-4b"))
    row = with_found(Config(), found).provider("lmstudio")
    assert row is not None
    assert row.model == "qwen3-4b"


def test_a_cloud_provider_is_added_before_the_starter_model():
    row = ProviderConfig(id="groq", preset="groq", base_url="https://api.groq.com/openai/v1")
    assert ids(with_added(Config(), row)) == ["exo", "openrouter", "huggingface", "groq", "embedded"]
