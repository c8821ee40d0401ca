"""What answers on this machine becomes a provider, as a click in the welcome would make it."""

from traybridge.core.config import Config, default_providers
from traybridge.core.discovery import DiscoveredServer as Server
from traybridge.migrate import servers
from traybridge.migrate.findings import Findings
from traybridge.migrate.plan import plan

OLLAMA = Server("ollama", "Ollama", "http://127.0.0.1:11434/v1", ("llama3.2:3b", "qwen3:4b"))
LM_STUDIO = Server("lmstudio", "LM Studio", "http://127.0.0.1:1234/v1", ("text-embedding-nomic", "qwen3-4b"))


def read(*found: Server) -> Findings:
    return servers.read(found)


def test_its_models_are_left_to_its_api_and_the_first_that_chats_is_asked():
    ollama, studio = read(OLLAMA, LM_STUDIO).found
    assert (ollama.source, ollama.name, ollama.key, ollama.places) == (OLLAMA.base_url, "Ollama", None, ())
    assert ollama.row is not None
    assert (ollama.row.id, ollama.row.preset, ollama.row.model, ollama.row.models) == ("ollama", "ollama", "", ())
    assert studio.row is not None
    assert (studio.row.base_url, studio.row.model) == (LM_STUDIO.base_url, "qwen3-4b")


def test_what_keeps_it_from_answering_is_said():
    closed, empty = read(
        Server("lmstudio", "LM Studio", LM_STUDIO.base_url, wants_key=True), Server("ollama", "Ollama", OLLAMA.base_url)
    ).found
    assert (closed.problem, empty.problem) == ("it answers only with a key", "it has no model yet")


def test_it_stands_before_the_cloud_also_where_there_are_providers_already():
    listed = Config(providers=default_providers())
    first = plan(read(OLLAMA), listed, {})
    assert [row.id for row in first.config.providers] == ["exo", "ollama", "openrouter", "huggingface"]
    assert [item.action for item in plan(read(OLLAMA), first.config, {}).items] == ["same"]
    assert [row.id for row in plan(read(OLLAMA), Config(), {}).config.providers] == [
        "exo", "ollama", "openrouter", "huggingface",
    ]  # fmt: skip


def test_who_preferred_the_cloud_keeps_that():
    away = Findings(settings=(("prefer_local", False),))
    rows = plan(read(OLLAMA) + away, Config(providers=default_providers()), {}).config.providers
    assert [row.id for row in rows] == ["exo", "openrouter", "huggingface", "ollama"]
