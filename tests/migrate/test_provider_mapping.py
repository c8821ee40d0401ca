"""Foreign names, addresses, headers and numbers become a provider of ours, or a reason why not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from traybridge.core.config import Config, check_config
from traybridge.migrate.provider_mapping import (
    Unusable,
    cap_of,
    enabled_of,
    flag_of,
    headers_of,
    key_header,
    name_at,
    number_of,
    row_of,
    text_of,
)


@pytest.mark.parametrize(
    ("name", "base_url", "expected"),
    [
        ("OpenRouter", "https://openrouter.ai/api/v1/", ("openrouter", "openai", "https://openrouter.ai/api/v1")),
        ("OpenRouter", "", ("openrouter", "openai", "https://openrouter.ai/api/v1")),
        ("openrouter", "http://openrouter.ai/api/v1", ("openrouter", "openai", "https://openrouter.ai/api/v1")),
        (
            "Hugging Face",
            "https://api-inference.huggingface.co",
            ("huggingface", "openai", "https://router.huggingface.co/v1"),
        ),
        ("Hugging Face", "https://huggingface.co/api", ("huggingface", "openai", "https://router.huggingface.co/v1")),
        ("HF", "", ("huggingface", "openai", "https://router.huggingface.co/v1")),
        ("Together AI", "https://api.together.xyz", ("together", "openai", "https://api.together.xyz/v1")),
        ("together", "https://api.together.ai/v1", ("together", "openai", "https://api.together.xyz/v1")),
        ("DeepSeek", "https://api.deepseek.com", ("deepseek", "openai", "https://api.deepseek.com/v1")),
        ("Claude", "", ("anthropic", "anthropic", "https://api.anthropic.com/v1")),
        ("My host", "api.groq.com/openai/v1", ("groq", "openai", "https://api.groq.com/openai/v1")),
        ("My LM Studio", "http://192.168.1.20:1234", ("my-lm-studio", "openai", "http://192.168.1.20:1234/v1")),
        ("LM Studio", "http://localhost:1234/v1", ("lmstudio", "openai", "http://localhost:1234/v1")),
        ("Work", "https://llm.example.com/v1/chat/completions", ("work", "openai", "https://llm.example.com/v1")),
        ("Work", "https://llm.example.com/v1?key=1#x", ("work", "openai", "https://llm.example.com/v1")),
        ("", "http://10.0.0.7:9000/v1", ("10.0.0.7", "openai", "http://10.0.0.7:9000/v1")),
        ("OpenRouter", "https://proxy.example.com/v1", ("openrouter", "openai", "https://proxy.example.com/v1")),
    ],
)
def test_names_and_addresses(name, base_url, expected):
    row = row_of(name, base_url)
    assert (row.id, row.kind, row.base_url) == expected
    check_config(Config(providers=(row,)))


@pytest.mark.parametrize(
    ("base_url", "expected"),
    [
        ("http://localhost:8000", "http://127.0.0.1:52415"),
        ("http://localhost:8501", "http://127.0.0.1:52415"),
        ("localhost:8000/v1", "http://127.0.0.1:52415"),
        ("http://0.0.0.0:52415", "http://127.0.0.1:52415"),
        ("http://mac-studio.local:8000", "http://mac-studio.local:52415"),
        ("http://10.0.0.5", "http://10.0.0.5:52415"),
        ("http://10.0.0.5:9999/v1", "http://10.0.0.5:9999"),
        ("https://exo.example.com", "https://exo.example.com"),
        ("http://[fd00::1]:8000", "http://[fd00::1]:52415"),
        ("", "http://127.0.0.1:52415"),
    ],
)
def test_exo_stands_at_its_own_port_now(base_url, expected):
    row = row_of("Exo Local", base_url, place="local")
    assert (row.id, row.kind, row.base_url) == ("exo", "exo", expected)


def test_exo_is_known_by_its_port_and_a_cloud_of_that_name_is_none():
    assert row_of("The cluster", "http://10.0.0.5:52415").kind == "exo"
    assert row_of("Exo Cloud", "https://exo.example.com/v1", place="cloud").kind == "openai"
    assert row_of("Exoplanet", "https://exo.example.com/v1").kind == "openai"


@pytest.mark.parametrize(
    ("base_url", "endpoint", "expected"),
    [
        ("http://h:1", "v1/chat/completions", "http://h:1/v1"),
        ("http://h:1/v1", "/chat/completions", "http://h:1/v1"),
        ("http://h:1/v1/", "v1/chat/completions", "http://h:1/v1"),
        ("http://h:1", "chat/completions", "http://h:1"),
        ("http://h:1/api", "models", "http://h:1/api"),
        ("http://h:1", "https://elsewhere/v1/chat/completions", "http://h:1/v1"),
    ],
)
def test_the_old_endpoint_says_where_the_address_ends(base_url, endpoint, expected):
    assert row_of("x", base_url, chat_endpoint=endpoint).base_url == expected


def test_an_address_taken_as_it_is_gets_no_v1_but_a_local_server_does():
    assert row_of("x", "http://h:1", literal=True).base_url == "http://h:1"
    assert row_of("Ollama", "http://localhost:11434", literal=True).base_url == "http://localhost:11434/v1"


@pytest.mark.parametrize(
    ("name", "base_url"),
    [
        ("Unknown", ""),
        ("x", "https://sk-secret@h/v1"),
        ("x", "https://user:sk-secret@openrouter.ai/v1"),
        ("x", "ftp://h"),
        ("x", "http://[::1"),
        ("x", "http://h:99999"),
        ("x", "http://h:0"),
        ("x", "://"),
        ("x", "http://a b/v1"),
    ],
)
def test_what_cannot_be_asked_says_why_and_repeats_no_key(name, base_url):
    with pytest.raises(Unusable) as caught:
        row_of(name, base_url)
    assert "sk-secret" not in str(caught.value)


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=30))
def test_any_words_make_a_valid_provider_or_a_reason(name, base_url, endpoint):
    try:
        row = row_of(text_of(name), text_of(base_url), chat_endpoint=text_of(endpoint))
    except Unusable:
        return
    check_config(Config(providers=(row,)))
    assert "@" not in row.base_url.partition("/")[0]


@pytest.mark.parametrize(
    ("name", "base_url", "expected"),
    [
        ("OpenAI", "", "OpenAI"),
        ("OpenAI", "https://api.openai.com/v1", "OpenAI"),
        ("OpenAI", "https://llm.example.com/v1", ""),
        ("OpenAI", "ftp://nowhere", "OpenAI"),
        ("OpenRouter", "https://llm.example.com/v1", "OpenRouter"),
    ],
)
def test_somebody_elses_server_is_not_called_openai(name, base_url, expected):
    assert name_at(name, base_url) == expected


def test_headers_that_are_kept_and_those_that_are_not():
    headers = {
        "HTTP-Referer": "https://localhost:3000",
        "X-Title": "Token Manager",
        "X-Forwarded-For": "1.2.3.4",
        "x-real-ip": "1.2.3.4",
        "Authorization": "Bearer sk-1",
        "X-Api-Key": "sk-1",
        "X-Custom": "Bearer sk-1",
        "Ocp-Apim-Subscription-Key": "abc",
        "Content-Type": "application/json",
        "Host": "elsewhere",
        "bad name": "x",
        "X-Line": "a\r\nInjected: b",
        "X-Number": 3,
    }
    assert headers_of(headers) == {"HTTP-Referer": "https://localhost:3000", "X-Title": "Token Manager"}
    assert headers_of(None) == headers_of("x") == headers_of([1]) == {}
    assert key_header(headers) == ("Authorization", "Bearer sk-1")
    assert key_header({"X-Title": "x"}) == key_header(None) == ("", "")


def test_states_numbers_and_switches_from_anybodys_words():
    assert [enabled_of(one) for one in ("disabled", "INACTIVE", "ProviderStatus.DISABLED")] == [False] * 3
    assert [enabled_of(one) for one in ("active", "ProviderStatus.EXHAUSTED", "error", "what")] == [True] * 4
    assert enabled_of(None) is enabled_of("") is enabled_of([]) is None
    assert [number_of(one) for one in ("2", 2, " 2.0 ", "x", None, True, float("nan"), "inf", 10**400)] == [2, 2, 2] + [
        None
    ] * 6
    assert [flag_of(one) for one in ("yes", "Off", 0, 1, True, "maybe", None)] == [
        True,
        False,
        False,
        True,
        True,
        None,
        None,
    ]
    assert (cap_of("0.5"), cap_of(-1), cap_of("lots")) == (0.5, None, None)


@pytest.mark.parametrize(
    "host", ["host.docker.internal", "Host.Docker.Internal", "host.containers.internal", "gateway.docker.internal"]
)
def test_this_machine_has_another_name_inside_a_container(host):
    assert row_of("Ollama", f"http://{host}:11434", literal=True).base_url == "http://127.0.0.1:11434/v1"
    assert row_of("Mine", f"http://{host}/v1").base_url == "http://127.0.0.1/v1"


def test_text_is_one_printable_line():
    assert text_of(" a\n\tb\x00 ") == "a b"
    assert text_of("\ud800x\u202e").encode() == b"x"
    assert text_of("x" * 500) == "x" * 200
    assert text_of({"a": 1}) == text_of(None) == text_of("null") == text_of(True) == ""
    assert text_of(7) == "7"
