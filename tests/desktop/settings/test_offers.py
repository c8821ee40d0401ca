"""The search for a new provider: known hosts, what runs here, and any address."""

import pytest

from traybridge.core.config import Config, check_config
from traybridge.core.discovery import DiscoveredServer
from traybridge.desktop.forms.provider_edits import added
from traybridge.desktop.settings.offers import ASK_ADDRESS, as_url, offers

OLLAMA = DiscoveredServer("ollama", "Ollama", "http://127.0.0.1:11434/v1", ("llama3.2", "qwen3"))


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("https://api.example.org/v1", "https://api.example.org/v1"),
        ("10.0.0.5:8000", "http://10.0.0.5:8000"),
        ("localhost", "http://localhost"),
        ("studio.local:52415", "http://studio.local:52415"),
        ("api.example.org/v1", "https://api.example.org/v1"),
        ("[fd00::1]:8000", "http://[fd00::1]:8000"),
        ("groq", ""),
        ("open router", ""),
        ("https://", ""),
        ("", ""),
        (".", ""),
    ],
)
def test_an_address_is_told_from_a_search(typed: str, url: str):
    assert as_url(typed) == url


def test_an_empty_search_lists_everybody_and_what_is_there_already_last():
    titles = [one.title for one in offers("", Config())]
    assert titles[0] == "OpenAI"
    assert titles[-1] == ASK_ADDRESS.title
    assert titles[-4:-1] == ["Exo", "OpenRouter", "Hugging Face"]
    assert next(one.listed for one in offers("", Config()) if one.title == "Exo") == "exo"


@pytest.mark.parametrize(("typed", "title"), [("groq", "Groq"), ("GEM", "Google Gemini"), ("deepseek.com", "DeepSeek")])
def test_a_search_finds_by_name_and_host(typed: str, title: str):
    first, *rest = offers(typed, Config())
    assert first.title == title
    assert rest, "and there is a way on for somebody who meant another one"


def test_what_runs_here_stands_first_and_is_not_doubled():
    first, *rest = offers("", Config(), [OLLAMA])
    assert (first.title, first.note) == ("Ollama", "Runs on this machine, 2 models")
    assert first.row is not None
    assert first.row.id == "ollama"
    assert "Ollama" not in [one.title for one in rest]


def test_a_typed_address_makes_a_provider_that_the_settings_take():
    openai, exo = offers("10.0.0.5:8080", Config())
    assert openai.row is not None
    assert (openai.row.base_url, openai.row.label) == ("http://10.0.0.5:8080/v1", "10.0.0.5")
    assert exo.row is not None
    assert (exo.row.kind, exo.row.base_url, exo.row.id) == ("exo", "http://10.0.0.5:8080", "exo-2")
    check_config(added(Config(), openai.row))
    check_config(added(Config(), exo.row))


def test_exos_own_port_means_exo_first():
    first, _second = offers("studio.local:52415", Config())
    assert first.title == "Exo cluster at studio.local:52415"


def test_an_address_with_a_path_is_no_exo():
    [only] = offers("https://llm.example.org/api/v2", Config())
    assert only.row is not None
    assert only.row.base_url == "https://llm.example.org/api/v2"


def test_an_address_that_is_in_the_list_leads_there():
    [only] = offers("https://openrouter.ai", Config())
    assert only.listed == "openrouter"


def test_what_runs_here_and_is_in_the_list_stands_last():
    exo = DiscoveredServer("exo", "Exo", "http://127.0.0.1:52415")
    titles = [(one.title, one.note) for one in offers("", Config(), [exo, OLLAMA])]
    assert titles[0][0] == "Ollama"
    assert ("Exo", "Runs on this machine; in your list") in titles[-4:]
